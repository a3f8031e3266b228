//! Why a schema could not be loaded.

use exact_schema_schema::reference;
use thiserror::Error;

/// A schema document that could not be loaded. The message names the file and the place in it.
#[derive(Debug, Error)]
#[error(transparent)]
pub struct LoadError(#[from] Problem);

/// The problems behind a [`LoadError`].
#[derive(Debug, Error)]
pub(crate) enum Problem {
    #[error(transparent)]
    Document(#[from] exact_schema_schema::Error),
    #[error(
        "{document}: nothing stands at {reference:?}; expected `#` and a JSON Pointer, such as those of \
         its definitions: {}",
        listed(definitions)
    )]
    NoSuchPlace { document: String, reference: String, definitions: Vec<String> },
    #[error("{path}: cannot be read: {source}")]
    Unreadable { path: String, source: std::io::Error },
    #[error("{path}: holds no schema file (*.json)")]
    NoSchemas { path: String },
    #[error("git {command}: {complaint}")]
    Git { command: String, complaint: String },
    #[error(
        "{document}: nests deeper than {limit} objects and arrays; give what is in there a place among \
         `$defs`, and refer to it"
    )]
    Depth { document: String, limit: usize },
    #[error("{document}: is not a valid JSON Schema at {pointer:?}: {message}")]
    Invalid { document: String, pointer: String, message: String },
}

impl From<exact_schema_schema::Error> for LoadError {
    fn from(error: exact_schema_schema::Error) -> Self {
        Problem::from(error).into()
    }
}

/// Some of the pointers, as references.
fn listed(pointers: &[String]) -> String {
    const SHOWN: usize = 5;
    let shown: Vec<String> = pointers.iter().take(SHOWN).map(|at| reference::within(at)).collect();
    match pointers.len() {
        0 => "it has none".to_owned(),
        count if count > SHOWN => format!("{} and {} more", shown.join(", "), count - SHOWN),
        _ => shown.join(", "),
    }
}

impl LoadError {
    /// The URI of the document that a reference which leads nowhere names, and the reference.
    pub(super) fn reference(&self) -> Option<(String, String)> {
        let Problem::Document(error) = &self.0 else { return None };
        let unresolved = error.unresolved()?;
        Some((unresolved.uri.to_owned(), unresolved.reference.to_owned()))
    }
}
