//! The strings that the authors of schemas use themselves.

use serde_json::Value;

use exact_schema_schema::subschema;

/// More words than this make a search slower than they make witnesses better.
const MAX_WORDS: usize = 200;
/// Longer strings are no words.
const MAX_LENGTH: usize = 100;

/// The strings in examples, defaults and constants of `schemas`, in order of appearance.
pub(crate) fn words<'a>(schemas: impl IntoIterator<Item = &'a Value>) -> Vec<String> {
    let mut words = Vec::new();
    for schema in schemas {
        collect(schema, &mut words);
    }
    words
}

fn collect(schema: &Value, words: &mut Vec<String>) {
    for keyword in ["examples", "default", "const", "enum"] {
        if let Some(value) = schema.get(keyword) {
            strings(value, words);
        }
    }
    if words.len() < MAX_WORDS {
        subschema::each(schema).for_each(|(_, schema)| collect(schema, words));
    }
}

fn strings(value: &Value, words: &mut Vec<String>) {
    match value {
        Value::String(text) if text.len() > MAX_LENGTH || words.len() >= MAX_WORDS => {}
        Value::String(text) if !words.contains(text) => words.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| strings(item, words)),
        Value::Object(members) => members.values().for_each(|value| strings(value, words)),
        _ => {}
    }
}
