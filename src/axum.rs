//! The contract at the door of an [axum](https://docs.rs/axum/0.8) service (feature `axum`).
//!
//! A handler asks for [`Payload<T>`] and never sees a bad payload; its sender learns
//! everything that is wrong with it, as a [`Problem`]. A handler that answers a [`Payload<T>`] sends
//! the canonical encoding.
//!
//! ```
//! use axum::Router;
//! use axum::routing::post;
//! use export_bundles::axum::Payload;
//! use export_bundles::{BundleType, ExportBundleRequest, ExportBundleResponse, utc_now};
//!
//! async fn export(Payload(request): Payload<ExportBundleRequest>) -> Payload<ExportBundleResponse> {
//!     Payload(ExportBundleResponse {
//!         bundle_id: export_bundles::EvidenceBundleId::generate().into(),
//!         bundle_type: request.bundle_type,
//!         created_at: utc_now(),
//!         incident_id: Some(request.incident_id),
//!         run_id: "run_8c1f4e2ab7".parse().unwrap(),
//!         download_url: None,
//!         status: export_bundles::ExportStatus::Generating,
//!     })
//! }
//!
//! let app: Router = Router::new().route("/v1/exports", post(export));
//! ```
//!
//! [`exact_schema_runtime::axum`] says what is refused, and how to limit a body or to answer otherwise.

use axum_core::extract::{FromRequest, Request};
use axum_core::response::{IntoResponse, Response};
use bytes::Bytes;
use exact_schema_runtime::axum::json_body;
pub use exact_schema_runtime::axum::{BodyLimit, Payload, PayloadRejection, Refusal};
use http::StatusCode;
use http::header::CONTENT_TYPE;

use crate::{CONTRACT, Problem};

/// The bytes of a body that is declared as JSON and is no larger than the [`BodyLimit`]; what they
/// are is not judged yet. It is for a service that learns the type only from the request.
///
/// ```
/// use axum::extract::Path;
/// use export_bundles::axum::JsonBody;
/// use export_bundles::{CONTRACT, Problem, ProblemKind};
///
/// async fn validate(Path(title): Path<String>, JsonBody(body): JsonBody) -> Result<(), Problem> {
///     let kind = CONTRACT.type_named(&title).map_err(|_| Problem::from(ProblemKind::NotFound))?;
///     kind.check(&body).map_err(|rejection| Problem::from(&rejection))
/// }
/// ```
#[derive(Clone, Debug)]
pub struct JsonBody(pub Bytes);

impl<S: Send + Sync> FromRequest<S> for JsonBody {
    type Rejection = PayloadRejection;

    async fn from_request(request: Request, _: &S) -> Result<Self, PayloadRejection> {
        json_body(request, &CONTRACT).await.map(Self)
    }
}

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
