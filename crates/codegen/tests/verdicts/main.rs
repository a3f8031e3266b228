//! Generated types give the verdict of their schema, and write what they read.
//!
//! What is to be compiled is divided into crates of a bounded size, which depend on what a user's crate depends on
//! ([`workspace`]); a program that depends on them rules on all documents ([`trial`]):
//!
//! - the required part of the official test suite ([`suite`]);
//! - `tests/structures`: schemas with a real structure, each beside its documents ([`structures`]);
//! - schemas of any origin and draft ([`foreign`]);
//! - well-known contracts, on demand ([`contracts`]);
//! - the official suites of every draft, on demand ([`drafts`]);
//! - real schemas, on demand ([`real`]);
//! - random schemas and random documents ([`samples`]).

#![allow(clippy::unwrap_used)]

mod contracts;
mod drafts;
mod foreign;
mod random_documents;
mod real;
mod same;
mod samples;
mod structures;
mod subject;
mod suite;
mod trial;
mod workspace;
