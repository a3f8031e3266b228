//! Texts as Rust literals.

use proc_macro2::Literal;
use serde_json::Value;

/// A text as a string literal, raw where that reads better.
pub(super) fn text(text: &str) -> String {
    let hazardous = |it: char| it.is_control() || is_directional(it);
    if !text.contains(['"', '\\']) || text.contains(hazardous) {
        return Literal::string(text).to_string();
    }
    let mut fence = String::new();
    while text.contains(&format!("\"{fence}")) {
        fence.push('#');
    }
    format!("r{fence}\"{text}\"{fence}")
}

/// A JSON value as a string literal of its text.
pub(super) fn json(value: &Value) -> String {
    text(&value.to_string())
}

/// A double.
pub(super) fn double(number: f64) -> String {
    Literal::f64_unsuffixed(number).to_string()
}

/// Whether a character turns the direction of writing, which Rust refuses in a comment or a literal.
pub(super) fn is_directional(character: char) -> bool {
    matches!(
        character,
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
    )
}
