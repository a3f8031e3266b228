//! What the source schemas say of a place, itself or through `allOf` and references.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde_json::Value;

use crate::types::SOURCES;

static DOCUMENTS: LazyLock<BTreeMap<&str, Value>> = LazyLock::new(|| {
    SOURCES
        .iter()
        .filter_map(|(name, text)| Some((*name, serde_json::from_str(text).ok()?)))
        .collect()
});

/// The names of the members that the schema at `location` (file and JSON Pointer) knows.
pub(super) fn members(location: &str) -> BTreeSet<String> {
    let properties =
        |schema: &'static Value| schema["properties"].as_object().into_iter().flatten();
    schemas(location).into_iter().flat_map(properties).map(|(name, _)| name.clone()).collect()
}

/// The schema at `location`, and those that it refers to or extends.
fn schemas(location: &str) -> Vec<&'static Value> {
    let mut found = Vec::new();
    collect(location, &mut found, 0);
    found
}

/// References in our schemas do not lead in circles through `allOf`; `depth` holds if they ever did.
fn collect(location: &str, found: &mut Vec<&'static Value>, depth: usize) {
    let (file, pointer) = location.split_once('#').unwrap_or((location, ""));
    let Some(schema) = DOCUMENTS.get(file).and_then(|it| it.pointer(pointer)) else { return };
    if depth > 16 {
        return;
    }
    found.push(schema);
    if let Some(reference) = schema["$ref"].as_str() {
        let target = match reference.strip_prefix('#') {
            Some(fragment) => format!("{file}#{fragment}"),
            None => reference.to_owned(),
        };
        collect(&target, found, depth + 1);
    }
    for index in 0..schema["allOf"].as_array().map_or(0, Vec::len) {
        collect(&format!("{file}#{pointer}/allOf/{index}"), found, depth + 1);
    }
}
