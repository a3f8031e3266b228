//! The verdict of the schema itself: the files, read and run by the `jsonschema` crate.

use std::fs;
use std::path::Path;

use jsonschema::{Registry, Validator};
use serde_json::{Value, json};

use crate::SCHEMAS;

pub struct Oracle(Validator);

impl Oracle {
    pub fn new(file: &str) -> Self {
        let mut registry = Registry::new();
        for entry in fs::read_dir(SCHEMAS).unwrap() {
            let path = entry.unwrap().path();
            if path.to_string_lossy().ends_with(".schema.json") {
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                registry = registry.add(format!("test:///{name}"), schema(&name)).unwrap();
            }
        }
        let registry = registry.prepare().unwrap();
        let validator = jsonschema::options()
            .with_registry(&registry)
            .should_validate_formats(true)
            .build(&json!({ "$ref": format!("test:///{file}") }))
            .unwrap();
        Self(validator)
    }

    pub fn accepts(&self, text: &[u8]) -> bool {
        export_bundles_ijson::read(text).is_ok_and(|document| self.0.is_valid(&document))
    }
}

pub fn schema(file: &str) -> Value {
    serde_json::from_slice(&fs::read(Path::new(SCHEMAS).join(file)).unwrap()).unwrap()
}
