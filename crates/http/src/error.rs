//! Why a server did not start.

use std::io;

use thiserror::Error as ThisError;

/// Why a server did not start. The message says what to mend.
#[derive(Debug, ThisError)]
#[error(transparent)]
pub struct Error(#[from] Problem);

#[derive(Debug, ThisError)]
pub(crate) enum Problem {
    #[error("cannot listen on {place}: {cause}")]
    Listen { place: String, cause: io::Error },
    #[error(
        "cannot listen on {path}: expected a place where nothing is, found something; remove it"
    )]
    Taken { path: String },
    #[error("expected HOST:PORT such as localhost:8080, or unix:PATH, found {found:?}")]
    Place { found: String },
    #[error("{limit}: expected {expected}, found {found}")]
    Limit { limit: &'static str, expected: &'static str, found: String },
    #[error("cannot wait for signals: {0}")]
    Signals(io::Error),
}

impl Error {
    pub(crate) fn listen(place: impl ToString) -> impl FnOnce(io::Error) -> Self {
        let place = place.to_string();
        move |cause| Self(Problem::Listen { place, cause })
    }
}
