//! Values with something wrong.

use serde_json::{Value, json};

use super::Dice;
use super::words::NAMES;

/// `value` with a few parts taken away, renamed, exchanged, or replaced by `junk`.
pub fn damaged(value: &Value, junk: &[Value], dice: &mut Dice) -> Value {
    let mut damaged = value.clone();
    for _ in 0..=dice.roll(2) {
        let mut places = Vec::new();
        collect(&damaged, String::new(), &mut places);
        let place = dice.pick(&places).clone();
        let source: &String = dice.pick(&places);
        let other = damaged.pointer(source).cloned().unwrap_or_default();
        let Some(found) = damaged.pointer_mut(&place) else { continue };
        match dice.roll(4) {
            0 => *found = dice.pick(junk).clone(),
            1 => *found = other,
            2 => remove_part(found, dice),
            _ => rename_part(found, junk, dice),
        }
    }
    damaged
}

fn collect(value: &Value, pointer: String, places: &mut Vec<String>) {
    match value {
        Value::Object(members) => members.iter().for_each(|(name, value)| {
            collect(
                value,
                format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1")),
                places,
            );
        }),
        Value::Array(items) => items.iter().enumerate().for_each(|(index, value)| {
            collect(value, format!("{pointer}/{index}"), places);
        }),
        _ => {}
    }
    places.push(pointer);
}

fn remove_part(value: &mut Value, dice: &mut Dice) {
    match value {
        Value::Object(members) => {
            let names: Vec<String> = members.keys().cloned().collect();
            if !names.is_empty() {
                members.remove(dice.pick(&names));
            }
        }
        Value::Array(items) if !items.is_empty() => {
            items.remove(dice.roll(items.len()));
        }
        other => *other = Value::Null,
    }
}

fn rename_part(value: &mut Value, junk: &[Value], dice: &mut Dice) {
    match value {
        Value::Object(members) => {
            let names: Vec<String> = members.keys().cloned().collect();
            let moved = if names.is_empty() { None } else { members.remove(dice.pick(&names)) };
            let name = *dice.pick(NAMES);
            members.insert(name.to_owned(), moved.unwrap_or_else(|| dice.pick(junk).clone()));
        }
        Value::Array(items) => items.push(dice.pick(junk).clone()),
        other => *other = json!([other.clone()]),
    }
}
