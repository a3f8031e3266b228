//! Proves that one JSON Schema accepts every document that another accepts, or shows a document
//! that it does not.
//!
//! A schema changes, and somebody depends on it: a reader of old documents, or a sender of new
//! ones. For each direction there is one of three answers. *Compatible* comes with a proof,
//! *breaking* with a witness – a complete document that one version accepts and the other rejects,
//! checked with validators of both –, and *undetermined* with the reason. "No break was found" is
//! never taken for "compatible".
//!
//! ```
//! use exact_schema_compat::{Document, Options, Report, compare, render};
//! use serde_json::json;
//!
//! let old = Document::new("order", json!({
//!     "type": "object",
//!     "properties": {"state": {"enum": ["open", "paid"]}}
//! }))?;
//! let new = Document::new("order", json!({
//!     "type": "object",
//!     "properties": {"state": {"enum": ["open", "paid", "lost"]}}
//! }))?;
//! let report = Report::new(vec![compare(&old, &new, &Options::default())]);
//!
//! assert_eq!(render(&report), "\
//! order
//!   backward: compatible – proved: the new schema accepts what the old one accepts
//!   forward: breaking – 1 break
//!     1. changed: /properties/state/enum
//!       kind: value-added
//!       the old schema rejects this document:
//!         {\"state\":\"lost\"}
//!       at /state (enum): \"lost\" is not one of \"open\" or \"paid\"
//!
//! verdict: breaking
//! required version bump: minor
//! ");
//! # Ok::<(), exact_schema_compat::LoadError>(())
//! ```
//!
//! [`load`] reads files and folders, [`compare_all`] compares two sets of schemas, and a [`Report`]
//! serializes to JSON. [`render`] writes it for people, [`github`], [`sarif`], [`markdown`] and [`junit`] for
//! what people review with. The library computes and prints nothing.
//!
//! # How it decides
//!
//! 1. A search for a document that one schema accepts and the other rejects. It covers every
//!    keyword of 2020-12, takes patterns as automata, and follows recursion by induction over the
//!    depth of documents. If it rules out every document, that is the proof; if it finds one, and
//!    both validators agree that it is a witness, that is the break.
//! 2. Documents made up from the schemas' own constants, bounds and examples, as a last resort for
//!    a witness.
//!
//! Breaks are told apart by undoing, in the rejecting schema, the differences that explain one and
//! searching again.
//!
//! # Limits
//!
//! - A pattern with a backreference, or with a lookaround elsewhere than right behind `^`, is known
//!   only roughly; so is a `format` other than `date`, `uuid`, `ipv4` and `json-pointer`. What strings
//!   are of the formats `idn-email` and `idn-hostname` is not known at all.
//! - What a `$ref` to another document means is known if it is among those that were loaded, in a
//!   [`Catalogue`], or the meta-schema of a draft. Otherwise it is a type that is equal to itself,
//!   and no witness has anything to do with it.
//! - A `$dynamicRef` is followed where only one schema carries its `$dynamicAnchor`.
//! - A comparison takes so many steps and no more. Steps are counted and not timed: the answer is the
//!   same on every machine. Where they run out, the verdict is undetermined, or the report says how
//!   many differences were not looked at.
//! - A schema that refers to itself without going into the instance counts as met where it does, as
//!   validators have it; where that is negated it makes no sense, and nothing is decided.

mod change;
mod compare;
mod document;
mod format;
mod kind;
mod options;
mod report;
mod schema;
mod solve;
mod witness;

pub use compare::{Inclusion, compare, compare_all, inclusion};
pub use document::{Catalogue, Document, LoadError, Place, Reading, load, load_revision};
pub use exact_schema_schema::Draft;
pub use kind::{KINDS, Kind, Severity, explain, table};
pub use options::{Mode, Options};
pub use report::{
    Break, Bump, Change, Compared, Report, TypeReport, Verdict, Violation, github, junit, markdown,
    render, sarif,
};
