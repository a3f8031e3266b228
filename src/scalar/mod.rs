//! Scalars that are written by hand: because they mean more than a string, and because they are
//! read often.
//!
//! `build.rs` states the schema that each one enforces; a definition that says anything else stops
//! the build.

mod content_hash;
mod timestamp;

pub use content_hash::ContentHash;
pub use timestamp::{Timestamp, utc_now};
