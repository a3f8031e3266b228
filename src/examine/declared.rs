//! Which members a schema describes.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::types::SOURCES;

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
    let source = SOURCES.iter().find(|(name, _)| *name == file);
    let document = source.and_then(|(_, text)| serde_json::from_str::<Value>(text).ok());
    let Some(schema) = document.as_ref().and_then(|it| it.pointer(pointer)) else { return };
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
