//! A problem as a response.

use axum_core::response::{IntoResponse, Response};
use http::StatusCode;
use http::header::CONTENT_TYPE;

use crate::problem::ProblemDetails;

/// The problem with its own status code, as `application/problem+json` (RFC 9457).
impl IntoResponse for ProblemDetails {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.kind().status());
        let status = status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        match serde_json::to_vec(&self) {
            Ok(document) => (status, [(CONTENT_TYPE, Self::MEDIA_TYPE)], document).into_response(),
            Err(_) => status.into_response(),
        }
    }
}
