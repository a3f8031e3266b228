//! What cases are made from.

use serde_json::Value;

/// A type of the contract, with the schema of what it accepts.
///
/// ```
/// use exact_schema_conformance::TypeSchema;
///
/// let schema = serde_json::json!({ "title": "Receipt", "type": "object" });
/// let receipt = TypeSchema { title: "Receipt".into(), name: "receipt".into(), schema };
/// assert_eq!(receipt.name, "receipt");
/// ```
#[derive(Clone, Debug)]
pub struct TypeSchema {
    /// The title of the schema, which is the type's name in every language.
    pub title: String,
    /// The title in kebab case: the first part of every case's name, and the name of the file.
    pub name: String,
    /// The published schema of what is accepted: self-contained, JSON Schema 2020-12.
    pub schema: Value,
}
