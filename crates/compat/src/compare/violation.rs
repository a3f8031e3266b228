//! What a schema objects to in a document.

use jsonschema::{ValidationError, error::ValidationErrorKind};
use serde_json::Value;

use crate::document::Judge;
use crate::report::Violation;

/// Violations shown for one document.
const MAX_VIOLATIONS: usize = 10;
/// A message that quotes more of the document than this says less.
const MAX_MESSAGE: usize = 160;

/// The violations that `judge` finds in `document`. Where no branch of a union holds, those of
/// the branch that comes nearest follow, as they tell what is wrong.
pub(super) fn violations(judge: &Judge, document: &Value) -> Vec<Violation> {
    let mut violations = Vec::new();
    for error in judge.errors(document) {
        collect(&error, &mut violations);
    }
    violations.truncate(MAX_VIOLATIONS);
    violations
}

/// The places of the keywords of the schema that the document violates, those of every branch of a
/// union included.
pub(super) fn violated_places(judge: &Judge, document: &Value) -> Vec<String> {
    let mut places = Vec::new();
    for error in judge.errors(document).take(MAX_VIOLATIONS) {
        note(&error, &mut places);
    }
    places.sort();
    places.dedup();
    places
}

fn note(error: &ValidationError<'_>, places: &mut Vec<String>) {
    places.push(error.schema_path().to_string());
    if let ValidationErrorKind::AnyOf { context } | ValidationErrorKind::OneOfNotValid { context } =
        error.kind()
    {
        context.iter().flatten().for_each(|error| note(error, places));
    }
}

fn collect(error: &ValidationError<'_>, violations: &mut Vec<Violation>) {
    let mut message = error.to_string();
    if message.chars().count() > MAX_MESSAGE {
        message = error.masked_with("the value").to_string();
    }
    violations.push(Violation {
        pointer: error.instance_path().to_string(),
        keyword: error.kind().keyword().to_owned(),
        message,
    });
    if let ValidationErrorKind::AnyOf { context } | ValidationErrorKind::OneOfNotValid { context } =
        error.kind()
    {
        let nearest = context.iter().min_by_key(|errors| distance(errors));
        for error in nearest.into_iter().filter(|errors| distance(errors).0 == 0).flatten() {
            collect(error, violations);
        }
    }
}

/// How far a document is from a branch. A constant or a type tells branches apart, so failing one
/// of those means another branch.
fn distance(errors: &[ValidationError<'static>]) -> (usize, usize) {
    let is_telling = |error: &&ValidationError<'static>| {
        let keyword = error.kind().keyword();
        matches!(keyword, "const" | "type")
    };
    (errors.iter().filter(is_telling).count(), errors.len())
}
