//! Makes the strings of a witness readable while it stays one.

use serde_json::Value;

use crate::solve::Budget;

/// Strings that may stand for one that nobody can read.
const PLAIN: [&str; 3] = ["a", "example", "0"];
/// Years in the place of the year 0.
const YEARS: [&str; 2] = ["2024-", "1999-"];

/// The document with strings that a reader takes for what they are, as far as `is_witness` holds,
/// which costs so many steps to tell.
pub(crate) fn polish(
    document: Value,
    budget: &Budget,
    cost: usize,
    is_witness: &mut dyn FnMut(&Value) -> bool,
) -> Value {
    let mut places = Vec::new();
    list(&document, &mut Vec::new(), &mut places);
    let mut polished = document;
    for place in places {
        let Some(Value::String(text)) = at(&mut polished, &place).cloned() else { continue };
        for plainer in plainer(&text) {
            if !budget.take(cost) {
                return polished;
            }
            let mut candidate = polished.clone();
            if let Some(target) = at(&mut candidate, &place) {
                *target = plainer.into();
            }
            if is_witness(&candidate) {
                polished = candidate;
                break;
            }
        }
    }
    polished
}

/// Strings that are more readable than this one, the best first.
fn plainer(text: &str) -> Vec<String> {
    let mut plainer = Vec::new();
    if text.chars().any(|c| c.is_control() || (!c.is_ascii() && !c.is_alphanumeric())) {
        plainer.extend(PLAIN.map(str::to_owned));
    }
    if let Some(rest) = text.strip_prefix("0000-") {
        plainer.extend(YEARS.iter().map(|year| format!("{year}{}", rest.to_uppercase())));
        plainer.extend(YEARS.iter().map(|year| format!("{year}{rest}")));
    }
    // A moment is written with `T` and `Z`, though it need not be.
    let is_moment = text.starts_with(|c: char| c.is_ascii_digit()) && text.contains(['t', 'z']);
    if is_moment {
        plainer.push(text.to_uppercase());
    }
    plainer
}

/// One step into a document.
#[derive(Clone)]
enum Step {
    Member(String),
    Item(usize),
}

fn at<'v>(document: &'v mut Value, place: &[Step]) -> Option<&'v mut Value> {
    place.iter().try_fold(document, |value, step| match step {
        Step::Member(name) => value.get_mut(name.as_str()),
        Step::Item(index) => value.get_mut(*index),
    })
}

/// The places of the strings that have plainer ones, as many as are worth the while.
fn list(value: &Value, here: &mut Vec<Step>, places: &mut Vec<Vec<Step>>) {
    const MAX_PLACES: usize = 20;
    if places.len() >= MAX_PLACES {
        return;
    }
    let mut enter = |step: Step, inner: &Value| {
        here.push(step);
        list(inner, here, places);
        here.pop();
    };
    match value {
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| enter(Step::Item(index), item));
        }
        Value::Object(members) => {
            members.iter().for_each(|(name, value)| enter(Step::Member(name.clone()), value));
        }
        Value::String(text) if !plainer(text).is_empty() => places.push(here.clone()),
        _ => {}
    }
}
