//! The published schemas of this repository.

use std::fs;
use std::path::PathBuf;

use exact_schema_conformance::TypeSchema;
use export_bundles::{CONTRACT, DocumentType};

/// Every type with the schema that is published.
pub fn types() -> Vec<TypeSchema> {
    let folder = root().join("generated/schemas/v1");
    let read = |kind: &DocumentType| TypeSchema {
        title: kind.title().to_owned(),
        name: kind.name().to_owned(),
        schema: serde_json::from_slice(&fs::read(folder.join(kind.file())).unwrap()).unwrap(),
    };
    CONTRACT.types().iter().map(read).collect()
}

/// The folder of the examples that were written by hand.
pub fn examples() -> PathBuf {
    root().join("schemas/v1/examples")
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}
