//! A schema of JSON Schema 2020-12 as a Schema Object of OpenAPI 3.0.3.

use exact_schema_schema::subschema;
use serde_json::{Map, Value, json};

use crate::error::Error;

/// The keywords of a Schema Object, beside those that begin with `x-`.
const KEYWORDS: [&str; 36] = [
    "$ref",
    "additionalProperties",
    "allOf",
    "anyOf",
    "default",
    "deprecated",
    "description",
    "discriminator",
    "enum",
    "example",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "externalDocs",
    "format",
    "items",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "not",
    "nullable",
    "oneOf",
    "pattern",
    "properties",
    "readOnly",
    "required",
    "title",
    "type",
    "uniqueItems",
    "writeOnly",
    "xml",
];

/// What `schema` says, in the words of 3.0.
///
/// # Errors
///
/// The keyword that 3.0 has no word for.
pub(super) fn said(schema: &Value) -> Result<Value, Error> {
    let mut said = schema.clone();
    spell_out(&mut said);
    let mut unknown = None;
    subschema::change(&mut said, &mut |keywords| {
        say(keywords);
        let is_known = |name: &String| KEYWORDS.contains(&name.as_str()) || name.starts_with("x-");
        let new = keywords.keys().find(|it| !is_known(it)).map(|it| format!("`{it}`"));
        let new = new.or_else(|| keywords.get("type")?.is_array().then(|| "list of types".into()));
        unknown = unknown.take().or(new);
    });
    match unknown {
        None => Ok(said),
        Some(what) => Err(Error::openapi(format!("OpenAPI 3.0 has no {what} in schemas"))),
    }
}

/// Says in keywords what `true` and `false` say as schemas: 3.0 knows them as `additionalProperties` alone.
fn spell_out(schema: &mut Value) {
    match schema {
        Value::Bool(true) => *schema = json!({}),
        Value::Bool(false) => *schema = json!({ "not": {} }),
        _ => {}
    }
}

fn say(keywords: &mut Map<String, Value>) {
    keywords.shift_remove("$comment");
    for (keyword, value) in keywords.iter_mut() {
        match (keyword.as_str(), value) {
            ("items" | "not", schema) => spell_out(schema),
            ("allOf" | "anyOf" | "oneOf", Value::Array(schemas)) => {
                schemas.iter_mut().for_each(spell_out);
            }
            ("properties", Value::Object(schemas)) => schemas.values_mut().for_each(spell_out),
            _ => {}
        }
    }
    if let Some(value) = keywords.shift_remove("const") {
        keywords.insert("enum".to_owned(), json!([value]));
    }
    if let Some(Value::Array(examples)) = keywords.shift_remove("examples") {
        keywords.extend(examples.into_iter().next().map(|it| ("example".to_owned(), it)));
    }
    type_of_one(keywords);
    exclusive(keywords, "minimum", "exclusiveMinimum");
    exclusive(keywords, "maximum", "exclusiveMaximum");
    // Null is of no type in 3.0: it is a value of an enumeration without a type.
    if keywords.get("type").is_some_and(|it| it == "null") {
        keywords.shift_remove("type");
        keywords.insert("enum".to_owned(), json!([null]));
    }
    if keywords.get("type").is_some_and(|it| it == "array") {
        keywords.entry("items").or_insert_with(|| json!({}));
    }
    // What stands beside a reference is not read.
    if keywords.len() > 1
        && let Some(reference) = keywords.shift_remove("$ref")
    {
        let mut all = vec![json!({ "$ref": reference })];
        if let Some(Value::Array(more)) = keywords.shift_remove("allOf") {
            all.extend(more);
        }
        keywords.insert("allOf".to_owned(), all.into());
    }
}

/// `nullable` in the place of a list of one type and null.
fn type_of_one(keywords: &mut Map<String, Value>) {
    let Some(Value::Array(types)) = keywords.get("type") else { return };
    let mut others = types.iter().filter(|it| *it != "null");
    if let (Some(one), None) = (others.next().cloned(), others.next()) {
        let is_nullable = types.len() > 1;
        keywords.insert("type".to_owned(), one);
        if is_nullable {
            keywords.insert("nullable".to_owned(), true.into());
        }
    }
}

/// A bound that is marked as exclusive in the place of an exclusive bound.
fn exclusive(keywords: &mut Map<String, Value>, bound: &str, exclusive: &str) {
    if !keywords.contains_key(bound)
        && let Some(limit) = keywords.get(exclusive).filter(|it| it.is_number()).cloned()
    {
        keywords.insert(bound.to_owned(), limit);
        keywords.insert(exclusive.to_owned(), true.into());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_3_0_has_words_for_is_said_in_them() {
        for (newer, older) in [
            (json!({ "const": 1 }), json!({ "enum": [1] })),
            (json!({ "type": "null" }), json!({ "enum": [null] })),
            (json!({ "type": ["string", "null"] }), json!({ "type": "string", "nullable": true })),
            (json!({ "type": "array" }), json!({ "type": "array", "items": {} })),
            (json!(true), json!({})),
            (
                json!({ "properties": { "a": true }, "items": false, "anyOf": [true] }),
                json!({ "properties": { "a": {} }, "items": { "not": {} }, "anyOf": [{}] }),
            ),
            (json!({ "additionalProperties": false }), json!({ "additionalProperties": false })),
            (json!({ "exclusiveMinimum": 0 }), json!({ "minimum": 0, "exclusiveMinimum": true })),
            (
                json!({ "$ref": "#/a", "title": "A" }),
                json!({ "title": "A", "allOf": [{ "$ref": "#/a" }] }),
            ),
        ] {
            assert_eq!(said(&newer).ok(), Some(older), "{newer}");
        }
    }

    #[test]
    fn what_3_0_has_no_word_for_is_refused() {
        for newer in [
            json!({ "prefixItems": [{}] }),
            json!({ "properties": { "a": { "type": ["string", "integer"] } } }),
            json!({ "not": { "if": {} } }),
        ] {
            assert!(said(&newer).is_err(), "{newer}");
        }
    }
}
