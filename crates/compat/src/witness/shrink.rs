//! Makes a witness smaller while it stays one.

use serde_json::Value;

use exact_schema_schema::pointer;

/// Checks of the validators that shrinking may cost.
const MAX_CHECKS: usize = 400;

/// The smallest document that is found by leaving out members and items of `document`, and by
/// shortening its strings, while `is_witness` holds.
pub(crate) fn shrink(document: Value, is_witness: &mut dyn FnMut(&Value) -> bool) -> Value {
    let mut document = document;
    let mut checks = 0;
    let mut smaller = true;
    while smaller {
        smaller = false;
        let mut places = Vec::new();
        list(&document, String::new(), &mut places);
        for place in places {
            let Some(value) = document.pointer(&place) else { continue };
            for replacement in replacements(value) {
                if checks >= MAX_CHECKS {
                    return document;
                }
                checks += 1;
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

/// Smaller values of the same kind, the smallest first.
fn replacements(value: &Value) -> Vec<Value> {
    match value {
        Value::Object(members) => members
            .keys()
            .map(|name| {
                let mut rest = members.clone();
                rest.remove(name);
                rest.into()
            })
            .collect(),
        Value::Array(items) if items.len() > 16 => {
            [items.len() / 2, items.len() - 1].map(|length| items[..length].to_vec().into()).into()
        }
        Value::Array(items) => (0..items.len())
            .map(|index| {
                let mut rest = items.clone();
                rest.remove(index);
                rest.into()
            })
            .collect(),
        Value::String(text) => {
            let length = text.chars().count();
            let start = |length: usize| text.chars().take(length).collect::<String>().into();
            vec![start(length / 2), start(length - 1)]
        }
        _ => Vec::new(),
    }
}
