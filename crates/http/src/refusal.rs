//! Answers of the server itself, to clients that no handler can answer.

use std::time::SystemTime;

use axum::http::StatusCode;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderValue};
use axum::response::{IntoResponse, Response};
use exact_schema_runtime::{Contract, ProblemDetails, ProblemKind};

/// A problem as the bytes of a response that closes the connection.
#[expect(clippy::expect_used, reason = "an empty body would be no problem document")]
pub(crate) fn bytes(contract: &Contract, kind: ProblemKind, detail: &str) -> Vec<u8> {
    let problem = ProblemDetails::new(kind, contract).with_detail(detail);
    let body = serde_json::to_vec(&problem).expect("a problem is of texts and numbers");
    let status = StatusCode::from_u16(kind.status()).unwrap_or(StatusCode::BAD_REQUEST);
    let reason = status.canonical_reason().unwrap_or("Refused");
    let mut head = format!("HTTP/1.1 {} {reason}\r\n", status.as_u16());
    head += &format!("content-type: {}\r\n", ProblemDetails::MEDIA_TYPE);
    if let Some(seconds) = kind.retry_after() {
        head += &format!("retry-after: {seconds}\r\n");
    }
    head += &format!("content-length: {}\r\nconnection: close\r\n", body.len());
    head += &format!("date: {}\r\n\r\n", httpdate::fmt_http_date(SystemTime::now()));
    [head.into_bytes(), body].concat()
}

/// A problem as a response to a request that hyper has read.
pub(crate) fn response(contract: &Contract, kind: ProblemKind, detail: &str) -> Response {
    ProblemDetails::new(kind, contract).with_detail(detail).into_response()
}

/// The same response, or where it says of a refusal no more than a line of text, the problem that it is.
pub(crate) fn as_problem(contract: &Contract, response: Response) -> Response {
    let media_type = response.headers().get(CONTENT_TYPE).map(HeaderValue::as_bytes);
    let is_bare = media_type.is_none_or(|it| it.starts_with(b"text/plain"));
    let kind = match response.status().as_u16() {
        400 => ProblemKind::BadRequest,
        401 => ProblemKind::Unauthorized,
        403 => ProblemKind::Forbidden,
        404 => ProblemKind::NotFound,
        405 => ProblemKind::MethodNotAllowed,
        406 => ProblemKind::NotAcceptable,
        408 => ProblemKind::TooSlow,
        409 => ProblemKind::Conflict,
        410 => ProblemKind::Gone,
        413 => ProblemKind::TooLarge,
        415 => ProblemKind::WrongMediaType,
        429 => ProblemKind::TooMany,
        500 => ProblemKind::Failed,
        503 => ProblemKind::Busy,
        _ => return response,
    };
    if !is_bare {
        return response;
    }
    let (mut parts, _) = response.into_parts();
    let (mut own, body) = ProblemDetails::new(kind, contract).into_response().into_parts();
    parts.headers.remove(CONTENT_TYPE);
    parts.headers.remove(CONTENT_LENGTH);
    own.headers.extend(parts.headers);
    own.extensions = parts.extensions;
    Response::from_parts(own, body)
}
