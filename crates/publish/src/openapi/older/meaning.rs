//! What a Schema Object of OpenAPI 3.0.3 means, in JSON Schema 2020-12: as its specification has it, not as it was made.

use exact_schema_schema::subschema;
use serde_json::{Map, Value, json};

/// The same in JSON Schema 2020-12.
pub(super) fn of(schema: &Value) -> Value {
    let mut schema = schema.clone();
    subschema::change(&mut schema, &mut mean);
    schema
}

fn mean(keywords: &mut Map<String, Value>) {
    if let Some(reference) = keywords.get("$ref").cloned() {
        *keywords = Map::from_iter([("$ref".to_owned(), reference)]);
    }
    // `nullable` adds null to the type that stands beside it, and does nothing without one.
    if keywords.shift_remove("nullable") == Some(true.into())
        && let Some(one) = keywords.get("type").cloned()
    {
        keywords.insert("type".to_owned(), json!([one, "null"]));
    }
    for (bound, exclusive) in [("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")] {
        if keywords.shift_remove(exclusive) == Some(true.into())
            && let Some(limit) = keywords.shift_remove(bound)
        {
            keywords.insert(exclusive.to_owned(), limit);
        }
    }
    keywords.shift_remove("discriminator");
    keywords.shift_remove("example");
}
