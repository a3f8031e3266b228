//! Which members a constructor fills in.

use std::collections::BTreeSet;

use exact_schema_schema::keyword::FRESH;
use exact_schema_schema::reference;
use serde_json::Value;

/// The members of an object's source schema that say `"x-fresh": true`, in itself or in what it
/// extends; sorted. The schema stands alone: what it refers to, in whatever file, is in it.
pub(super) fn members(schema: &Value) -> Vec<String> {
    let mut found = BTreeSet::new();
    collect(schema, schema, &mut found);
    found.into_iter().collect()
}

/// An object does not extend itself in circles: the build sees to that.
fn collect(document: &Value, schema: &Value, found: &mut BTreeSet<String>) {
    for (name, property) in schema["properties"].as_object().into_iter().flatten() {
        if property[FRESH] == true {
            found.insert(name.clone());
        }
    }
    for part in schema["allOf"].as_array().into_iter().flatten() {
        let target = part["$ref"].as_str().and_then(reference::target_within);
        if let Some(extended) = target.and_then(|pointer| document.pointer(&pointer)) {
            collect(document, extended, found);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::members;

    #[test]
    fn what_is_extended_counts() {
        let schema = json!({
            "allOf": [{ "$ref": "#/$defs/Base" }],
            "properties": { "id": { "x-fresh": true }, "name": { "type": "string" } },
            "$defs": { "Base": { "properties": { "at": { "x-fresh": true } } } },
        });
        assert_eq!(members(&schema), ["at", "id"]);
    }
}
