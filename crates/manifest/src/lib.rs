//! `contract.toml`: what the engine is told of a contract.
//!
//! ```
//! use exact_schema_manifest::Manifest;
//!
//! let manifest = Manifest::parse(
//!     r#"
//!     name = "parcel-events"
//!     title = "Parcel events"
//!     summary = "What happens to a parcel on its way."
//!     urn = "urn:parcel-events"
//!     license = "MIT OR Apache-2.0"
//!     schemas = "schemas/v1"
//!     documents = ["parcel-event", "delivered"]
//!     "#,
//! )?;
//! assert_eq!(manifest.version_folder(), "v1");
//! assert_eq!(manifest.files(), ["parcel-event.schema.json", "delivered.schema.json"]);
//!
//! let error = Manifest::parse("name = \"Parcel Events\"").unwrap_err();
//! assert!(error.to_string().contains("missing field"), "{error}");
//! # Ok::<(), exact_schema_manifest::Error>(())
//! ```

mod error;
mod manifest;
mod names;
mod packages;
mod types;

pub use error::Error;
pub use manifest::{Compat, Manifest, Page};
pub use packages::{NpmPackage, Packages, PypiPackage};
pub use types::{Data, HandWritten, Types};

/// How the name of a schema file ends.
pub const SCHEMA_SUFFIX: &str = ".schema.json";
