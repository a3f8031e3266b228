//! Documents for schemas at random.

use serde_json::{Map, Value, json};

use super::Dice;
use super::words::{NAMES, TYPES};

/// A document that `schema`, a part of `root`, most likely accepts.
pub fn document(root: &Value, schema: &Value, depth: usize, dice: &mut Dice) -> Value {
    let Some(keywords) = schema.as_object() else { return json!(dice.roll(3)) };
    if depth == 0 {
        return Value::Null;
    }
    if let Some(Value::String(reference)) = keywords.get("$ref") {
        let target = reference.strip_prefix('#').and_then(|pointer| root.pointer(pointer));
        return target.map_or(Value::Null, |target| document(root, target, depth - 1, dice));
    }
    if let Some(value) = keywords.get("const") {
        return value.clone();
    }
    if let Some(Value::Array(values)) = keywords.get("enum")
        && !values.is_empty()
    {
        return dice.pick(values).clone();
    }
    for keyword in ["oneOf", "anyOf"] {
        if let Some(Value::Array(branches)) = keywords.get(keyword)
            && !branches.is_empty()
        {
            return document(root, dice.pick(branches), depth - 1, dice);
        }
    }
    let kind = match keywords.get("type") {
        Some(Value::String(one)) => one.as_str(),
        Some(Value::Array(several)) if !several.is_empty() => {
            dice.pick(several).as_str().unwrap_or_default()
        }
        _ => TYPES[dice.roll(TYPES.len())],
    };
    match kind {
        "null" => Value::Null,
        "boolean" => json!(dice.roll(2) == 0),
        "integer" | "number" => numeric(keywords, kind, dice),
        "string" => json!(*dice.pick(&["", "a", "ab", "b", "abc", "ü", "1", "😀"])),
        "array" => {
            let items = keywords.get("items").cloned().unwrap_or(json!(true));
            let count = match keywords.get("minItems").and_then(Value::as_u64) {
                Some(least @ 0..5) => least as usize + dice.roll(2),
                _ => dice.roll(3),
            };
            (0..count).map(|_| document(root, &items, depth - 1, dice)).collect()
        }
        _ => members(root, keywords, depth, dice).into(),
    }
}

fn numeric(keywords: &Map<String, Value>, kind: &str, dice: &mut Dice) -> Value {
    let bounds = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"];
    let found: Vec<&Value> = bounds.iter().filter_map(|name| keywords.get(*name)).collect();
    match (dice.roll(4), found.as_slice()) {
        (0 | 1, [_, ..]) => (*dice.pick(&found)).clone(),
        (2, _) if kind == "number" => json!(dice.roll(8) as f64 / 2.0 - 2.0),
        (2, _) => json!(dice.roll(8) as f64 - 4.0),
        _ => json!(dice.roll(8) as i64 - 4),
    }
}

fn members(
    root: &Value,
    keywords: &Map<String, Value>,
    depth: usize,
    dice: &mut Dice,
) -> Map<String, Value> {
    let mut found = Map::new();
    let properties = keywords.get("properties").and_then(Value::as_object);
    for (name, schema) in properties.into_iter().flatten() {
        let required = keywords.get("required").and_then(Value::as_array);
        let needed = required.is_some_and(|names| names.contains(&json!(name)));
        if needed || dice.roll(2) == 0 {
            found.insert(name.clone(), document(root, schema, depth - 1, dice));
        }
    }
    for branch in keywords.get("allOf").and_then(Value::as_array).into_iter().flatten() {
        if let Value::Object(more) = document(root, branch, depth - 1, dice) {
            found.extend(more);
        }
    }
    if let Some(rest @ Value::Object(_)) = keywords.get("additionalProperties") {
        let name = (*dice.pick(NAMES)).to_owned();
        found.entry(name).or_insert_with(|| document(root, rest, depth - 1, dice));
    } else if dice.roll(4) == 0 {
        found.entry((*dice.pick(NAMES)).to_owned()).or_insert(json!(1));
    }
    found
}
