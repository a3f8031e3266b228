//! A contract at the door of an [axum](https://docs.rs/axum/0.8) service (feature `axum`).
//!
//! A handler asks for [`Payload<T>`] and never sees a bad payload; its sender learns
//! everything that is wrong with it, as problem details (RFC 9457). A handler that answers a
//! [`Payload<T>`] sends the canonical encoding.
//!
//! ```
//! use axum::Router;
//! use axum::routing::post;
//! use exact_schema_runtime::axum::Payload;
//! use parcel_events::{Dispatched, ParcelEvent};
//!
//! async fn dispatch(Payload(event): Payload<Dispatched>) -> Payload<ParcelEvent> {
//!     Payload(event.into())
//! }
//!
//! let app: Router = Router::new().route("/v1/dispatches", post(dispatch));
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
//! A type URI begins with the URN of the contract and `:problem:`. No answer repeats a value of the
//! payload.
//!
//! # Another limit
//!
//! A body may have 8 MiB. A route, or a whole router, may set another [`BodyLimit`]:
//!
//! ```
//! use axum::routing::post;
//! use axum::{Extension, Router};
//! use exact_schema_runtime::axum::{BodyLimit, Payload};
//! use parcel_events::ParcelEvent;
//!
//! async fn record(Payload(_event): Payload<ParcelEvent>) {}
//!
//! let app: Router =
//!     Router::new().route("/events", post(record)).layer(Extension(BodyLimit(64 << 20)));
//! ```
//!
//! # Another answer
//!
//! As with extractors of axum, a handler that asks for `Result<Payload<T>, PayloadRejection>` gets
//! the rejection to look at, and an extractor of your own can answer it in your own way:
//!
//! ```
//! use axum::extract::{FromRequest, Request};
//! use axum::http::StatusCode;
//! use axum::response::{IntoResponse, Response};
//! use exact_schema_runtime::Document;
//! use exact_schema_runtime::axum::Payload;
//!
//! /// A body of the contract, refused in the words of this service.
//! struct Ours<T>(T);
//!
//! impl<T: Document, S: Send + Sync> FromRequest<S> for Ours<T> {
//!     type Rejection = Response;
//!
//!     async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
//!         match Payload::from_request(request, state).await {
//!             Ok(Payload(value)) => Ok(Self(value)),
//!             Err(refused) => Err(match refused.rejection() {
//!                 Some(rejection) => {
//!                     let first = rejection.violations()[0].to_string();
//!                     (StatusCode::BAD_REQUEST, first).into_response()
//!                 }
//!                 None => refused.into_response(),
//!             }),
//!         }
//!     }
//! }
//! ```

mod body;
mod limit;
mod media_type;
mod payload;
mod problem;
mod rejection;
mod too_slow;

pub use body::json_body;
pub use limit::BodyLimit;
pub use payload::Payload;
pub use rejection::{PayloadRejection, Refusal};
pub use too_slow::TooSlow;
