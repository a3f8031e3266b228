//! From the errors of the `jsonschema` crate to a list that helps.

use std::borrow::Cow;

use export_bundles_ijson::Sketch;
use jsonschema::error::ValidationErrorKind as Kind;
use jsonschema::{JsonType, ValidationError, Validator};
use serde_json::Value;

use super::{declared, message};
use crate::compiled::BASE;
use crate::rejection::{LIMIT, Violation};

/// What is wrong with a document: one more than [`LIMIT`] at most, each once.
pub(super) fn of(sketch: &Sketch, file: &str, validator: &Validator) -> Vec<Violation> {
    let document = sketch.document();
    let mut found: Vec<Violation> = Vec::new();
    for error in validator.iter_errors(document) {
        for mut violation in explain(&error, document) {
            // What a union says of its tag is compiled without the name of its file.
            if let Some(location) = &mut violation.schema_location
                && location.starts_with('#')
            {
                location.insert_str(0, file);
            }
            violation.pointer = sketch.restored(&violation.pointer);
            // A schema that two others extend may say the same twice.
            let known = found.iter().any(|it| {
                (&it.pointer, &it.keyword, &it.message)
                    == (&violation.pointer, &violation.keyword, &violation.message)
            });
            if !known {
                found.push(violation);
            }
        }
        if found.len() > LIMIT {
            break;
        }
    }
    found
}

/// One error, in as many violations as it stands for.
fn explain(error: &ValidationError<'_>, document: &Value) -> Vec<Violation> {
    match error.kind() {
        Kind::AnyOf { context } | Kind::OneOfNotValid { context } => match likely_branch(context) {
            Some(branch) => branch.iter().flat_map(|inner| explain(inner, document)).collect(),
            None => vec![violation(error, document)],
        },
        // The crate also counts members whose own value is at fault, of which it has lost sight.
        Kind::UnevaluatedProperties { unexpected } => {
            let schema = schema_location(error).unwrap_or_default();
            let schema = schema.trim_end_matches("/unevaluatedProperties");
            let declared = declared::members(schema);
            let unknown: Vec<&String> =
                unexpected.iter().filter(|name| !declared.contains(*name)).collect();
            if unknown.is_empty() {
                return Vec::new();
            }
            let message = message::unknown_members(&unknown, &declared);
            // A source that extends another closes its object with this longer word; the published
            // schemas, which are all that other languages see, know only the shorter one.
            let keyword = Cow::Borrowed("additionalProperties");
            vec![Violation { message, keyword, ..violation(error, document) }]
        }
        Kind::AdditionalProperties { unexpected } => {
            let schema = schema_location(error).unwrap_or_default();
            let schema = schema.trim_end_matches("/additionalProperties");
            let declared = declared::members(schema);
            let message =
                message::unknown_members(&unexpected.iter().collect::<Vec<_>>(), &declared);
            vec![Violation { message, ..violation(error, document) }]
        }
        _ => vec![violation(error, document)],
    }
}

/// Of a value that may be null and is not, what the other branch says: nobody meant null.
fn likely_branch<'a, 'e>(
    branches: &'a [Vec<ValidationError<'e>>],
) -> Option<&'a [ValidationError<'e>]> {
    let asks_for_null = |branch: &&Vec<ValidationError<'_>>| {
        branch.iter().any(|error| match error.kind() {
            Kind::Type { kind: jsonschema::error::TypeKind::Single(only) } => {
                *only == JsonType::Null
            }
            _ => false,
        })
    };
    let others: Vec<_> = branches.iter().filter(|branch| !asks_for_null(branch)).collect();
    match others.as_slice() {
        [only] if branches.len() == 2 => Some(only),
        _ => None,
    }
}

fn violation(error: &ValidationError<'_>, document: &Value) -> Violation {
    let pointer = error.instance_path().as_str().to_owned();
    let found = document.pointer(&pointer).unwrap_or(&Value::Null);
    Violation {
        message: message::of(error.kind(), found),
        keyword: Cow::Owned(error.kind().keyword().to_owned()),
        schema_location: schema_location(error),
        position: None,
        pointer,
    }
}

/// The keyword's schema file and pointer.
fn schema_location(error: &ValidationError<'_>) -> Option<String> {
    let location = error.absolute_keyword_location()?.as_str();
    let location = percent_encoding::percent_decode_str(location).decode_utf8_lossy();
    Some(location.strip_prefix(BASE).unwrap_or(&location).to_owned())
}
