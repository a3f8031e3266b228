//! Which request is answered by what.

use std::sync::Arc;
use std::thread::available_parallelism;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Extension, Router};
use export_bundles::axum::BodyLimit;
use export_bundles::{Problem, ProblemKind};
use tokio::sync::Semaphore;

use crate::error::Error;
use crate::metrics::{self, Metrics};
use crate::named::Named;
use crate::options::{Limits, Options};
use crate::published::Published;
use crate::validate;

/// What every request may ask for.
pub(crate) struct Service {
    pub(crate) limits: Limits,
    pub(crate) metrics: Metrics,
    /// How many large documents are judged at the same time: one on each processor. To judge a bad
    /// one takes a multiple of its size, and this bounds how often.
    pub(crate) judges: Semaphore,
    published: Published,
}

impl Service {
    pub(crate) fn new(options: &Options) -> Result<Self, Error> {
        Ok(Self {
            limits: options.limits,
            metrics: Metrics::new(),
            judges: Semaphore::new(available_parallelism().map_or(1, usize::from)),
            published: Published::derive(options)?,
        })
    }
}

type Shared = State<Arc<Service>>;

pub(crate) fn router(service: Arc<Service>) -> Router {
    let limit = BodyLimit(service.limits.body);
    Router::new()
        .route("/", get(reference))
        .route("/healthz", get(async || "ok\n"))
        .route("/metrics", get(counters))
        .route("/openapi.json", get(openapi))
        .route("/v1/schemas", get(schemas))
        .route("/v1/schemas/{type}", get(schema))
        .route("/v1/validate", post(validate::bundle))
        .route("/v1/validate/{type}", post(validate::of_type))
        .fallback(async || {
            not_found("Nothing is here: `export-bundles serve --help` lists the places.")
        })
        .method_not_allowed_fallback(async || {
            Problem::from(ProblemKind::MethodNotAllowed)
                .with_detail("The header `Allow` names the methods that are.")
        })
        .layer(Extension(limit))
        .with_state(service)
}

async fn reference(State(service): Shared, request: HeaderMap) -> Response {
    match &service.published.reference {
        Some(page) => page.answer(&request),
        None => not_found("This server has no reference page.").into_response(),
    }
}

async fn counters(State(service): Shared) -> Result<Response, Problem> {
    let page = service.metrics.page().map_err(|_| Problem::from(ProblemKind::Failed))?;
    Ok(([(CONTENT_TYPE, metrics::MEDIA_TYPE)], page).into_response())
}

async fn openapi(State(service): Shared, request: HeaderMap) -> Response {
    service.published.openapi.answer(&request)
}

async fn schemas(State(service): Shared, request: HeaderMap) -> Response {
    service.published.list.answer(&request)
}

async fn schema(
    State(service): Shared,
    Named(kind): Named,
    request: HeaderMap,
) -> Result<Response, Problem> {
    // Every type has a published schema.
    let schema = service.published.schemas.get(kind.title());
    schema.map(|it| it.answer(&request)).ok_or_else(|| ProblemKind::Failed.into())
}

fn not_found(detail: &str) -> Problem {
    Problem::from(ProblemKind::NotFound).with_detail(detail)
}
