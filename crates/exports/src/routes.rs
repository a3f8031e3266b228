//! Which request is answered by what.

use std::sync::Arc;

use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post, put};
use axum::{Extension, Router};
use exact_schema_runtime::ProblemKind;
use export_bundles::{Incident, PolicySnapshot, Run, Trace};

use crate::access::admit;
use crate::answer::{Answer, problem};
use crate::api::{bundles, exports, list, log, parts, reviews, traces};
use crate::service::Service;
use crate::watch::watch;
use crate::{metrics, pages};

type Shared = State<Arc<Service>>;

/// What programs and people ask, and where they are not asked elsewhere, what probes and scrapers do.
pub(crate) fn router(service: &Arc<Service>, with_admin: bool) -> Router {
    let api = Router::new()
        .route("/v1/incidents/{id}", put(parts::put::<Incident>))
        .route("/v1/runs/{id}", put(parts::put::<Run>))
        .route("/v1/policy-snapshots/{id}", put(parts::put::<PolicySnapshot>))
        .route("/v1/traces/{id}", put(parts::put::<Trace>))
        .route("/v1/traces", post(traces::post))
        .route("/v1/exports", post(exports::post))
        .route("/v1/bundles", get(list::get))
        .route("/v1/bundles/{id}", get(bundles::get))
        .route("/v1/receipts/{id}", get(bundles::receipt))
        .route("/v1/reviews/{id}", post(reviews::post))
        .route("/v1/log/checkpoint", get(log::checkpoint))
        .route("/v1/log/proof/{id}", get(log::proof))
        .route("/v1/log/tombstone/{id}", get(log::tombstone))
        .route("/v1/log/tile/{*path}", get(log::tile))
        .layer(from_fn_with_state(Arc::clone(service), admit));
    let open = Router::new().route("/openapi.json", get(openapi));
    let router = api.merge(open).merge(pages::router());
    let router = if with_admin { router.merge(admin()) } else { router };
    closed(router, service)
}

/// What probes and scrapers ask.
pub(crate) fn admin_router(service: &Arc<Service>) -> Router {
    closed(admin(), service)
}

fn admin() -> Router<Arc<Service>> {
    Router::new()
        .route("/healthz", get(async || "ok\n"))
        .route("/readyz", get(ready))
        .route("/metrics", get(counters))
}

/// The same places, and a problem for whatever else is asked.
fn closed(router: Router<Arc<Service>>, service: &Arc<Service>) -> Router {
    router
        .fallback(async || {
            let detail = "Nothing is here: `GET /openapi.json` lists the places.";
            problem(ProblemKind::NotFound, detail)
        })
        .method_not_allowed_fallback(async || {
            problem(ProblemKind::MethodNotAllowed, "The header `Allow` lists the methods.")
        })
        .layer(Extension(service.body_limit))
        .layer(from_fn_with_state(Arc::clone(service), watch))
        .with_state(Arc::clone(service))
}

async fn openapi(State(service): Shared) -> Response {
    let kind = [(CONTENT_TYPE, "application/json"), (CACHE_CONTROL, "public, max-age=3600")];
    (kind, service.openapi.clone()).into_response()
}

/// Whether what is asked now would be answered.
async fn ready(State(service): Shared) -> Result<&'static str, Answer> {
    service.store.ping().await?;
    Ok("ready\n")
}

async fn counters(State(service): Shared) -> Result<Response, Answer> {
    let page = service.metrics.page();
    let page = page.map_err(|_| problem(ProblemKind::Failed, "The counters cannot be written."))?;
    Ok(([(CONTENT_TYPE, metrics::MEDIA_TYPE)], page).into_response())
}
