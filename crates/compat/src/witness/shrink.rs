//! Makes a witness smaller while it stays one.

use serde_json::Value;

use crate::solve::Budget;
use exact_schema_schema::pointer;

/// Checks of the validators that shrinking may cost.
const MAX_CHECKS: usize = 400;
/// Of more members or items than this, halves are tried first.
const MANY: usize = 16;

/// The smallest document that is found by leaving out members and items of `document`, and by
/// shortening its strings, while `is_witness` holds, which costs so many steps to tell.
pub(crate) fn shrink(
    document: Value,
    budget: &Budget,
    cost: usize,
    is_witness: &mut dyn FnMut(&Value) -> bool,
) -> Value {
    let mut document = document;
    let mut checks = 0;
    let mut smaller = true;
    while smaller {
        smaller = false;
        let mut places = Vec::new();
        list(&document, String::new(), &mut places);
        for place in places {
            let mut next = 0;
            // One replacement at a time: those of a large container take far more memory than it.
            while let Some(replacement) =
                document.pointer(&place).and_then(|value| replacement(value, next))
            {
                next += 1;
                checks += 1;
                if checks > MAX_CHECKS || !budget.take(cost + places_in(&document)) {
                    return document;
                }
                let mut candidate = document.clone();
                if let Some(target) = candidate.pointer_mut(&place) {
                    *target = replacement;
                }
                if is_witness(&candidate) {
                    document = candidate;
                    smaller = true;
                    break;
                }
            }
        }
    }
    document
}

/// The number of members and items of the outermost container, or of characters.
fn places_in(document: &Value) -> usize {
    match document {
        Value::Array(items) => items.len(),
        Value::Object(members) => members.len(),
        Value::String(text) => text.len() / 16,
        _ => 0,
    }
}

/// The pointers of all containers and strings, outermost first.
fn list(value: &Value, at: String, places: &mut Vec<String>) {
    const MAX_PLACES: usize = 200;
    if places.len() >= MAX_PLACES {
        return;
    }
    match value {
        Value::Array(items) => {
            places.push(at.clone());
            for (index, item) in items.iter().enumerate().take(MAX_PLACES) {
                list(item, format!("{at}/{index}"), places);
            }
        }
        Value::Object(members) => {
            places.push(at.clone());
            for (name, value) in members {
                list(value, pointer::join(&at, name), places);
            }
        }
        Value::String(text) if text.chars().count() > 40 => places.push(at),
        _ => {}
    }
}

/// The smaller values of the same kind, the smallest first, one by one.
fn replacement(value: &Value, number: usize) -> Option<Value> {
    match value {
        Value::Object(members) if members.len() > MANY && number < 2 => {
            let (start, end) = [(0, members.len() / 2), (members.len() / 2, members.len())][number];
            let kept = members.iter().skip(start).take(end - start);
            Some(kept.map(|(name, value)| (name.clone(), value.clone())).collect())
        }
        Value::Object(members) => {
            let number = if members.len() > MANY { number - 2 } else { number };
            let mut rest = members.clone();
            rest.remove(members.keys().nth(number)?)?;
            Some(rest.into())
        }
        Value::Array(items) if items.len() > MANY => {
            let kept = [items.len() / 2, items.len() - 1].get(number).copied()?;
            Some(items[..kept].to_vec().into())
        }
        Value::Array(items) => {
            let mut rest = items.clone();
            (number < items.len()).then(|| rest.remove(number))?;
            Some(rest.into())
        }
        Value::String(text) => {
            let length = text.chars().count();
            let kept = [length / 2, length.checked_sub(1)?].get(number).copied()?;
            Some(text.chars().take(kept).collect::<String>().into())
        }
        _ => None,
    }
}
