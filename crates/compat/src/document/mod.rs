//! Schema documents: loaded, made self-contained, and checked to be valid schemas.

mod bundle;
mod error;
mod folder;
mod library;
pub(crate) mod pointer;
pub(crate) mod subschema;
mod uri;

use jsonschema::{Draft, Validator};
use serde_json::Value;

pub use error::LoadError;
pub use folder::load;
use library::Library;

/// A JSON Schema 2020-12 document without references to other documents.
#[derive(Clone, Debug)]
pub struct Document {
    name: String,
    id: Option<String>,
    schema: Value,
    /// Why verdicts on this document cannot be trusted, if so.
    undecidable: Option<String>,
}

impl Document {
    /// A document that is held in memory, called `name` in reports.
    ///
    /// # Errors
    ///
    /// Where `schema` is no valid 2020-12 schema, or refers to another document.
    pub fn new(name: impl Into<String>, schema: Value) -> Result<Self, LoadError> {
        let name = name.into();
        let mut library = Library::default();
        library.add(name.clone(), schema)?;
        library.document(&name)
    }

    /// The name that reports use: the file's name without `.schema.json` or `.json`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The `$id` of the document, if it has one.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// The schema; each `$ref` in it is a JSON Pointer into the schema itself.
    #[must_use]
    pub fn schema(&self) -> &Value {
        &self.schema
    }
}

impl Document {
    /// Why nothing can be decided about this document, if so.
    pub(crate) fn undecidable(&self) -> Option<&str> {
        self.undecidable.as_deref()
    }
}

/// Compiles `schema` as JSON Schema 2020-12.
pub(crate) fn validator(
    schema: &Value,
    formats_assert: bool,
) -> Result<Validator, jsonschema::ValidationError<'static>> {
    jsonschema::options()
        .with_draft(Draft::Draft202012)
        .should_validate_formats(formats_assert)
        .offline()
        .build(schema)
}
