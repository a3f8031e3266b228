//! `POST /v1/traces`: spans of OpenTelemetry, over OTLP/HTTP.

use std::io::Read;
use std::sync::Arc;

use axum::Extension;
use axum::body::Bytes;
use axum::extract::{Request, State};
use axum::http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Response};
use exact_schema_runtime::ProblemKind;
use exact_schema_runtime::axum::json_body;
use export_bundles::{CONTRACT, utc_now};
use export_bundles_evidence::otlp::{OtlpError, Single, split};
use export_bundles_store::{Added, Span, Write, Written};
use flate2::read::MultiGzDecoder;
use opentelemetry_proto::tonic::collector::trace::v1::{
    ExportTracePartialSuccess, ExportTraceServiceRequest, ExportTraceServiceResponse,
};
use prost::Message;

use crate::access::Caller;
use crate::answer::{Answer, problem};
use crate::digest::digest;
use crate::service::Service;

const PROTOBUF: &str = "application/x-protobuf";
const JSON: &str = "application/json";

/// How an export is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Json,
    Protobuf,
}

/// Keeps spans until an incident needs them.
pub(crate) async fn post(
    State(service): State<Arc<Service>>,
    Extension(caller): Extension<Caller>,
    request: Request,
) -> Result<Response, Answer> {
    caller.expect_writer()?;
    let encoding = encoding(request.headers())?;
    let is_gzip = is_gzip(request.headers())?;
    let limit = service.body_limit.0;
    let body = json_body(as_json(request), &CONTRACT).await.map_err(|refused| refused.problem())?;
    let read = move || {
        let body = if is_gzip { inflated(&body, limit)? } else { body.to_vec() };
        spans(&body, encoding)
    };
    let Spans { spans, mut refused, mut why } = service.workers.run(read).await??;
    if !spans.is_empty() {
        let write = Write::Spans(spans, utc_now());
        if let Written::Spans(Added { other, .. }) =
            service.writer.write(caller.tenant(), write).await?
            && other > 0
        {
            refused += other;
            why = "another span is here under the same id, and stays".to_owned();
        }
    }
    Ok(answer(encoding, refused, why))
}

/// How the body is written, as its sender says.
fn encoding(headers: &HeaderMap) -> Result<Encoding, Answer> {
    let said = headers.get(CONTENT_TYPE).and_then(|it| it.to_str().ok()).unwrap_or_default();
    let said = said.split(';').next().unwrap_or_default().trim();
    match said {
        _ if said.eq_ignore_ascii_case(PROTOBUF) => Ok(Encoding::Protobuf),
        _ if said.eq_ignore_ascii_case(JSON) => Ok(Encoding::Json),
        _ => {
            let expected = "Expected OTLP as application/x-protobuf or application/json.";
            Err(problem(ProblemKind::WrongMediaType, expected))
        }
    }
}

/// Whether the body is compressed, as collectors do it unless they are told not to.
fn is_gzip(headers: &HeaderMap) -> Result<bool, Answer> {
    let Some(said) = headers.get(CONTENT_ENCODING) else { return Ok(false) };
    match said.to_str().unwrap_or_default().trim() {
        said if said.eq_ignore_ascii_case("gzip") => Ok(true),
        said if said.eq_ignore_ascii_case("identity") => Ok(false),
        _ => {
            let expected = "Expected a body that is not compressed, or by gzip.";
            Err(problem(ProblemKind::WrongMediaType, expected))
        }
    }
}

/// The same request, as the reader of bodies takes it: it only has to keep within its limit.
fn as_json(mut request: Request) -> Request {
    request.headers_mut().remove(CONTENT_ENCODING);
    request.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(JSON));
    request
}

/// A compressed body; one that is larger than another one may be is refused before it is held.
fn inflated(body: &[u8], limit: usize) -> Result<Vec<u8>, Answer> {
    let mut text = Vec::new();
    let most = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    let read = MultiGzDecoder::new(body).take(most).read_to_end(&mut text);
    read.map_err(|_| problem(ProblemKind::BadRequest, "Expected a body of gzip that is whole."))?;
    if text.len() > limit {
        let detail = format!("The body has more than {limit} bytes when it is not compressed.");
        return Err(problem(ProblemKind::TooLarge, detail));
    }
    Ok(text)
}

/// The spans of an export, how many of them were none, and why the last of those was none.
struct Spans {
    spans: Vec<Span>,
    refused: usize,
    why: String,
}

fn spans(body: &[u8], encoding: Encoding) -> Result<Spans, Answer> {
    let text = match encoding {
        Encoding::Json => Bytes::copy_from_slice(body),
        Encoding::Protobuf => {
            let malformed = "Expected an ExportTraceServiceRequest in Protocol Buffers.";
            let malformed = || problem(ProblemKind::BadRequest, malformed);
            let export = ExportTraceServiceRequest::decode(body).map_err(|_| malformed())?;
            serde_json::to_vec(&export).map_err(|_| malformed())?.into()
        }
    };
    let not_otlp = |error: OtlpError| problem(ProblemKind::NotJson, format!("{error}."));
    let mut all = Spans { spans: Vec::new(), refused: 0, why: String::new() };
    for single in split(&text).map_err(not_otlp)? {
        match single {
            Ok(single) => all.spans.push(span(single)),
            Err(error) => {
                all.refused += 1;
                all.why = error.to_string();
            }
        }
    }
    Ok(all)
}

/// What is to be kept of a span.
pub(crate) fn span(single: Single<'_>) -> Span {
    Span {
        digest: digest(single.text.as_bytes()),
        content: single.text.as_bytes().to_vec(),
        trace_id: single.trace_id,
        span_id: single.span_id,
        run_id: single.run_id,
    }
}

/// What an exporter is told: nothing, where everything was taken.
fn answer(encoding: Encoding, refused: usize, why: String) -> Response {
    let partial_success = (refused > 0).then(|| ExportTracePartialSuccess {
        rejected_spans: i64::try_from(refused).unwrap_or(i64::MAX),
        error_message: why,
    });
    let response = ExportTraceServiceResponse { partial_success };
    match encoding {
        Encoding::Protobuf => {
            ([(CONTENT_TYPE, PROTOBUF)], response.encode_to_vec()).into_response()
        }
        Encoding::Json => {
            // 64-bit numbers are texts in the JSON of Protocol Buffers.
            let body = match response.partial_success {
                None => serde_json::json!({}),
                Some(it) => serde_json::json!({ "partialSuccess": {
                    "rejectedSpans": it.rejected_spans.to_string(),
                    "errorMessage": it.error_message,
                } }),
            };
            ([(CONTENT_TYPE, JSON)], body.to_string()).into_response()
        }
    }
}
