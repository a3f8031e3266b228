//! Where schemas stand within a schema.

use serde_json::{Map, Value};

use crate::keyword;
use crate::keyword::Holds;
use crate::pointer;

/// The places right within `schema` at which schemas stand, as pointers from there, in the order of
/// its members. What stands at such a place may be no schema, where the author is mistaken.
///
/// ```
/// use exact_schema_schema::subschema::places;
/// use serde_json::json;
///
/// let schema = json!({ "items": true, "allOf": [{ "not": {} }], "const": { "not": {} } });
/// let mut places = places(&schema);
/// places.sort();
/// assert_eq!(places, ["/allOf/0", "/items"]);
/// ```
#[must_use]
pub fn places(schema: &Value) -> Vec<String> {
    let mut places = Vec::new();
    for (name, value) in schema.as_object().into_iter().flatten() {
        let Some(keyword) = keyword::find(name) else { continue };
        let at = pointer::join("", name);
        match (keyword.holds, value) {
            (Holds::Schema, _) => places.push(at),
            (Holds::Schemas, Value::Array(schemas)) => {
                places.extend((0..schemas.len()).map(|index| format!("{at}/{index}")));
            }
            (Holds::SchemasByName, Value::Object(named)) => {
                places.extend(named.keys().map(|name| pointer::join(&at, name)));
            }
            (Holds::Dependencies, Value::Object(dependencies)) => {
                let schemas = dependencies.iter().filter(|(_, value)| !value.is_array());
                places.extend(schemas.map(|(name, _)| pointer::join(&at, name)));
            }
            _ => {}
        }
    }
    places
}

/// What stands at each of the [`places`] right within `schema`.
pub fn each(schema: &Value) -> impl Iterator<Item = (String, &Value)> {
    places(schema).into_iter().filter_map(|at| {
        let inner = schema.pointer(&at)?;
        Some((at, inner))
    })
}

/// Changes what stands at each of the [`places`] right within `schema`.
pub fn change_each(schema: &mut Value, mut edit: impl FnMut(&str, &mut Value)) {
    for at in places(schema) {
        if let Some(inner) = schema.pointer_mut(&at) {
            edit(&at, inner);
        }
    }
}

/// Shows the keywords of every schema in `schema`, its own first.
///
/// ```
/// use exact_schema_schema::subschema::visit;
/// use serde_json::json;
///
/// let mut titles = Vec::new();
/// let schema = json!({ "title": "Outer", "items": { "title": "Inner" } });
/// visit(&schema, &mut |keywords| titles.push(keywords["title"].clone()));
/// assert_eq!(titles, ["Outer", "Inner"]);
/// ```
pub fn visit(schema: &Value, see: &mut dyn FnMut(&Map<String, Value>)) {
    let Value::Object(keywords) = schema else { return };
    see(keywords);
    for (_, inner) in each(schema) {
        visit(inner, see);
    }
}

/// Changes the keywords of every schema in `schema`, its own last.
pub fn change(schema: &mut Value, edit: &mut dyn FnMut(&mut Map<String, Value>)) {
    change_each(schema, |_, inner| change(inner, edit));
    if let Value::Object(keywords) = schema {
        edit(keywords);
    }
}
