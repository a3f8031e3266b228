//! Which request is answered by what.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use exact_schema_runtime::{Contract, ProblemDetails, ProblemKind};

use crate::metrics;
use crate::named::Named;
use crate::service::Service;
use crate::validate;

type Shared = State<Arc<Service>>;

/// What clients ask, and where they are not asked elsewhere, what probes and scrapers do.
pub(crate) fn router(service: &Arc<Service>, with_admin: bool) -> Router {
    let router = Router::new()
        .route("/", get(reference))
        .route("/openapi.json", get(description))
        .route("/v1/schemas", get(schemas))
        .route("/v1/schemas/{type}", get(schema))
        .route("/v1/validate", post(validate::of_default_type))
        .route("/v1/validate/{type}", post(validate::of_type));
    let router = if with_admin { router.merge(admin()) } else { router };
    closed(router, service)
}

/// What probes and scrapers ask.
pub(crate) fn admin_router(service: &Arc<Service>) -> Router {
    closed(admin(), service)
}

fn admin() -> Router<Arc<Service>> {
    Router::new().route("/healthz", get(async || "ok\n")).route("/metrics", get(counters))
}

/// The same places, and a problem for whatever else is asked.
fn closed(router: Router<Arc<Service>>, service: &Arc<Service>) -> Router {
    let contract = service.contract;
    router
        .fallback(async move || {
            let command = contract.name();
            let detail = format!("Nothing is here: `{command} serve --help` lists the places.");
            not_found(contract, &detail)
        })
        .method_not_allowed_fallback(async move || {
            ProblemDetails::new(ProblemKind::MethodNotAllowed, contract)
                .with_detail("The header `Allow` lists the methods.")
        })
        .with_state(Arc::clone(service))
}

async fn reference(State(service): Shared, request: HeaderMap) -> Response {
    match &service.published.reference {
        Some(page) => page.answer(&request),
        None => not_found(service.contract, "This server has no reference page.").into_response(),
    }
}

async fn counters(State(service): Shared) -> Result<Response, ProblemDetails> {
    let page = service.metrics.page().map_err(|_| failed(service.contract))?;
    Ok(([(CONTENT_TYPE, metrics::MEDIA_TYPE)], page).into_response())
}

async fn description(State(service): Shared, request: HeaderMap) -> Response {
    service.published.description.answer(&request)
}

async fn schemas(State(service): Shared, request: HeaderMap) -> Response {
    service.published.list.answer(&request)
}

async fn schema(
    State(service): Shared,
    Named(kind): Named,
    request: HeaderMap,
) -> Result<Response, ProblemDetails> {
    // Every type has a published schema.
    let schema = service.published.schemas.get(kind.title());
    schema.map(|it| it.answer(&request)).ok_or_else(|| failed(service.contract))
}

fn not_found(contract: &Contract, detail: &str) -> ProblemDetails {
    ProblemDetails::new(ProblemKind::NotFound, contract).with_detail(detail)
}

fn failed(contract: &Contract) -> ProblemDetails {
    ProblemDetails::new(ProblemKind::Failed, contract)
}
