//! A problem as a response.

use axum_core::response::{IntoResponse, Response};
use http::StatusCode;
use http::header::{CONTENT_TYPE, RETRY_AFTER};

use crate::problem::ProblemDetails;

/// The problem with its own status code, as `application/problem+json` (RFC 9457), and `Retry-After` where it
/// helps to ask again.
impl IntoResponse for ProblemDetails {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.kind().status());
        let status = status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let Ok(document) = serde_json::to_vec(&self) else { return status.into_response() };
        let kind = [(CONTENT_TYPE, Self::MEDIA_TYPE)];
        let mut response = (status, kind, document).into_response();
        if let Some(seconds) = self.retry_after() {
            response.headers_mut().insert(RETRY_AFTER, seconds.into());
        }
        response
    }
}
