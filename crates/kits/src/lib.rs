//! Makes the client packages from the published contract, and holds every client against the same
//! corpus.
//!
//! The makers are programs in the clients' own languages, beside the sources of this crate: they read one document,
//! the brief, and write one folder each – an npm package, a PyPI package, a reference page. What they
//! made is then installed and asked for its verdict on every case of the conformance corpus, beside
//! `decode`, the `jsonschema` crate and a validator that shares no code with any of them. Only where
//! all of them agree is anything written to `generated/`.
//!
//! [`make`] computes a [`Report`], [`render`] turns it into text. Nothing here prints.

mod brief;
mod core;
pub mod environment;
mod error;
pub mod judge;
mod make;
mod mark;
pub mod matrix;
mod report;
mod workshop;

pub use error::Error;
pub use make::{Options, make};
pub use mark::mark;
pub use report::{Outcome, Report, ValidatorSize, render};
pub use workshop::Workshop;
