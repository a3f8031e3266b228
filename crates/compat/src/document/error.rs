//! Why a schema could not be loaded.

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
    #[error("{document}: is not a valid JSON Schema at {pointer:?}: {message}")]
    Invalid { document: String, pointer: String, message: String },
}

impl From<exact_schema_schema::Error> for LoadError {
    fn from(error: exact_schema_schema::Error) -> Self {
        Problem::from(error).into()
    }
}
