//! Generated types give the verdict of their schema.
//!
//! Everything that is to be compiled goes into one crate, which depends on what a user's crate
//! depends on, is built once, and rules on all documents:
//!
//! - the required part of the official test suite ([`suite`]);
//! - `tests/structures`: schemas with a real structure, each beside its documents ([`structures`]);
//! - schemas of any origin and draft ([`foreign`]);
//! - random schemas and random documents ([`samples`]).

#![allow(clippy::unwrap_used)]

mod foreign;
mod samples;
mod structures;
mod suite;
mod trial;
