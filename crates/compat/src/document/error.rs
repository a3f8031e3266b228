//! Why a schema could not be loaded.

use thiserror::Error;

/// A schema document that could not be loaded. The message names the file and the place in it.
#[derive(Debug, Error)]
#[error(transparent)]
pub struct LoadError(#[from] Problem);

/// The problems behind a [`LoadError`].
#[derive(Debug, Error)]
pub(crate) enum Problem {
    #[error("{path}: cannot be read: {source}")]
    Unreadable { path: String, source: std::io::Error },
    #[error("{path}: is not JSON: {source}")]
    NotJson { path: String, source: serde_json::Error },
    #[error("{path}: holds no schema file (*.json)")]
    NoSchemas { path: String },
    #[error("{document}: is not a valid JSON Schema at {pointer:?}: {message}")]
    Invalid { document: String, pointer: String, message: String },
    #[error(
        "{document}: declares the dialect {dialect:?}; only JSON Schema 2020-12 \
         (https://json-schema.org/draft/2020-12/schema) is supported"
    )]
    Dialect { document: String, dialect: String },
    #[error(
        "{document}: {pointer}: the reference {reference:?} leads to no schema; put the file that \
         it names beside this one, or correct the reference"
    )]
    Reference { document: String, pointer: String, reference: String },
    #[error("{document}: its $id {id:?} is also that of {other}")]
    DuplicateId { document: String, id: String, other: String },
}
