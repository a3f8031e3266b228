//! What was expected and what was found, in words, without the value itself.

use std::collections::BTreeSet;

use jsonschema::error::{TypeKind, ValidationErrorKind as Kind};
use serde_json::Value;

/// How much of an unknown member's name is repeated, in characters.
const NAME_LIMIT: usize = 64;
/// How many unknown members are named.
const NAMES_LIMIT: usize = 5;

pub(super) fn of(kind: &Kind, found: &Value) -> String {
    match kind {
        Kind::Type { kind } => format!("expected {}, found {}", types(kind), kind_of(found)),
        Kind::Enum { options } => {
            let words: Vec<String> = options.as_array().into_iter().flatten().map(word).collect();
            format!("expected one of {}, found {}", words.join(", "), another(found))
        }
        Kind::Constant { expected_value } => {
            format!("expected {}, found {}", word(expected_value), another(found))
        }
        Kind::MinLength { limit } => {
            let plural = if *limit == 1 { "" } else { "s" };
            format!("expected at least {limit} character{plural}, found {}", length(found))
        }
        Kind::MaxLength { limit } => {
            format!("expected at most {limit} characters, found {}", length(found))
        }
        Kind::Pattern { pattern } => {
            format!("expected a string that matches `{pattern}`, found another string")
        }
        Kind::Format { format } => {
            format!("expected a string in the format {format}, found another string")
        }
        Kind::Minimum { limit } => format!("expected at least {limit}, found a lesser number"),
        Kind::Maximum { limit } => format!("expected at most {limit}, found a greater number"),
        Kind::ExclusiveMinimum { limit } => {
            format!("expected more than {limit}, found {limit} or a lesser number")
        }
        Kind::ExclusiveMaximum { limit } => {
            format!("expected less than {limit}, found {limit} or a greater number")
        }
        Kind::MultipleOf { multiple_of } => {
            format!("expected a multiple of {multiple_of}, found another number")
        }
        Kind::Required { property } => {
            format!("expected the member {}, which is missing", word(property))
        }
        Kind::MinItems { limit } => {
            format!("expected at least {limit} items, found {}", count(found))
        }
        Kind::MaxItems { limit } => {
            format!("expected at most {limit} items, found {}", count(found))
        }
        Kind::UniqueItems => "expected distinct items, found two that are equal".to_owned(),
        Kind::AnyOf { .. } | Kind::OneOfNotValid { .. } => {
            format!(
                "expected one of several kinds of value, found {} of another kind",
                kind_of(found)
            )
        }
        Kind::OneOfMultipleValid { .. } => {
            "expected exactly one of several kinds of value, found a value of more than one"
                .to_owned()
        }
        other => format!("expected what `{}` asks for, found {}", other.keyword(), kind_of(found)),
    }
}

/// Names members that an object should not have, and the one that was likely meant.
pub(super) fn unknown_members(unknown: &[&String], declared: &BTreeSet<String>) -> String {
    let mut names: Vec<String> =
        unknown.iter().take(NAMES_LIMIT).map(|name| name_in_words(name, declared)).collect();
    if unknown.len() > NAMES_LIMIT {
        names.push(format!("{} more", unknown.len() - NAMES_LIMIT));
    }
    format!("expected only members that the schema names, found {}", names.join(", "))
}

fn name_in_words(name: &str, declared: &BTreeSet<String>) -> String {
    let shown: String = name.chars().take(NAME_LIMIT).flat_map(char::escape_debug).collect();
    let cut = if name.chars().count() > NAME_LIMIT { "…" } else { "" };
    // A name of a megabyte is nobody's slip, and is not compared with anything.
    let meant = declared
        .iter()
        .filter(|_| name.len() <= NAME_LIMIT)
        .map(|known| (strsim::jaro_winkler(name, known), known))
        .filter(|(likeness, _)| *likeness > 0.85)
        .max_by(|left, right| left.0.total_cmp(&right.0));
    match meant {
        Some((_, known)) => format!("`{shown}{cut}` (did you mean `{known}`?)"),
        None => format!("`{shown}{cut}`"),
    }
}

fn types(kind: &TypeKind) -> String {
    let name = |name: &str| match name {
        "null" => "null".to_owned(),
        "array" | "object" | "integer" => format!("an {name}"),
        other => format!("a {other}"),
    };
    match kind {
        TypeKind::Single(only) => name(&only.to_string()),
        TypeKind::Multiple(several) => {
            several.iter().map(|one| name(&one.to_string())).collect::<Vec<_>>().join(" or ")
        }
    }
}

/// The kind of a value that was found.
fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(number) if number.is_f64() => "a number with a fraction or an exponent",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

/// The kind of a value where another one of the same kind was expected.
fn another(value: &Value) -> &'static str {
    if value.is_string() { "another string" } else { kind_of(value) }
}

fn word(value: &Value) -> String {
    match value {
        Value::String(text) => format!("`{text}`"),
        other => format!("`{other}`"),
    }
}

fn length(value: &Value) -> String {
    value.as_str().map_or(0, |text| text.chars().count()).to_string()
}

fn count(value: &Value) -> String {
    value.as_array().map_or(0, Vec::len).to_string()
}
