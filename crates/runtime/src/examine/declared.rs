//! What the source schemas say of a place, itself or through `allOf` and references.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::contract::Contract;

/// An annotation of our own: what a string has to be, in words that end the sentence "expected …".
const EXPECTED: &str = "x-expected";

/// The names of the members that the schema at `location` (file and JSON Pointer) knows.
pub(super) fn members(contract: &Contract, location: &str) -> BTreeSet<String> {
    let properties = |schema: &Value| {
        let named = schema["properties"].as_object().into_iter().flatten();
        named.map(|(name, _)| name.clone()).collect::<Vec<_>>()
    };
    schemas(contract, location).into_iter().flat_map(properties).collect()
}

/// What the schema at `location` says in words that it asks of a string.
pub(super) fn expected<'a>(contract: &'a Contract, location: &str) -> Option<&'a str> {
    schema(contract, location)?[EXPECTED].as_str()
}

fn schema<'a>(contract: &'a Contract, location: &str) -> Option<&'a Value> {
    let (file, pointer) = location.split_once('#').unwrap_or((location, ""));
    contract.documents().get(file)?.pointer(pointer)
}

/// The schema at `location`, and those that it refers to or extends.
fn schemas<'a>(contract: &'a Contract, location: &str) -> Vec<&'a Value> {
    let mut found = Vec::new();
    collect(contract, location, &mut found, 0);
    found
}

/// References in our schemas do not lead in circles through `allOf`; `depth` holds if they ever did.
fn collect<'a>(contract: &'a Contract, location: &str, found: &mut Vec<&'a Value>, depth: usize) {
    let (file, pointer) = location.split_once('#').unwrap_or((location, ""));
    let Some(schema) = schema(contract, location) else { return };
    if depth > 16 {
        return;
    }
    found.push(schema);
    if let Some(reference) = schema["$ref"].as_str() {
        let target = match reference.strip_prefix('#') {
            Some(fragment) => format!("{file}#{fragment}"),
            None => reference.to_owned(),
        };
        collect(contract, &target, found, depth + 1);
    }
    for index in 0..schema["allOf"].as_array().map_or(0, Vec::len) {
        collect(contract, &format!("{file}#{pointer}/allOf/{index}"), found, depth + 1);
    }
}
