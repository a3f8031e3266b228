//! Random documents for schemas of any origin.

use std::path::Path;

use exact_schema_codegen::{Reading, Schemas};
use exact_schema_testkit::random::{self, Dice};
use serde_json::Value;

use crate::subject::Case;

/// How many each schema gets.
const DOCUMENTS: u64 = 20;

/// A document grows no more once its text has so many bytes.
const BYTES: usize = 2_000;

/// Documents that the schema at a place in a file most likely accepts.
pub fn random_documents(path: &Path, reading: &Reading, place: &str) -> Vec<Case> {
    let Ok(schemas) = Schemas::read_any(path, reading) else { return Vec::new() };
    let Some((_, root)) = schemas.documents().next() else { return Vec::new() };
    let Some(schema) = root.pointer(place) else { return Vec::new() };
    (1..=DOCUMENTS).map(|seed| Case::of("random", &document(root, schema, seed))).collect()
}

/// A document as deep as leaves it small.
fn document(root: &Value, schema: &Value, seed: u64) -> Value {
    let document = |depth| random::document(root, schema, depth, &mut Dice::new(seed));
    let mut documents = (3..9).map(document);
    let found = documents.find(|it| it.to_string().len() > BYTES);
    found.unwrap_or_else(|| document(9))
}
