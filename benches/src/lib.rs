//! What the benchmarks share: the documents, the stock pipeline, and how figures are kept.

pub mod arguments;
pub mod bundles;
pub mod claim;
pub mod documents;
pub mod machine;
pub mod markdown;
mod random;
pub mod readme;
pub mod setup;
pub mod stock;

/// What may go wrong here concerns the person who runs the benchmark, in words.
pub type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// How a benchmark ends: exit codes tell "missed" (1) from "could not measure" (2).
#[must_use]
pub fn ended(all_held: Result<bool>) -> std::process::ExitCode {
    match all_held {
        Ok(true) => std::process::ExitCode::SUCCESS,
        Ok(false) => std::process::ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            std::process::ExitCode::from(2)
        }
    }
}

/// The folder of the source schemas.
pub const SCHEMAS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../schemas/v1");
