//! The life of an export bundle: assembled from what happened, checked by rules, sealed, verified.
//!
//! Everything here is a function of its arguments: no network, no file, no clock, no random number.
//!
//! ```
//! use export_bundles::{ExportCase, decode, utc_now};
//! use export_bundles_evidence::{Options, assemble, verify};
//!
//! let case: ExportCase = decode(include_bytes!("../../../schemas/v1/examples/export-case/valid/full.json"))?;
//! let assembled = assemble::evidence(&case, &Options::default(), utc_now(), uuid::Uuid::new_v4())?;
//! assert_eq!(assembled.bundle.total_steps.get(), 3);
//! assert!(assembled.gaps.is_empty(), "nothing that the bundle says is a guess");
//!
//! let text = serde_json::to_vec(&assembled.bundle)?;
//! let verified = verify(&text)?;
//! assert!(verified.is_spotless());
//!
//! let tampered = String::from_utf8(text)?.replace("\"tokens\":820", "\"tokens\":82");
//! let found = verify(tampered.as_bytes())?.findings;
//! let found: Vec<_> = found.iter().map(|it| (it.rule, it.pointer.as_str())).collect();
//! assert_eq!(found, [("totals-match", "/total_tokens"), ("seal-matches", "/content_hash")]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Where things are
//!
//! | to | see |
//! | --- | --- |
//! | make a bundle of an incident, its run and its trace | [`assemble`] |
//! | make a trace of OpenTelemetry spans | [`otlp`] |
//! | know what a sound bundle is | [`RULES`] |
//! | seal a document, and tell whether a seal is broken | [`seal()`], [`verify_seal`] |
//! | do all of this to a document that somebody sent | [`verify()`] |

#![forbid(unsafe_code)]

pub mod assemble;
mod criteria;
mod moments;
pub mod otlp;
mod rules;
mod seal;
mod text;
mod verify;

pub use assemble::{Assembled, Gap, Options, Reason, Refused};
pub use rules::{Finding, RULES, Rule, RuleSet, Severity};
pub use seal::{SealError, SealState, canonical, seal, sealed, verify_seal};
pub use verify::{Sealed, Verified, verify, verify_and_seal, verify_with};
