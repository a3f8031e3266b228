//! A problem as a response.

use axum_core::response::{IntoResponse, Response};
use http::StatusCode;
use http::header::CONTENT_TYPE;

use crate::Problem;

/// The problem with its own status code, as `application/problem+json` (RFC 9457).
impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = u16::try_from(self.status.get()).ok();
        let status = status.and_then(|status| StatusCode::from_u16(status).ok());
        let status = status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        match serde_json::to_vec(&self) {
            Ok(document) => (status, [(CONTENT_TYPE, Self::MEDIA_TYPE)], document).into_response(),
            Err(_) => status.into_response(),
        }
    }
}
