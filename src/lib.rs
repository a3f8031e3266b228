//! Evidence bundles, SOC 2 bundles and executive debriefs: what an AI-agent platform exports when a
//! run broke a policy, as types that cannot hold what the schema rejects.
//!
//! # A tour
//!
//! Read a payload. [`decode`] succeeds exactly when the bytes are a document that the schema
//! accepts; otherwise the [`Rejection`] lists everything that is wrong, by JSON Pointer:
//!
//! ```
//! use export_bundles::{ExportBundleRequest, decode};
//!
//! let request: ExportBundleRequest = decode(br#"{"incident_id": "inc_17"}"#)?;
//! assert!(request.include_raw_steps, "defaults are filled in");
//!
//! let rejection = decode::<ExportBundleRequest>(br#"{"incident_id": "", "raw": 1}"#).unwrap_err();
//! let found: Vec<_> = rejection.violations().iter().map(|it| (it.pointer(), it.keyword())).collect();
//! assert_eq!(found, [("", "additionalProperties"), ("/incident_id", "minLength")]);
//! # Ok::<(), export_bundles::Rejection>(())
//! ```
//!
//! Not knowing which of the three bundles it is? [`ExportBundle`] goes by `bundle_type`. Make a
//! bundle with a builder, which already holds a fresh id, the type, the time and every default:
//!
//! ```
//! use export_bundles::{EvidenceBundle, ExportBundle, PolicyContext};
//!
//! let bundle = EvidenceBundle::builder()
//!     .run_id("run_8c1f4e2ab7")
//!     .trace_id("trace_5d90ae71")
//!     .tenant_id("tenant-eu-west-4")
//!     .policy_context(PolicyContext::builder().policy_snapshot_id("polsnap_1").build()?)
//!     .build()?;
//! let json = serde_json::to_vec(&ExportBundle::from(bundle.clone()))?;
//! assert_eq!(export_bundles::decode::<EvidenceBundle>(&json)?, bundle);
//!
//! let error = PolicyContext::builder().build().unwrap_err();
//! assert_eq!(error.to_string(), "no value supplied for policy_snapshot_id");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Scalars are types of their own: a [`Timestamp`] is a moment to the microsecond, a
//! [`ContentHash`] is 32 bytes, a [`Count`] is a whole number that a JavaScript client can hold.
//! None of them can be made from a value that the schema rejects, so nobody checks twice.
//!
//! # Where things are
//!
//! | to | see |
//! | --- | --- |
//! | read bytes | [`decode`], [`Rejection`], [`Violation`] |
//! | validate without caring for the value, by the name of the type | [`CONTRACT`], [`DocumentType`] |
//! | make documents | [`EvidenceBundle::builder`] and its sisters, [`utc_now`], [`generate_bundle_id`] |
//! | refuse bad payloads at the door of a service | [`Problem`], and `axum` with the feature of that name |
//! | map evidence to SOC 2 criteria | [`Soc2ControlMapping`], [`DEFAULT_SOC2_CONTROLS`] |
//!
//! The types are generated from the JSON Schema files of the crate, which are the source of truth.
//! What is the same for every contract is the crate `exact-schema-runtime`, of which what a service
//! needs is exported here.

#[cfg(feature = "axum")]
pub mod axum;
mod controls;
mod debrief_texts;
mod problem;
mod scalar;
mod types;

pub use controls::DEFAULT_SOC2_CONTROLS;
pub use debrief_texts::DEBRIEF_TEXTS;
pub use exact_schema_runtime::{
    Contract, Direction, Document, DocumentType, Fresh, Mismatch, Position, ProblemKind, Rejection,
    Tag, UnknownType, Violation, decode, exact,
};
pub use scalar::{ContentHash, Timestamp, utc_now};
pub use types::*;

/// The examples of the README are tests, too; one of them is for the feature.
#[cfg(all(doctest, feature = "axum"))]
#[doc = include_str!("../README.md")]
struct Readme;
