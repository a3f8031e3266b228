//! What only this repository needs, and no user of its crates: the picture of them in
//! `ARCHITECTURE.md`, and their releases. `cargo xtask` runs it, beside what the authors of every contract do.
//!
//! Tasks compute a report; `main.rs` alone prints.

pub mod architecture;
mod error;
mod program;
pub mod release;
pub mod workspace;

pub use error::Error;
