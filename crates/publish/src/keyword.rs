//! Where a schema holds other schemas.

use serde_json::{Map, Value};

/// What the value of a keyword is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Holds {
    /// A schema.
    Schema,
    /// An array of schemas.
    Schemas,
    /// An object whose members are schemas, by a name that is no keyword.
    NamedSchemas,
    /// Something that is no schema.
    Data,
}

/// What the value of `keyword` is.
pub(crate) fn holds(keyword: &str) -> Holds {
    match keyword {
        "additionalProperties"
        | "contains"
        | "else"
        | "if"
        | "items"
        | "not"
        | "propertyNames"
        | "then"
        | "unevaluatedItems"
        | "unevaluatedProperties" => Holds::Schema,
        "allOf" | "anyOf" | "oneOf" | "prefixItems" => Holds::Schemas,
        "$defs" | "dependentSchemas" | "patternProperties" | "properties" => Holds::NamedSchemas,
        _ => Holds::Data,
    }
}

/// Shows every schema within `schema`, itself included, outermost first.
pub(crate) fn visit(schema: &Value, see: &mut dyn FnMut(&Map<String, Value>)) {
    let Value::Object(keywords) = schema else { return };
    see(keywords);
    for (keyword, value) in keywords {
        match (holds(keyword), value) {
            (Holds::Schema, value) => visit(value, see),
            (Holds::Schemas, Value::Array(items)) => items.iter().for_each(|it| visit(it, see)),
            (Holds::NamedSchemas, Value::Object(named)) => {
                named.values().for_each(|it| visit(it, see));
            }
            _ => {}
        }
    }
}

/// Changes every schema within `schema`, itself included, innermost first.
pub(crate) fn change(schema: &mut Value, edit: &mut dyn FnMut(&mut Map<String, Value>)) {
    let Value::Object(keywords) = schema else { return };
    for (keyword, value) in keywords.iter_mut() {
        match (holds(keyword), value) {
            (Holds::Schema, value) => change(value, edit),
            (Holds::Schemas, Value::Array(items)) => {
                items.iter_mut().for_each(|it| change(it, edit));
            }
            (Holds::NamedSchemas, Value::Object(named)) => {
                named.values_mut().for_each(|it| change(it, edit));
            }
            _ => {}
        }
    }
    edit(keywords);
}
