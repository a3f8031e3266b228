//! A payload on its way in, and on its way out.

use axum_core::extract::{FromRequest, Request};
use axum_core::response::{IntoResponse, Response};
use http::header::CONTENT_TYPE;

use super::body::json_body;
use super::rejection::{PayloadRejection, Refusal};
use crate::decode::decode;
use crate::document::Document;
use crate::problem::{ProblemDetails, ProblemKind};

/// A document as the body of a request, or of a response.
///
/// As an extractor it succeeds exactly when the body is declared as JSON, is within the
/// [`BodyLimit`](super::BodyLimit), and [`decode`] reads it. As a response it is
/// the canonical encoding, with the media type `application/json`.
///
/// ```
/// use exact_schema_runtime::axum::Payload;
/// use parcel_events::Dispatched;
///
/// async fn parcel(Payload(event): Payload<Dispatched>) -> String {
///     event.parcel_id.to_string()
/// }
/// ```
///
/// Reading a large document takes its time on the task that asks for it: some milliseconds for a
/// megabyte. Where that is too long for the neighbours, take the bytes by
/// [`json_body`], and decode them on a thread that may block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Payload<T>(pub T);

impl<T: Document, S: Send + Sync> FromRequest<S> for Payload<T> {
    type Rejection = PayloadRejection;

    async fn from_request(request: Request, _: &S) -> Result<Self, PayloadRejection> {
        let body = json_body(request, T::contract()).await?;
        decode(&body)
            .map(Self)
            .map_err(|rejection| PayloadRejection::new(T::contract(), Refusal::Invalid(rejection)))
    }
}

impl<T: Document> IntoResponse for Payload<T> {
    fn into_response(self) -> Response {
        match serde_json::to_vec(&self.0) {
            Ok(document) => ([(CONTENT_TYPE, "application/json")], document).into_response(),
            Err(_) => ProblemDetails::new(ProblemKind::Failed, T::contract()).into_response(),
        }
    }
}
