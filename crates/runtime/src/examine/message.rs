//! What was expected and what was found, in words, without the value itself.

use std::collections::BTreeSet;

use jsonschema::error::{TypeKind, ValidationErrorKind as Kind};
use serde_json::Value;

use crate::likely::likely;

/// How much of an unknown member's name is repeated, in characters.
const NAME_LIMIT: usize = 64;
/// How many unknown members are named.
const NAMES_LIMIT: usize = 5;

/// Why `found` fails a keyword; `expected` is what the schema around the keyword says in words that it asks for.
pub(super) fn of(kind: &Kind, found: &Value, expected: Option<&str>) -> String {
    match kind {
        Kind::Type { kind } => format!("expected {}, found {}", types(kind), kind_of(found)),
        Kind::Enum { options } => {
            let words: Vec<String> = options.as_array().into_iter().flatten().map(word).collect();
            let meant = meant(options, found);
            format!("expected one of {}, found {}{meant}", words.join(", "), another(found))
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
        Kind::Pattern { pattern } => match expected {
            Some(words) => format!("expected {words}, found another string"),
            None => format!("expected a string that matches `{pattern}`, found another string"),
        },
        Kind::Format { format } => match expected {
            Some(words) => format!("expected {words}, found another string"),
            None => format!("expected a string in the format {format}, found another string"),
        },
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
    let meant = did_you_mean(likely(name, declared.iter().map(String::as_str)));
    format!("`{shown}{cut}`{meant}")
}

/// The word of an enumeration that was likely meant.
fn meant(options: &Value, found: &Value) -> String {
    let words = options.as_array().into_iter().flatten().filter_map(Value::as_str);
    did_you_mean(found.as_str().and_then(|found| likely(found, words)))
}

fn did_you_mean(word: Option<&str>) -> String {
    word.map(|word| format!(" (did you mean `{word}`?)")).unwrap_or_default()
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
