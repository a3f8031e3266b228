//! Schemas that stand where no keyword has schemas, and are referred to all the same.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::Draft;
use super::moves::Moves;
use crate::keyword::{self, Holds};
use crate::pointer::{join, tokens};
use crate::reference;

/// Gives a copy of each of them a place among the definitions, and leads references there.
pub fn lift(document: &mut Value, draft: Draft) -> Moves {
    let mut targets = BTreeSet::new();
    each_reference(document, &mut |reference| {
        if let Some(pointer) = reference::target_within(reference).filter(|it| !it.is_empty()) {
            targets.insert((pointer.len(), pointer));
        }
    });
    let mut moves = Moves::default();
    // The outer ones first: what is in them goes with them.
    for (_, target) in targets {
        let place = moves.new_place(&target);
        let Some(schema @ (Value::Object(_) | Value::Bool(_))) = document.pointer(&place) else {
            continue;
        };
        if holds_schema(document, &place) {
            continue;
        }
        let schema = schema.clone();
        if let Some(new) = define(document, draft, &place, schema) {
            moves.add(target, new);
        }
    }
    each_reference(document, &mut |reference| {
        if let Some(pointer) = reference::target_within(reference).filter(|it| !it.is_empty()) {
            let new = moves.new_place(&pointer);
            if new != pointer {
                *reference = reference::within(&new);
            }
        }
    });
    moves
}

/// Adds a definition that is called as its place was; gives its place.
fn define(document: &mut Value, draft: Draft, place: &str, schema: Value) -> Option<String> {
    let keyword = if draft <= Draft::Draft7 { "definitions" } else { "$defs" };
    let root = document.as_object_mut()?;
    let definitions = root.entry(keyword).or_insert_with(|| Map::new().into()).as_object_mut()?;
    let mut name = tokens(place).last()?;
    while definitions.contains_key(&name) {
        name.push('_');
    }
    definitions.insert(name.clone(), schema);
    Some(join(&join("", keyword), &name))
}

/// Whether keywords lead to a place: a schema is at home there.
fn holds_schema(document: &Value, pointer: &str) -> bool {
    let (mut at, mut tokens) = (document, tokens(pointer));
    while let Some(token) = tokens.next() {
        let Some(value) = at.get(&token) else { return false };
        let holds = match &token[..] {
            "additionalItems" => Some(Holds::Schema),
            "items" if value.is_array() => Some(Holds::Schemas),
            _ => keyword::find(&token).map(|it| it.holds),
        };
        at = match holds {
            Some(Holds::Schema) => value,
            Some(Holds::Schemas) => match tokens.next().and_then(|it| it.parse::<usize>().ok()) {
                Some(index) => &value[index],
                None => return false,
            },
            Some(Holds::SchemasByName | Holds::Dependencies) => match tokens.next() {
                Some(name) => &value[name.as_str()],
                None => return false,
            },
            _ => return false,
        };
    }
    true
}

/// Every text that may be a reference, wherever it stands.
fn each_reference(value: &mut Value, see: &mut dyn FnMut(&mut String)) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                match value {
                    Value::String(reference) if name == "$ref" => see(reference),
                    value => each_reference(value, see),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|it| each_reference(it, see)),
        _ => {}
    }
}
