//! The trace that a request is a part of, as its sender says (W3C Trace Context).

use axum::http::HeaderMap;
use opentelemetry::propagation::TextMapPropagator;
use opentelemetry_http::HeaderExtractor;
use opentelemetry_sdk::propagation::TraceContextPropagator;
use tracing::Span;
use tracing_opentelemetry::OpenTelemetrySpanExt;

/// Makes a span a part of the trace that the headers name.
pub(crate) fn follow(span: &Span, headers: &HeaderMap) {
    let parent = TraceContextPropagator::new().extract(&HeaderExtractor(headers));
    // Where nobody listens to spans, there is none that could follow.
    let _ = span.set_parent(parent);
}
