//! Makes documents up by changing ones that are at hand, where the prover cannot.

use exact_schema_schema::{pointer, subschema};
use serde_json::{Map, Value};

use super::{search::sample, words::words};
use crate::solve::Budget;

/// Documents that are tried.
const MAX_TRIES: usize = 20_000;

/// Looks for a document for which `is_witness` holds, which costs so many steps to tell: documents of both schemas and their
/// examples, then these with one place changed, then with two.
pub(crate) fn mutate(
    schemas: [&Value; 2],
    formats_assert: bool,
    budget: &Budget,
    cost: usize,
    is_witness: &mut dyn FnMut(&Value) -> bool,
) -> Option<Value> {
    let mut documents: Vec<Value> = Vec::new();
    for schema in schemas {
        documents.extend(sample(schema, formats_assert, budget));
        for keyword in ["examples", "default"] {
            match schema.get(keyword) {
                Some(Value::Array(examples)) if keyword == "examples" => {
                    documents.extend_from_slice(examples);
                }
                Some(example) => documents.push(example.clone()),
                None => {}
            }
        }
    }
    let values = values(schemas);
    documents.extend(values.iter().cloned());
    let mut tries = 0;
    let mut round = documents;
    for _ in 0..2 {
        let mut next = Vec::new();
        for document in &round {
            for mutant in mutants(document, &values) {
                tries += 1;
                if tries > MAX_TRIES || !budget.take(cost) {
                    return None;
                }
                if is_witness(&mutant) {
                    return Some(mutant);
                }
                if next.len() < 200 {
                    next.push(mutant);
                }
            }
        }
        round = next;
    }
    None
}

/// Values at the edges of what the schemas' keywords allow, and one of each type.
fn values(schemas: [&Value; 2]) -> Vec<Value> {
    let mut values = vec![
        Value::Null,
        true.into(),
        0.into(),
        1.into(),
        (-1).into(),
        0.5.into(),
        "".into(),
        "example".into(),
        Value::Array(Vec::new()),
        Value::Object(Map::new()),
    ];
    for word in words(schemas) {
        values.push(word.into());
    }
    for schema in schemas {
        edges(schema, &mut values);
    }
    let mut distinct: Vec<Value> = Vec::new();
    for value in values {
        if !distinct.contains(&value) {
            distinct.push(value);
        }
    }
    distinct.truncate(300);
    distinct
}

fn edges(schema: &Value, values: &mut Vec<Value>) {
    const LONGEST: u64 = 10_000;
    let Some(keywords) = schema.as_object() else { return };
    for (keyword, value) in keywords {
        match (keyword.as_str(), value) {
            ("const", value) => values.push(value.clone()),
            ("enum", Value::Array(members)) => values.extend_from_slice(members),
            (
                "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" | "multipleOf",
                Value::Number(number),
            ) => {
                values.push(value.clone());
                if let Some(integer) = number.as_i64() {
                    values.extend([-1, 1].map(|step| integer.saturating_add(step).into()));
                } else if let Some(float) = number.as_f64() {
                    values.extend([float + 0.5, float - 0.5].map(Value::from));
                }
            }
            ("minLength" | "maxLength", Value::Number(number)) => {
                let length = number.as_u64().unwrap_or(LONGEST);
                for length in length.saturating_sub(1)..=length.saturating_add(1) {
                    if length <= LONGEST {
                        values.push("a".repeat(usize::try_from(length).unwrap_or(0)).into());
                    }
                }
            }
            _ => {}
        }
    }
    subschema::each(schema).for_each(|(_, schema)| edges(schema, values));
}

/// `document` itself, and with one place changed.
fn mutants(document: &Value, values: &[Value]) -> Vec<Value> {
    let mut places = Vec::new();
    list(document, String::new(), &mut places);
    let mut mutants = vec![document.clone()];
    for place in places {
        let Some(value) = document.pointer(&place) else { continue };
        let mut replacements = values.to_vec();
        match value {
            Value::Object(members) => {
                for name in members.keys() {
                    let mut rest = members.clone();
                    rest.remove(name);
                    replacements.push(rest.into());
                }
                let mut more = members.clone();
                more.insert("example".to_owned(), true.into());
                replacements.push(more.into());
            }
            Value::Array(items) => {
                for added in items.iter().chain(values.iter().take(10)) {
                    let mut more = items.clone();
                    more.push(added.clone());
                    replacements.push(more.into());
                }
            }
            _ => {}
        }
        for replacement in replacements {
            let mut mutant = document.clone();
            if let Some(target) = mutant.pointer_mut(&place) {
                *target = replacement;
            }
            mutants.push(mutant);
        }
    }
    mutants
}

fn list(value: &Value, at: String, places: &mut Vec<String>) {
    const MAX_PLACES: usize = 40;
    if places.len() >= MAX_PLACES {
        return;
    }
    places.push(at.clone());
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                list(item, format!("{at}/{index}"), places);
            }
        }
        Value::Object(members) => {
            for (name, value) in members {
                list(value, pointer::join(&at, name), places);
            }
        }
        _ => {}
    }
}
