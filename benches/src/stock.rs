//! The pipeline that one would otherwise build: read a value, validate it, convert it.

use std::path::Path;
use std::{fs, io};

use jsonschema::{Draft, Registry, Validator};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::Result;

#[allow(
    dead_code,
    missing_docs,
    clippy::all,
    clippy::unwrap_used,
    reason = "the file is as typify writes it, and only the types that are timed are used"
)]
mod types {
    include!(concat!(env!("OUT_DIR"), "/stock.rs"));
}

pub use types::{EvidenceBundle, ExecutiveDebriefBundle, ExportBundleRequest};

/// What the references between the schema files are relative to.
const BASE: &str = "stock:///";

/// The source schemas, compiled.
pub struct Schemas {
    registry: Registry<'static>,
}

impl Schemas {
    /// Reads every schema file of a folder.
    ///
    /// # Errors
    ///
    /// A file that is no schema.
    pub fn read(folder: &Path) -> Result<Self> {
        let mut registry = Registry::new();
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if name.ends_with(".schema.json") {
                let schema: Value = serde_json::from_slice(&fs::read(&path)?)?;
                registry = registry.add(format!("{BASE}{name}"), schema)?;
            }
        }
        Ok(Self { registry: registry.prepare()? })
    }

    /// The validator of one file, with formats asserted.
    ///
    /// # Errors
    ///
    /// A schema that does not compile.
    pub fn validator(&self, file: &str) -> Result<Validator> {
        let schema = serde_json::json!({ "$ref": format!("{BASE}{file}") });
        let validator = jsonschema::options()
            .with_draft(Draft::Draft202012)
            .with_registry(&self.registry)
            .should_validate_formats(true)
            .build(&schema)
            .map_err(|error| error.to_string())?;
        Ok(validator)
    }
}

/// Reads a value the stock way.
///
/// # Errors
///
/// What is wrong first.
pub fn read<T: DeserializeOwned>(validator: &Validator, text: &str) -> io::Result<T> {
    let value: Value = serde_json::from_str(text)?;
    if !validator.is_valid(&value) {
        return Err(io::ErrorKind::InvalidData.into());
    }
    Ok(serde_json::from_value(value)?)
}
