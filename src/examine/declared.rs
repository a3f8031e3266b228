//! What the source schemas say of a place, itself or through `allOf` and references.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use export_bundles_ijson::pointer;
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
    let schemas = schemas(location);
    schemas.iter().flat_map(|(_, schema)| properties(schema)).cloned().collect()
}

/// The same, each with the location of its schema.
pub(super) fn member_schemas(location: &str) -> BTreeMap<&'static str, String> {
    let mut found = BTreeMap::new();
    for (location, schema) in schemas(location) {
        for name in properties(schema) {
            let mut location = format!("{location}/properties");
            pointer::push(&mut location, name);
            found.insert(name.as_str(), location);
        }
    }
    found
}

/// Where the schema of the items stands, if items are all that the schema at `location` says of an
/// array.
pub(super) fn items(location: &str) -> Option<String> {
    const WITHOUT_EFFECT: &[&str] = &["$ref", "default", "description", "examples", "title"];
    let schemas = schemas(location);
    let keywords = schemas.iter().filter_map(|(_, schema)| schema.as_object());
    let judges = |keyword: &&String| !WITHOUT_EFFECT.contains(&keyword.as_str());
    if !keywords.flat_map(|it| it.keys()).filter(judges).eq(["items", "type"]) {
        return None;
    }
    let (location, _) = schemas.iter().find(|(_, schema)| schema.get("items").is_some())?;
    Some(format!("{location}/items"))
}

fn properties(schema: &'static Value) -> impl Iterator<Item = &'static String> {
    schema["properties"].as_object().into_iter().flat_map(|it| it.keys())
}

/// The schema at `location`, and those that it refers to or extends, each with its location.
fn schemas(location: &str) -> Vec<(String, &'static Value)> {
    let mut found = Vec::new();
    collect(location, &mut found, 0);
    found
}

/// References in our schemas do not lead in circles through `allOf`; `depth` holds if they ever did.
fn collect(location: &str, found: &mut Vec<(String, &'static Value)>, depth: usize) {
    let (file, pointer) = location.split_once('#').unwrap_or((location, ""));
    let Some(schema) = DOCUMENTS.get(file).and_then(|it| it.pointer(pointer)) else { return };
    if depth > 16 {
        return;
    }
    found.push((format!("{file}#{pointer}"), schema));
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
