//! From the errors of the `jsonschema` crate to a list that helps.

use std::borrow::Cow;
use std::collections::BTreeSet;

use exact_schema_json::Reduced;
use jsonschema::error::ValidationErrorKind as Kind;
use jsonschema::{JsonType, ValidationError, Validator};
use serde_json::Value;

use super::{declared, message, order};
use crate::compiled::BASE;
use crate::contract::Contract;
use crate::rejection::{LIMIT, Violation};

/// How many errors are looked at before they are put in order. Nothing but a map of more entries than that, all of
/// them wrong, has more: of lists, no more items are left than are told of.
const LOOKED_AT: usize = 10_000;

/// What is wrong with a document, in the order of its text: one more than [`LIMIT`] at most, each fault once.
pub(super) fn of(
    reduced: &Reduced,
    contract: &Contract,
    file: &str,
    validator: &Validator,
) -> Vec<Violation> {
    let explain = Explain { contract, document: reduced.document() };
    let errors = validator.iter_errors(explain.document).take(LOOKED_AT);
    let mut found: Vec<(usize, Violation)> = errors
        .flat_map(|error| explain.error(&error))
        .map(|violation| (reduced.start(&violation.pointer), violation))
        .collect();
    found.sort_by(|(left_start, left), (right_start, right)| {
        let place = left_start.cmp(right_start).then_with(|| left.pointer.cmp(&right.pointer));
        let rank = || order::rank(&left.keyword).cmp(&order::rank(&right.keyword));
        // Which of several missing members comes first does not depend on how the schema is composed.
        place.then_with(rank).then_with(|| left.message.cmp(&right.message))
    });
    let mut told: Vec<Violation> = Vec::new();
    for (_, mut violation) in found {
        // What a union says of its tag is compiled without the name of its file.
        if let Some(location) = &mut violation.schema_location
            && location.starts_with('#')
        {
            location.insert_str(0, file);
        }
        violation.pointer = reduced.restored(&violation.pointer);
        let mut of_same_value =
            told.iter().rev().take_while(|before| before.pointer == violation.pointer);
        if !of_same_value.any(|before| order::tells(before, &violation)) {
            told.push(violation);
        }
        if told.len() > LIMIT {
            break;
        }
    }
    told
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
        let keyword = error.kind().keyword();
        let schema_location = schema_location(error);
        let words = schema_location
            .as_deref()
            .and_then(|location| location.strip_suffix(keyword)?.strip_suffix('/'))
            .and_then(|schema| declared::expected(self.contract, schema));
        Violation {
            message: message::of(error.kind(), found, words),
            keyword: Cow::Owned(keyword.to_owned()),
            schema_location,
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
