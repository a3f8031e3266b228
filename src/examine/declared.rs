//! Which members a schema describes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde_json::Value;

use crate::types::SOURCES;

/// The source schemas, by file name.
static DOCUMENTS: LazyLock<BTreeMap<&str, Value>> = LazyLock::new(|| {
    SOURCES
        .iter()
        .filter_map(|(name, text)| Some((*name, serde_json::from_str(text).ok()?)))
        .collect()
});

/// The members that the schema at `location` (file and JSON Pointer) names, itself or through
/// `allOf` and references.
pub(super) fn members(location: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    collect(location, &mut names, 0);
    names
}

/// References in our schemas do not lead in circles through `allOf`; `depth` holds if they ever did.
fn collect(location: &str, names: &mut BTreeSet<String>, depth: usize) {
    let (file, pointer) = location.split_once('#').unwrap_or((location, ""));
    let Some(schema) = DOCUMENTS.get(file).and_then(|it| it.pointer(pointer)) else { return };
    if depth > 16 {
        return;
    }
    names.extend(schema["properties"].as_object().into_iter().flatten().map(|it| it.0.clone()));
    if let Some(reference) = schema["$ref"].as_str() {
        let target = match reference.strip_prefix('#') {
            Some(fragment) => format!("{file}#{fragment}"),
            None => reference.to_owned(),
        };
        collect(&target, names, depth + 1);
    }
    for index in 0..schema["allOf"].as_array().map_or(0, Vec::len) {
        collect(&format!("{file}#{pointer}/allOf/{index}"), names, depth + 1);
    }
}
