//! What is told of every request: a line of the log, and the counters.

use std::sync::Arc;
use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use exact_schema_http::request_id;
use tracing::field::Empty;
use tracing::{Instrument, info_span};
use uuid::Uuid;

use crate::service::Service;

/// Whose request it was.
#[derive(Clone, Debug)]
pub(crate) struct Tenant(pub(crate) String);

/// Counts a request, and writes a line about it: what was asked and what became of it, and nothing that is in it.
pub(crate) async fn watch(
    State(service): State<Arc<Service>>,
    request: Request,
    next: Next,
) -> Response {
    let started = Instant::now();
    let id = request_id(request.headers()).map(str::to_owned);
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let route = route.as_ref().map_or("none", MatchedPath::as_str);
    let span = info_span!(
        "request",
        otel.name = format!("{method} {route}"),
        otel.kind = "server",
        http.request.method = method.as_str(),
        http.route = route,
        http.response.status_code = Empty,
        otel.status_code = Empty,
    );
    #[cfg(feature = "otel")]
    crate::parent::follow(&span, request.headers());
    let response = next.run(request).instrument(span.clone()).await;
    // As OpenTelemetry has it: a number, which is signed there, and an error only where it is the service's own.
    span.record("http.response.status_code", i64::from(response.status().as_u16()));
    if response.status().is_server_error() {
        span.record("otel.status_code", "ERROR");
    }
    let (status, duration) = (response.status().as_u16(), started.elapsed());
    service.metrics.count(&method, route, status, duration);
    if tracing::enabled!(tracing::Level::INFO) {
        let request = id.unwrap_or_else(|| Uuid::new_v4().to_string());
        let tenant = response.extensions().get::<Tenant>().map(|it| it.0.as_str());
        let seconds = duration.as_secs_f64();
        tracing::info!(request, method = method.as_str(), route, tenant, status, seconds);
    }
    response
}
