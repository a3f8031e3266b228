//! What the benchmarks share: the documents, the stock pipeline, and how figures are kept.

pub mod arguments;
pub mod claim;
pub mod documents;
pub mod machine;
pub mod markdown;
pub mod readme;
pub mod setup;
pub mod stock;

/// What may go wrong here concerns the person who runs the benchmark, in words.
pub type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// The folder of the source schemas.
pub const SCHEMAS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../schemas/v1");
