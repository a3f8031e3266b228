//! Why a server did not start.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error as ThisError;

/// Why a server did not start.
///
/// ```
/// use exact_schema_serve::{Options, serve};
/// use parcel_events::CONTRACT;
///
/// let options = Options { reference: Some("missing.html".into()), ..Options::new(&CONTRACT) };
/// let error = serve(&options, |_| {}).unwrap_err();
/// assert!(error.to_string().starts_with("cannot read the reference page missing.html: "));
/// ```
#[derive(Debug, ThisError)]
#[error(transparent)]
pub struct Error(#[from] Kind);

#[derive(Debug, ThisError)]
pub(crate) enum Kind {
    #[error(transparent)]
    Http(exact_schema_http::Error),
    #[error("cannot read the reference page {path}: {cause}", path = path.display())]
    Reference { path: PathBuf, cause: io::Error },
    #[error("cannot derive what is published: {0}")]
    Published(String),
    #[error("cannot start: {0}")]
    Runtime(io::Error),
}

impl From<exact_schema_http::Error> for Error {
    fn from(error: exact_schema_http::Error) -> Self {
        Self(Kind::Http(error))
    }
}

impl Error {
    pub(crate) fn reference(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |cause| Self(Kind::Reference { path, cause })
    }

    pub(crate) fn published(why: impl fmt::Display) -> Self {
        Self(Kind::Published(why.to_string()))
    }

    pub(crate) fn runtime(cause: io::Error) -> Self {
        Self(Kind::Runtime(cause))
    }
}
