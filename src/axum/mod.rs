//! The contract at the door of an [axum](https://docs.rs/axum/0.8) service (feature `axum`).
//!
//! A handler asks for [`Contract<T>`] and never sees a bad payload; whoever sends one learns
//! everything that is wrong with it, as problem details (RFC 9457). A handler that answers a
//! [`Contract<T>`] sends the canonical encoding.
//!
//! ```
//! use axum::Router;
//! use axum::routing::post;
//! use export_bundles::axum::Contract;
//! use export_bundles::{BundleType, ExportBundleRequest, ExportBundleResponse, utc_now};
//!
//! async fn export(Contract(request): Contract<ExportBundleRequest>) -> Contract<ExportBundleResponse> {
//!     Contract(ExportBundleResponse {
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
//! # What is refused
//!
//! | the request | status | type |
//! | --- | --- | --- |
//! | is not declared as `application/json` or `…+json`, or in another charset than UTF-8 | 415 | `wrong-media-type` |
//! | has a content coding (`gzip`, …): a small body may hide a large one | 415 | `wrong-media-type` |
//! | is larger than the [`BodyLimit`]: told at once by `Content-Length`, else while reading | 413 | `too-large` |
//! | breaks off | 400 | `incomplete` |
//! | is no I-JSON document (RFC 7493) | 400 | `not-json` |
//! | breaks the schema; `violations` lists where and how | 422 | `invalid` |
//!
//! A type URI begins with `urn:export-bundles:problem:`. No answer repeats a value of the payload.
//!
//! # Another limit
//!
//! A body may have 8 MiB. A route, or a whole router, may set another [`BodyLimit`]:
//!
//! ```
//! use axum::routing::post;
//! use axum::{Extension, Router};
//! use export_bundles::ExportBundle;
//! use export_bundles::axum::{BodyLimit, Contract};
//!
//! async fn archive(Contract(_bundle): Contract<ExportBundle>) {}
//!
//! let app: Router =
//!     Router::new().route("/archive", post(archive)).layer(Extension(BodyLimit(64 << 20)));
//! ```
//!
//! # Another answer
//!
//! As with extractors of axum, a handler that asks for `Result<Contract<T>, ContractRejection>` gets
//! the rejection to look at, and an extractor of your own can answer it in your own way:
//!
//! ```
//! use axum::extract::{FromRequest, Request};
//! use axum::http::StatusCode;
//! use axum::response::{IntoResponse, Response};
//! use export_bundles::axum::{Contract, ContractRejection};
//!
//! /// A body of the contract, refused in the words of this service.
//! struct Payload<T>(T);
//!
//! impl<T: export_bundles::Contract, S: Send + Sync> FromRequest<S> for Payload<T> {
//!     type Rejection = Response;
//!
//!     async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
//!         match Contract::from_request(request, state).await {
//!             Ok(Contract(value)) => Ok(Self(value)),
//!             Err(ContractRejection::Invalid(rejection)) => {
//!                 let first = rejection.violations()[0].to_string();
//!                 Err((StatusCode::BAD_REQUEST, first).into_response())
//!             }
//!             Err(other) => Err(other.into_response()),
//!         }
//!     }
//! }
//! ```

mod body;
mod contract;
mod media_type;
mod problem;
mod rejection;

pub use body::{BodyLimit, JsonBody};
pub use contract::Contract;
pub use rejection::ContractRejection;
