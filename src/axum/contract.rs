//! A payload on its way in, and on its way out.

use axum_core::extract::{FromRequest, Request};
use axum_core::response::{IntoResponse, Response};
use http::header::CONTENT_TYPE;

use super::{ContractRejection, JsonBody};
use crate::{Problem, ProblemKind, decode};

/// A document of the contract as the body of a request, or of a response.
///
/// As an extractor it succeeds exactly when the body is declared as JSON, is within the
/// [`BodyLimit`](super::BodyLimit), and [`decode`] reads it. As a response it is
/// the canonical encoding, with the media type `application/json`.
///
/// ```
/// use export_bundles::axum::Contract;
/// use export_bundles::{ExportBundleRequest, PolicyContext};
///
/// async fn incident(Contract(request): Contract<ExportBundleRequest>) -> String {
///     request.incident_id.to_string()
/// }
/// ```
///
/// Reading a large document takes its time on the task that asks for it: some milliseconds for a
/// megabyte. Where that is too long for the neighbours, take a [`JsonBody`], and decode it on a
/// thread that may block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Contract<T>(pub T);

impl<T: crate::Contract, S: Send + Sync> FromRequest<S> for Contract<T> {
    type Rejection = ContractRejection;

    async fn from_request(request: Request, state: &S) -> Result<Self, ContractRejection> {
        let JsonBody(body) = JsonBody::from_request(request, state).await?;
        decode(&body).map(Self).map_err(ContractRejection::Invalid)
    }
}

impl<T: crate::Contract> IntoResponse for Contract<T> {
    fn into_response(self) -> Response {
        match serde_json::to_vec(&self.0) {
            Ok(document) => ([(CONTENT_TYPE, "application/json")], document).into_response(),
            Err(_) => Problem::from(ProblemKind::Failed).into_response(),
        }
    }
}
