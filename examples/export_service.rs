//! How a Rust service exports bundles of what its own store knows: payloads that are valid or never seen, and
//! `assemble`. The store here is a folder of `ExportCase`s, which `CASES` names; `LISTEN` says where to listen.
//!
//! ```sh
//! CASES=schemas/v1/examples/export-case/valid cargo run --features axum --example export_service
//! curl -i --json '{"incident_id": "inc_20260314_0017"}' http://127.0.0.1:8080/v1/exports
//! ```
//!
//! What it does not do (tokens, tenants, signatures, a log, keeping bundles for years), `export-bundles exports` does.

use std::collections::HashMap;
use std::error::Error;
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Extension, Router};
use exact_schema_http::{Limits, Server, request_id};
use export_bundles::axum::{BodyLimit, Payload};
use export_bundles::{
    BundleType, CONTRACT, DownloadUrl, ExportBundle, ExportBundleRequest, ExportBundleResponse,
    ExportCase, Identifier, Problem, ProblemKind, decode, utc_now,
};
use export_bundles_evidence::{Options, Refused, assemble};
use uuid::Uuid;

/// What is known of incidents, and what was exported.
struct Store {
    cases: HashMap<Identifier, ExportCase>,
    bundles: Mutex<HashMap<String, ExportBundle>>,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    tracing_subscriber::fmt().with_target(false).with_ansi(false).init();
    let folder = std::env::var("CASES").map_err(|_| "CASES has to name a folder of ExportCases")?;
    let mut cases = HashMap::new();
    for file in std::fs::read_dir(folder)? {
        let case: ExportCase = decode(&std::fs::read(file?.path())?)?;
        cases.insert(case.incident.id.clone(), case);
    }
    let store = Arc::new(Store { cases, bundles: Mutex::default() });
    let address = std::env::var("LISTEN").unwrap_or_else(|_| "127.0.0.1:8080".to_owned());
    let server = Server::bind(&address.parse()?, &CONTRACT).await?;
    tracing::info!(address = %server.address(), "listening");
    let service = Router::new()
        .route("/v1/exports", post(create_export))
        .route("/v1/bundles/{bundle_id}", get(get_bundle))
        .layer(Extension(BodyLimit(64 << 10)))
        .layer(from_fn(log))
        .with_state(store);
    let end = server.serve_with(service, Limits::default()).await?;
    tracing::info!(cut_off = end.cut_off, "ended");
    Ok(())
}

async fn create_export(
    State(store): State<Arc<Store>>,
    Payload(request): Payload<ExportBundleRequest>,
) -> Result<Response, Problem> {
    let case = store.cases.get(&request.incident_id).ok_or(Problem::from(ProblemKind::NotFound))?;
    let refused =
        |why: Refused| Problem::from(ProblemKind::Unprocessable).with_detail(why.to_string());
    let bundle = export(case, &request).map_err(refused)?;
    let id = bundle.bundle_id().to_owned();
    let place = format!("/v1/bundles/{id}");
    let answer = ExportBundleResponse::builder()
        .bundle_id(id.as_str())
        .bundle_type(request.bundle_type)
        .created_at(bundle.created_at())
        .incident_id(request.incident_id)
        .run_id(bundle.run_id().clone())
        .download_url(place.parse::<DownloadUrl>().map_err(|_| ProblemKind::Failed)?)
        .build()
        .map_err(|_| ProblemKind::Failed)?;
    store.bundles.lock().unwrap_or_else(PoisonError::into_inner).insert(id, bundle);
    Ok((StatusCode::CREATED, [(LOCATION, place)], Payload(answer)).into_response())
}

fn export(case: &ExportCase, request: &ExportBundleRequest) -> Result<ExportBundle, Refused> {
    let options = Options {
        export_reason: request.export_reason.clone(),
        include_raw_steps: request.include_raw_steps,
        prepared_for: request.prepared_for.clone(),
        ..Options::default()
    };
    let (now, id) = (utc_now(), Uuid::new_v4());
    Ok(match request.bundle_type {
        BundleType::Evidence => assemble::evidence(case, &options, now, id)?.bundle.into(),
        BundleType::Soc2 => assemble::soc2(case, &options, now, id)?.bundle.into(),
        BundleType::ExecutiveDebrief => {
            assemble::executive_debrief(case, &options, now, id)?.bundle.into()
        }
    })
}

async fn get_bundle(
    State(store): State<Arc<Store>>,
    Path(id): Path<String>,
) -> Result<Payload<ExportBundle>, Problem> {
    let bundles = store.bundles.lock().unwrap_or_else(PoisonError::into_inner);
    Ok(Payload(bundles.get(&id).cloned().ok_or(ProblemKind::NotFound)?))
}

/// One line for each request: what it is and what became of it, and nothing that is in it.
async fn log(request: Request, next: Next) -> Response {
    let id = request_id(request.headers()).map(str::to_owned);
    let response = next.run(request).await;
    tracing::info!(request = id, status = response.status().as_u16());
    response
}
