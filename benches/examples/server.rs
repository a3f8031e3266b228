//! The endpoints of the load test with axum, in four ways. Usage: `server HOW PORT`, where HOW is
//! `contract`, `stock`, `parsed` or `body`.

use std::path::Path;
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use export_bundles::axum::Payload;
use export_bundles::{Document as _, EvidenceBundle, ExportBundleRequest};
use export_bundles_benches::{Result, SCHEMAS, stock};
use jsonschema::Validator;
use serde::de::DeserializeOwned;
use serde_json::Value;
use tokio::net::TcpListener;

/// What every server here takes.
const BODY_LIMIT: usize = 8 << 20;

const REQUESTS: &str = "/ExportBundleRequest";
const EVIDENCE: &str = "/EvidenceBundle";

#[tokio::main]
async fn main() -> Result<()> {
    let mut words = std::env::args().skip(1);
    let (how, port) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let router = match how.as_str() {
        "contract" => contract(),
        "stock" => stock()?,
        "parsed" => parsed(),
        "body" => body(),
        _ => return Err("usage: server contract|stock|parsed|body PORT".into()),
    };
    let listener = TcpListener::bind(("127.0.0.1", port.parse()?)).await?;
    println!("axum 0.8");
    Ok(axum::serve(listener, router.layer(DefaultBodyLimit::max(BODY_LIMIT))).await?)
}

/// Handlers that ask for a `Payload`.
fn contract() -> Router {
    async fn handle<T>(Payload(value): Payload<T>) -> StatusCode {
        drop(value);
        StatusCode::NO_CONTENT
    }

    Router::new()
        .route(REQUESTS, post(handle::<ExportBundleRequest>))
        .route(EVIDENCE, post(handle::<EvidenceBundle>))
}

/// Handlers that read the body, and know nothing of what is in it.
fn body() -> Router {
    async fn handle(body: Bytes) -> StatusCode {
        drop(body);
        StatusCode::NO_CONTENT
    }

    Router::new().route(REQUESTS, post(handle)).route(EVIDENCE, post(handle))
}

/// Handlers that parse the body, whatever is in it.
fn parsed() -> Router {
    async fn handle(Json(value): Json<Value>) -> StatusCode {
        drop(value);
        StatusCode::NO_CONTENT
    }

    Router::new().route(REQUESTS, post(handle)).route(EVIDENCE, post(handle))
}

/// Handlers as one would otherwise write them: parse, validate, convert.
fn stock() -> Result<Router> {
    let schemas = stock::Schemas::read(Path::new(SCHEMAS))?;
    let requests = Arc::new(schemas.validator(ExportBundleRequest::FILE)?);
    let evidence = Arc::new(schemas.validator(EvidenceBundle::FILE)?);
    let router = Router::new()
        .route(REQUESTS, post(convert::<stock::ExportBundleRequest>).with_state(requests))
        .route(EVIDENCE, post(convert::<stock::EvidenceBundle>).with_state(evidence));
    Ok(router)
}

async fn convert<T: DeserializeOwned>(
    State(validator): State<Arc<Validator>>,
    Json(value): Json<Value>,
) -> Response {
    let faults = match validator.is_valid(&value) {
        true => match serde_json::from_value::<T>(value) {
            Ok(_) => return StatusCode::NO_CONTENT.into_response(),
            Err(error) => vec![error.to_string()],
        },
        false => validator.iter_errors(&value).take(100).map(|it| it.to_string()).collect(),
    };
    (StatusCode::UNPROCESSABLE_ENTITY, Json(faults)).into_response()
}
