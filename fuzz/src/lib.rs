//! What the fuzz targets share: the types of the contract, what must hold of every text, and a
//! mutator that knows what a document is. See `README.md`.
//!
//! The schemas' own verdict and the ways to spoil a document are those of `tests/differential`.

#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used, reason = "a panic is how a target says that it found something")]

#[path = "../../tests/differential/generate.rs"]
mod generate;
mod http;
#[path = "../../tests/differential/mutate.rs"]
mod mutate;
mod mutator;
#[path = "../../tests/differential/oracle.rs"]
mod oracle;
#[path = "../../tests/differential/respell.rs"]
mod respell;
mod subject;

pub use http::talk;
pub use mutator::{change, change_request, split};
pub use subject::Subject;

const SCHEMAS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../schemas/v1");
