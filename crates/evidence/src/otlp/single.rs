//! Spans by themselves, to be kept until somebody needs them.

use super::error::OtlpError;
use super::export::{KeyValue, each};

/// The attribute, of a span or of its resource, that says which run a span is of.
pub const RUN_ID: &str = "export_bundles.run_id";

/// A span by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Single<'t> {
    /// The trace that it is of, as 32 lower-case hexadecimal digits.
    pub trace_id: String,
    /// Its id, as 16 lower-case hexadecimal digits.
    pub span_id: String,
    /// The run that it says it is of.
    pub run_id: Option<String>,
    /// The span as OTLP in JSON, as it came.
    pub text: &'t str,
}

/// Takes an export of spans apart. What is no span of a trace is an error in its place, and keeps no other from being
/// one.
///
/// # Errors
///
/// [`OtlpError::NotOtlp`] where the text is no OTLP in JSON at all.
///
/// # Examples
///
/// ```
/// use export_bundles_evidence::otlp::{joined, split};
///
/// let export = br#"{"resourceSpans": [{
///     "resource": {"attributes": [{"key": "export_bundles.run_id", "value": {"stringValue": "run_1"}}]},
///     "scopeSpans": [{"spans": [
///         {"traceId": "5b8efff798038103d269b633813fc60c", "spanId": "eee19b7ec3c1b174"},
///         {"traceId": "5b8e"}]}]}]}"#;
/// let spans = split(export)?;
/// let first = spans[0].as_ref().map_err(Clone::clone)?;
/// assert_eq!(first.run_id.as_deref(), Some("run_1"));
/// assert!(spans[1].is_err(), "it has no span of its own");
/// assert_eq!(split(&joined([first.text.as_bytes()]))?.len(), 1);
/// # Ok::<(), export_bundles_evidence::otlp::OtlpError>(())
/// ```
pub fn split(text: &[u8]) -> Result<Vec<Result<Single<'_>, OtlpError>>, OtlpError> {
    let text = std::str::from_utf8(text).map_err(|error| OtlpError::NotOtlp(error.to_string()))?;
    let mut singles = Vec::new();
    each(text, |span, resource| {
        singles.push(span.and_then(|span| {
            if !span.trace_id.is_some() || !span.span_id.is_some() {
                let message = "expected the id of a trace and that of the span".to_owned();
                return Err(OtlpError::BadSpan { number: span.number, message });
            }
            Ok(Single {
                run_id: run_id(&span.attributes).or_else(|| run_id(resource)),
                trace_id: span.trace_id.0,
                span_id: span.span_id.0,
                text: span.text,
            })
        }));
        Ok(())
    })?;
    Ok(singles)
}

fn run_id(attributes: &[KeyValue<'_>]) -> Option<String> {
    let found = attributes.iter().find(|it| it.key == RUN_ID)?;
    found.value.string_value.as_deref().map(str::to_owned)
}

/// An export of spans, each of which is OTLP in JSON.
#[must_use]
pub fn joined<'s>(spans: impl IntoIterator<Item = &'s [u8]>) -> Vec<u8> {
    let mut text = br#"{"resourceSpans":[{"scopeSpans":[{"spans":["#.to_vec();
    for (index, span) in spans.into_iter().enumerate() {
        if index > 0 {
            text.push(b',');
        }
        text.extend_from_slice(span);
    }
    text.extend_from_slice(b"]}]}]}");
    text
}
