//! What the fuzz targets share: the types of the contract, what must hold of every text, and a
//! mutator that knows what a document is. See `README.md`.
//!
//! The schemas' own verdict and the ways to spoil a document are those of the testkit.

#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used, reason = "a panic is how a target says that it found something")]

mod http;
mod life;
mod mutator;
mod subject;

pub use http::talk;
pub use life::live;
pub use mutator::{change, change_request, split};
pub use subject::Subject;
