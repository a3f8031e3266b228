//! Where schemas stand inside a schema.

use serde_json::Value;

use super::pointer;

/// Keywords whose value is a schema.
pub(crate) const SINGLE: [&str; 11] = [
    "additionalProperties",
    "contains",
    "contentSchema",
    "else",
    "if",
    "items",
    "not",
    "propertyNames",
    "then",
    "unevaluatedItems",
    "unevaluatedProperties",
];

/// Keywords whose value is a list of schemas.
pub(crate) const LISTS: [&str; 4] = ["allOf", "anyOf", "oneOf", "prefixItems"];

/// Keywords whose value maps names to schemas.
pub(crate) const MAPS: [&str; 6] =
    ["$defs", "definitions", "dependencies", "dependentSchemas", "patternProperties", "properties"];

/// Calls `visit` with each schema directly inside `schema`, and the pointer to it.
pub(crate) fn for_each<'a>(schema: &'a Value, at: &str, visit: &mut dyn FnMut(&'a Value, String)) {
    let Some(keywords) = schema.as_object() else { return };
    for (keyword, value) in keywords {
        let at = pointer::child(at, keyword);
        match value {
            Value::Object(_) | Value::Bool(_) if SINGLE.contains(&keyword.as_str()) => {
                visit(value, at);
            }
            Value::Array(schemas) if LISTS.contains(&keyword.as_str()) => {
                for (index, schema) in schemas.iter().enumerate() {
                    visit(schema, format!("{at}/{index}"));
                }
            }
            Value::Object(schemas) if MAPS.contains(&keyword.as_str()) => {
                for (name, schema) in schemas {
                    visit(schema, pointer::child(&at, name));
                }
            }
            _ => {}
        }
    }
}

/// Like [`for_each`], for schemas that are to be changed in place.
pub(crate) fn for_each_mut(
    schema: &mut Value,
    at: &str,
    visit: &mut dyn FnMut(&mut Value, String),
) {
    let Some(keywords) = schema.as_object_mut() else { return };
    for (keyword, value) in keywords.iter_mut() {
        let at = pointer::child(at, keyword);
        match value {
            Value::Object(_) | Value::Bool(_) if SINGLE.contains(&keyword.as_str()) => {
                visit(value, at);
            }
            Value::Array(schemas) if LISTS.contains(&keyword.as_str()) => {
                for (index, schema) in schemas.iter_mut().enumerate() {
                    visit(schema, format!("{at}/{index}"));
                }
            }
            Value::Object(schemas) if MAPS.contains(&keyword.as_str()) => {
                for (name, schema) in schemas {
                    visit(schema, pointer::child(&at, name));
                }
            }
            _ => {}
        }
    }
}
