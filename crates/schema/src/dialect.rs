//! The dialect that is spoken here.

use serde_json::Value;

/// The URI of JSON Schema 2020-12, as `$schema` has it.
pub const DRAFT_2020_12: &str = "https://json-schema.org/draft/2020-12/schema";

/// Whether `dialect`, the value of a `$schema`, is JSON Schema 2020-12.
///
/// ```
/// use exact_schema_schema::dialect::{DRAFT_2020_12, is_2020_12};
///
/// assert!(is_2020_12(DRAFT_2020_12));
/// assert!(!is_2020_12("http://json-schema.org/draft-07/schema#"));
/// ```
#[must_use]
pub fn is_2020_12(dialect: &str) -> bool {
    dialect.trim_end_matches('#') == DRAFT_2020_12
}

/// The dialect that a document declares, where it is another one than 2020-12.
///
/// ```
/// use serde_json::json;
///
/// let old = json!({ "$schema": "http://json-schema.org/draft-07/schema#" });
/// assert!(exact_schema_schema::dialect::foreign(&old).is_some());
/// assert_eq!(exact_schema_schema::dialect::foreign(&json!({ "type": "string" })), None);
/// ```
#[must_use]
pub fn foreign(document: &Value) -> Option<&str> {
    document.get("$schema")?.as_str().filter(|dialect| !is_2020_12(dialect))
}
