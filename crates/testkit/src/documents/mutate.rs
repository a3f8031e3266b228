//! Documents and texts that are a little wrong.

use fastrand::Rng;
use serde_json::{Value, json};

use super::Generator;

/// Changes one place of a document.
///
/// # Panics
///
/// If the generator knows no scalars.
pub fn value(document: &mut Value, generator: &Generator, rng: &mut Rng) {
    let place = some_place(document, rng);
    match rng.u8(0..7) {
        0 => *place = odd_value(rng),
        1 => *place = rng.choice(&generator.scalars).unwrap().clone(),
        2 => {
            if let Value::Object(members) = place
                && let Some(name) = members.keys().nth(rng.usize(0..members.len().max(1))).cloned()
            {
                members.remove(&name);
            }
        }
        3 => {
            if let Value::Object(members) = place {
                let name = rng.choice(["extra", "", "Id", "__proto__", "type "]).unwrap();
                members.insert(name.to_owned(), odd_value(rng));
            }
        }
        4 => {
            // Case matters, and so does what stands around a word.
            if let Value::String(text) = place {
                *text = match rng.u8(0..3) {
                    0 => text.to_uppercase(),
                    1 => text.to_lowercase(),
                    _ => format!("{text} "),
                };
            }
        }
        5 => {
            if let Value::String(text) = place {
                let at = text.char_indices().map(|(at, _)| at).nth(rng.usize(0..4)).unwrap_or(0);
                text.insert_str(at, rng.choice(["\u{0}", "\u{85}", "Z", "0", " ", "é"]).unwrap());
            }
        }
        _ => {
            if let Value::Array(items) = place
                && let Some(item) = items.first().cloned()
            {
                items.push(item);
            }
        }
    }
}

fn some_place<'a>(value: &'a mut Value, rng: &mut Rng) -> &'a mut Value {
    let parts = match value {
        Value::Array(items) => items.len(),
        Value::Object(members) => members.len(),
        _ => 0,
    };
    if parts == 0 || rng.u8(0..4) == 0 {
        return value;
    }
    let chosen = rng.usize(0..parts);
    match value {
        Value::Array(items) => some_place(&mut items[chosen], rng),
        Value::Object(members) => some_place(members.values_mut().nth(chosen).unwrap(), rng),
        other => other,
    }
}

fn odd_value(rng: &mut Rng) -> Value {
    let values = [
        json!(null),
        json!(true),
        json!(0),
        json!(-1),
        json!(1.5),
        json!(3.0),
        json!(-0.0),
        json!(9_007_199_254_740_992_u64),
        json!(9_007_199_254_740_991.0),
        json!(u64::MAX),
        json!(i64::MIN),
        json!(1e300),
        json!(""),
        json!("x".repeat(256)),
        json!("é".repeat(257)),
        json!("x".repeat(2_049)),
        json!("2026-02-29T00:00:00Z"),
        json!("2024-02-29T00:00:00Z"),
        json!("2026-02-28T23:59:60Z"),
        json!("2026-02-28T23:59:59.1234567Z"),
        json!("2026-02-28T23:59:59+00:00"),
        json!("2026-02-28t23:59:59z"),
        json!("2026-2-28T23:59:59Z"),
        json!("0000-01-01T00:00:00Z"),
        json!("+2026-01-01T00:00:00Z"),
        json!("2026-01-01T24:00:00Z"),
        json!("２０２６-01-01T00:00:00Z"),
        json!("A-0123456789ab"),
        json!("A1.2\n"),
        json!("//host/x"),
        json!("/x"),
        json!("javascript:alert(1)"),
        json!("https://example.org/é"),
        json!("0".repeat(64)),
        json!("A".repeat(64)),
        json!([]),
        json!({}),
        json!([[]]),
        json!({ "ok": null }),
    ];
    rng.choice(values).unwrap()
}

/// Changes a few bytes of a text.
pub fn text(text: &mut Vec<u8>, rng: &mut Rng) {
    let at = rng.usize(0..=text.len());
    match rng.u8(0..7) {
        0 => text.truncate(at),
        1 if at < text.len() => {
            text.remove(at);
        }
        2 if at < text.len() => text[at] = rng.u8(..),
        3 => insert(
            text,
            at,
            rng.choice(["\u{feff}", ",", "}", "]", "\"", "\\", "\n", "0"]).unwrap(),
        ),
        4 => insert(text, at, rng.choice(["-", "+", ".", "e5", "E+400", "00", "1e400"]).unwrap()),
        5 => insert(text, at, rng.choice(["\\ud800", "\\ud83e\\udd80", "\\u0000", "\\x"]).unwrap()),
        _ => repeat_member(text, rng),
    }
}

fn insert(text: &mut Vec<u8>, at: usize, inserted: &str) {
    text.splice(at..at, inserted.bytes());
}

/// Names the first member of some object twice.
fn repeat_member(text: &mut Vec<u8>, rng: &mut Rng) {
    let objects: Vec<usize> =
        text.iter().enumerate().filter(|(_, byte)| **byte == b'{').map(|(at, _)| at).collect();
    let Some(&object) = rng.choice(&objects) else { return };
    let member: Vec<u8> = text[object + 1..]
        .iter()
        .copied()
        .take_while(|byte| !matches!(byte, b',' | b'}' | b'{' | b'['))
        .chain([b','])
        .collect();
    text.splice(object + 1..object + 1, member);
}
