//! The same document, written in another way: members in any order, white space anywhere,
//! characters escaped, numbers with an exponent.

use std::fmt::Write;

use fastrand::Rng;
use serde_json::Value;

/// A document in any spelling.
pub fn text(value: &Value, rng: &mut Rng) -> String {
    // Most texts are compact, as most producers write them.
    let loose = rng.u8(0..4) == 0;
    written(value, Style { loose, numbers: loose }, rng)
}

/// The same document with other white space and another order, but the same numbers: free-form
/// values keep whether a number was written with a fraction.
pub fn reordered(value: &Value, rng: &mut Rng) -> String {
    let style = Style { loose: rng.bool(), numbers: false };
    written(value, style, rng)
}

#[derive(Clone, Copy)]
struct Style {
    /// With white space and escapes.
    loose: bool,
    /// With numbers in other spellings.
    numbers: bool,
}

fn written(value: &Value, style: Style, rng: &mut Rng) -> String {
    let mut text = String::new();
    write_value(&mut text, value, style, rng);
    text
}

fn write_value(text: &mut String, value: &Value, style: Style, rng: &mut Rng) {
    space(text, style, rng);
    match value {
        Value::String(string) => write_string(text, string, style, rng),
        Value::Number(number) => match number.as_u64() {
            Some(whole) if style.numbers && whole < 1 << 53 => match rng.u8(0..4) {
                0 => write!(text, "{whole}.0").unwrap(),
                1 => write!(text, "{whole}e0").unwrap(),
                2 if whole > 0 => write!(text, "{whole}0E-1").unwrap(),
                _ => write!(text, "{whole}").unwrap(),
            },
            _ => write!(text, "{number}").unwrap(),
        },
        Value::Array(items) => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                separate(text, index);
                write_value(text, item, style, rng);
            }
            text.push(']');
        }
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            rng.shuffle(&mut members);
            text.push('{');
            for (index, (name, value)) in members.into_iter().enumerate() {
                separate(text, index);
                space(text, style, rng);
                write_string(text, name, style, rng);
                space(text, style, rng);
                text.push(':');
                write_value(text, value, style, rng);
            }
            text.push('}');
        }
        other => write!(text, "{other}").unwrap(),
    }
    space(text, style, rng);
}

fn separate(text: &mut String, index: usize) {
    if index > 0 {
        text.push(',');
    }
}

fn space(text: &mut String, style: Style, rng: &mut Rng) {
    while style.loose && rng.u8(0..3) == 0 {
        text.push(*rng.choice(&[' ', '\n', '\t', '\r']).unwrap());
    }
}

fn write_string(text: &mut String, string: &str, style: Style, rng: &mut Rng) {
    if !style.loose || rng.bool() {
        text.push_str(&Value::from(string).to_string());
        return;
    }
    text.push('"');
    for unit in string.encode_utf16() {
        write!(text, "\\u{unit:04x}").unwrap();
    }
    text.push('"');
}
