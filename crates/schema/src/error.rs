//! What can be wrong with documents that refer to each other.

use thiserror::Error as ThisError;

use crate::dialect::DRAFT_2020_12;
use crate::location::Location;

/// A document that cannot be read, or that refers to what is not there. The message names the file,
/// the place in it, and what to do.
#[derive(Debug, ThisError)]
#[error(transparent)]
pub struct Error(#[from] pub(crate) Problem);

impl Error {
    /// The reference that leads to no schema, if that is what is wrong.
    #[must_use]
    pub fn unresolved(&self) -> Option<Unresolved<'_>> {
        match &self.0 {
            Problem::Reference { document, pointer, reference, uri } => Some(Unresolved {
                place: Location { file: document.clone(), pointer: pointer.clone() },
                reference,
                uri,
            }),
            _ => None,
        }
    }
}

/// A reference that leads to no schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unresolved<'e> {
    /// The place of the `$ref`.
    pub place: Location,
    /// The reference, as it is written.
    pub reference: &'e str,
    /// The URI of the document that it names.
    pub uri: &'e str,
}

/// What an [`Error`] is about.
#[derive(Debug, ThisError)]
pub(crate) enum Problem {
    #[error("{path}: cannot be read: {source}")]
    Unreadable { path: String, source: std::io::Error },
    #[error("{path}: is not JSON: {source}")]
    NotJson { path: String, source: serde_json::Error },
    #[error(
        "{path}: line {line}: nests deeper than 127 objects and arrays; give what is in there a place \
         among `$defs`, and refer to it"
    )]
    TooDeep { path: String, line: usize },
    #[error("{path}: holds no schema file (*.json)")]
    NoSchemas { path: String },
    #[error("{path}: no document has this name; expected one of the files that were read")]
    Unknown { path: String },
    #[error(
        "{document}: declares the dialect {dialect:?}; expected a draft of JSON Schema from 4 to 2020-12 \
         ({DRAFT_2020_12})"
    )]
    Dialect { document: String, dialect: String },
    #[error(
        "{document}: {pointer}: the reference {reference:?} leads to no schema; put the file that \
         it names beside this one, or correct the reference"
    )]
    Reference { document: String, pointer: String, reference: String, uri: String },
    #[error("{document}: its $id {id:?} is also that of {other}")]
    DuplicateId { document: String, id: String, other: String },
}
