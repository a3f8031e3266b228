//! What types that are generated from JSON Schema stand on: exact scalars, reading in one pass,
//! rejections by JSON Pointer, and problem details.
//!
//! A crate whose types are generated is a *contract*, and has a [`Contract`] that knows them. The
//! examples here use the one in `examples/second-contract`.
//!
//! ```
//! use exact_schema_runtime::decode;
//! use parcel_events::{CONTRACT, ParcelEvent};
//!
//! let event: ParcelEvent = decode(
//!     br#"{"parcel_id": "PCL-00000017", "at": "2026-03-14T09:26:53Z", "kind": "delivered"}"#,
//! )?;
//! assert_eq!(event.kind(), "delivered");
//!
//! // Everything that is wrong, by JSON Pointer, and never a value of the sender's.
//! let rejection = decode::<ParcelEvent>(br#"{"kind": "delivered", "at": 7}"#).unwrap_err();
//! let found: Vec<_> = rejection.violations().iter().map(|it| (it.pointer(), it.keyword())).collect();
//! assert_eq!(found, [("", "required"), ("/at", "type")]);
//!
//! // The same for a type that is known only at run time.
//! assert!(CONTRACT.type_named("ParcelEvent")?.check(b"[]").is_err());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Where things are
//!
//! | to | see |
//! | --- | --- |
//! | read bytes | [`decode`], [`Rejection`], [`Violation`] |
//! | validate without caring for the value, by the name of the type | [`Contract`], [`DocumentType`] |
//! | refuse bad payloads at the door of a service | [`ProblemDetails`], and `axum` with the feature of that name |
//! | fill a member with a new value | [`Fresh`] |
//! | see what generated code is made of | [`exact`], [`generated`] |

#[cfg(feature = "axum")]
pub mod axum;
mod compiled;
mod contract;
mod decode;
mod document;
pub mod exact;
mod examine;
mod fresh;
pub mod generated;
mod likely;
mod problem;
mod rejection;

pub use contract::{Contract, Facts};
pub use decode::decode;
pub use document::{Direction, Document, DocumentType, Mismatch, Tag, UnknownType, tag_of};
pub use exact_schema_json::Position;
pub use fresh::Fresh;
pub use problem::{ProblemDetails, ProblemKind};
pub use rejection::{Rejection, Violation};
