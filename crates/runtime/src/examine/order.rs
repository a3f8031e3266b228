//! Which of several violations comes first, and which of them one fault makes.

use crate::rejection::Violation;

/// The keywords that one value may fail, in the order in which they are told. The packages for other languages
/// have the same.
const ORDER: [&str; 18] = [
    "type",
    "const",
    "enum",
    "minLength",
    "maxLength",
    "format",
    "pattern",
    "minimum",
    "exclusiveMinimum",
    "maximum",
    "exclusiveMaximum",
    "multipleOf",
    "minItems",
    "maxItems",
    "uniqueItems",
    "required",
    "additionalProperties",
    "anyOf",
];

/// The place of a keyword among those of one value.
pub(super) fn rank(keyword: &str) -> usize {
    ORDER.iter().position(|it| *it == keyword).unwrap_or(ORDER.len())
}

/// Whether `before`, of the same value, has told already what is wrong: a number is no word of an enumeration
/// either, and an empty text matches no pattern.
pub(super) fn tells(before: &Violation, violation: &Violation) -> bool {
    let fault = match &*before.keyword {
        "type" => ["const", "enum"].as_slice(),
        "minLength" => &["format", "pattern"],
        "format" => &["pattern"],
        _ => &[],
    };
    let is_same = (&before.keyword, &before.message) == (&violation.keyword, &violation.message);
    is_same || fault.contains(&&*violation.keyword)
}
