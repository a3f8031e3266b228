//! Words that schemas and documents are made of.

/// Names of members, among them such as are no Rust names, and such as clash.
pub(super) const NAMES: &[&str] =
    &["a", "b", "a-b", "a_b", "type", "", "ü", "extra", "build", "$ref", "kind"];

/// The types of JSON Schema.
pub(super) const TYPES: &[&str] =
    &["null", "boolean", "object", "array", "number", "string", "integer"];
