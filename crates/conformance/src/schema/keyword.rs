//! The keywords that cases are made for.

use exact_schema_schema::keyword::is_annotation;

pub(super) const REFERENCE: &[&str] = &["$ref"];
pub(super) const NULLABLE: &[&str] = &["anyOf"];
pub(super) const UNION: &[&str] = &["oneOf", "properties", "required", "type"];
pub(super) const WORDS: &[&str] = &["const", "enum", "type"];
pub(super) const BOOLEAN: &[&str] = &["type"];
pub(super) const ANYTHING: &[&str] = &[];
pub(super) const LIST: &[&str] = &["items", "maxItems", "minItems", "type", "uniqueItems"];
pub(super) const OBJECT: &[&str] = &["additionalProperties", "properties", "required", "type"];
pub(super) const TEXT: &[&str] = &["format", "maxLength", "minLength", "pattern", "type"];
pub(super) const NUMBER: &[&str] =
    &["exclusiveMaximum", "exclusiveMinimum", "maximum", "minimum", "multipleOf", "type"];

/// Whether `keyword` is expected beside the `known` ones.
pub(super) fn is_known(keyword: &str, known: &[&str]) -> bool {
    known.contains(&keyword) || is_annotation(keyword)
}
