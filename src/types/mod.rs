//! The types that `build.rs` generates from `schemas/v1`, and what is written by hand for them.

mod bundle_id;
mod export_bundle;
mod problem;

pub use bundle_id::generate_bundle_id;

include!(concat!(env!("OUT_DIR"), "/types.rs"));
