//! From the errors of the `jsonschema` crate to a list that helps.

use std::borrow::Cow;
use std::collections::BTreeSet;

use exact_schema_json::Reduced;
use jsonschema::error::ValidationErrorKind as Kind;
use jsonschema::{JsonType, ValidationError, Validator};
use serde_json::Value;

use super::{declared, message};
use crate::compiled::BASE;
use crate::contract::Contract;
use crate::rejection::{LIMIT, Violation};

/// What is wrong with a document: one more than [`LIMIT`] at most, each once.
pub(super) fn of(
    reduced: &Reduced,
    contract: &Contract,
    file: &str,
    validator: &Validator,
) -> Vec<Violation> {
    let explain = Explain { contract, document: reduced.document() };
    let mut found: Vec<Violation> = Vec::new();
    for error in validator.iter_errors(explain.document) {
        for mut violation in explain.error(&error) {
            // What a union says of its tag is compiled without the name of its file.
            if let Some(location) = &mut violation.schema_location
                && location.starts_with('#')
            {
                location.insert_str(0, file);
            }
            violation.pointer = reduced.restored(&violation.pointer);
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

/// What the errors of a validator are explained with.
struct Explain<'a> {
    contract: &'a Contract,
    document: &'a Value,
}

impl Explain<'_> {
    /// One error, in as many violations as it stands for.
    fn error(&self, error: &ValidationError<'_>) -> Vec<Violation> {
        match error.kind() {
            Kind::AnyOf { context } | Kind::OneOfNotValid { context } => {
                match likely_branch(context) {
                    Some(branch) => branch.iter().flat_map(|inner| self.error(inner)).collect(),
                    None => vec![self.violation(error)],
                }
            }
            // The crate also counts members whose own value is at fault, of which it has lost sight.
            Kind::UnevaluatedProperties { unexpected } => {
                let declared = self.declared(error, "/unevaluatedProperties");
                let unknown: Vec<&String> =
                    unexpected.iter().filter(|name| !declared.contains(*name)).collect();
                if unknown.is_empty() {
                    return Vec::new();
                }
                let message = message::unknown_members(&unknown, &declared);
                // A source that extends another closes its object with this longer word; the
                // published schemas, which are all that other languages see, know only the shorter
                // one.
                let keyword = Cow::Borrowed("additionalProperties");
                vec![Violation { message, keyword, ..self.violation(error) }]
            }
            Kind::AdditionalProperties { unexpected } => {
                let declared = self.declared(error, "/additionalProperties");
                let unknown: Vec<&String> = unexpected.iter().collect();
                let message = message::unknown_members(&unknown, &declared);
                vec![Violation { message, ..self.violation(error) }]
            }
            _ => vec![self.violation(error)],
        }
    }

    /// The members that the schema knows whose keyword, at the end of the location, an error is of.
    fn declared(&self, error: &ValidationError<'_>, keyword: &str) -> BTreeSet<String> {
        let location = schema_location(error).unwrap_or_default();
        // Once: a member may well be called like the keyword.
        let schema = location.strip_suffix(keyword).unwrap_or(&location);
        declared::members(self.contract, schema)
    }

    fn violation(&self, error: &ValidationError<'_>) -> Violation {
        let pointer = error.instance_path().as_str().to_owned();
        let found = self.document.pointer(&pointer).unwrap_or(&Value::Null);
        Violation {
            message: message::of(error.kind(), found),
            keyword: Cow::Owned(error.kind().keyword().to_owned()),
            schema_location: schema_location(error),
            position: None,
            pointer,
        }
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

/// The keyword's schema file and pointer.
fn schema_location(error: &ValidationError<'_>) -> Option<String> {
    let location = error.absolute_keyword_location()?.as_str();
    let location = percent_encoding::percent_decode_str(location).decode_utf8_lossy();
    Some(location.strip_prefix(BASE).unwrap_or(&location).to_owned())
}
