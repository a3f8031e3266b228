//! The verdict of the schema itself: the source schemas, run by the `jsonschema` crate.

use exact_schema_runtime::Contract;
use jsonschema::{Registry, Validator};
use serde_json::{Value, json};

/// The verdict of a schema file.
#[derive(Debug)]
pub struct Oracle(Validator);

impl Oracle {
    /// The verdict of `file`, one of the source schemas of the contract.
    ///
    /// # Panics
    ///
    /// If there is no such file, or it does not compile.
    #[must_use]
    pub fn new(contract: &Contract, file: &str) -> Self {
        let mut registry = Registry::new();
        for (name, text) in contract.sources() {
            let schema: Value = serde_json::from_str(text).unwrap();
            registry = registry.add(format!("test:///{name}"), schema).unwrap();
        }
        let registry = registry.prepare().unwrap();
        let validator = jsonschema::options()
            .with_registry(&registry)
            .should_validate_formats(true)
            .build(&json!({ "$ref": format!("test:///{file}") }))
            .unwrap();
        Self(validator)
    }

    /// Whether a text is an I-JSON document that the schema accepts.
    #[must_use]
    pub fn accepts(&self, text: &[u8]) -> bool {
        exact_schema_json::read(text).is_ok_and(|document| self.0.is_valid(&document))
    }
}
