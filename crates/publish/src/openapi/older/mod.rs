//! The document in OpenAPI 3.0, the only one that some makers of clients read. It says the same: each schema is read as
//! 3.0.3 reads it, and proved equal to what it was.

mod meaning;
mod schema;

use serde_json::{Map, Value, json};

use super::SCHEMAS;
use crate::error::Error;
use crate::proof::{Verdict, inclusion};

const VERSION: &str = "3.0.3";

/// What an object of OpenAPI 3.1 may have and one of 3.0 may not, by the pointer of the object.
const NEWER: [(&str, &str); 4] = [
    ("", "jsonSchemaDialect"),
    ("", "webhooks"),
    ("/info", "summary"),
    ("/info/license", "identifier"),
];

/// The document in OpenAPI 3.0.
///
/// # Errors
///
/// That a schema has a keyword that 3.0 has not, or does not say the same.
pub(super) fn document(newer: &Value) -> Result<Value, Error> {
    let mut older = newer.clone();
    older["openapi"] = VERSION.into();
    for (parent, member) in NEWER {
        if let Some(members) = older.pointer_mut(parent).and_then(Value::as_object_mut) {
            members.shift_remove(member);
        }
    }
    let mut schemas = Vec::new();
    each_schema(&mut older, &mut |schema| {
        let said = schema::said(schema)?;
        schemas.push([std::mem::replace(schema, said.clone()), said]);
        Ok(())
    })?;
    prove(&schemas, newer, &older)?;
    Ok(older)
}

/// Shows each schema that stands alone: those of components, and those of parameters, headers and bodies.
fn each_schema(
    value: &mut Value,
    see: &mut dyn FnMut(&mut Value) -> Result<(), Error>,
) -> Result<(), Error> {
    match value {
        Value::Object(members) => {
            members.iter_mut().try_for_each(|(name, value)| match (name.as_str(), value) {
                ("schema", schema) => see(schema),
                ("schemas", Value::Object(schemas)) => schemas.values_mut().try_for_each(&mut *see),
                ("example" | "examples", _) => Ok(()),
                (_, value) => each_schema(value, see),
            })
        }
        Value::Array(items) => items.iter_mut().try_for_each(|item| each_schema(item, see)),
        _ => Ok(()),
    }
}

/// Proves that each pair of schemas, of which the second is one of OpenAPI 3.0, accepts the same.
fn prove(schemas: &[[Value; 2]], newer: &Value, older: &Value) -> Result<(), Error> {
    let whole = |which: usize, document: &Value, mean: fn(&Value) -> Value| {
        let members = schemas.iter().enumerate();
        let members: Map<String, Value> =
            members.map(|(index, pair)| (index.to_string(), mean(&pair[which]))).collect();
        let components = document["components"]["schemas"].as_object().into_iter().flatten();
        let components: Map<String, Value> =
            components.map(|(name, schema)| (name.clone(), mean(schema))).collect();
        let whole = json!({
            "type": "object", "properties": members, "additionalProperties": false,
            "$defs": components,
        });
        whole.to_string().replace(SCHEMAS, "#/$defs/").parse::<Value>().map_err(Error::encoding)
    };
    let newer = whole(0, newer, Value::clone)?;
    let older = whole(1, older, meaning::of)?;
    for (narrow, wide) in [(&newer, &older), (&older, &newer)] {
        match inclusion(narrow, wide) {
            Verdict::Proved => {}
            Verdict::Refuted(document) => {
                let shown = document.unwrap_or_default();
                return Err(Error::openapi(format!(
                    "in {VERSION} it says something else of {shown}"
                )));
            }
            Verdict::Undecided(why) => {
                return Err(Error::openapi(format!(
                    "whether {VERSION} says the same is open: {why}"
                )));
            }
        }
    }
    Ok(())
}
