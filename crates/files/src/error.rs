//! What keeps files from being written.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error as ThisError;

/// Why something could not be written. The message names the place, and what to do.
#[derive(Debug, ThisError)]
#[error(transparent)]
pub struct Error(#[from] Problem);

#[derive(Debug, ThisError)]
pub(crate) enum Problem {
    #[error("cannot write {path}: {cause}", path = path.display())]
    File { path: PathBuf, cause: io::Error },
    #[error(
        "{folder} is being written by {holder}; wait until it has ended and run the command again",
        folder = folder.display()
    )]
    Held { folder: PathBuf, holder: String },
    #[error(
        "{path}: expected a file that marks who writes here, found something else; remove it",
        path = path.display()
    )]
    NoLock { path: PathBuf },
}

impl Error {
    /// Whether another process writes there.
    #[must_use]
    pub fn is_held(&self) -> bool {
        matches!(self.0, Problem::Held { .. })
    }

    pub(crate) fn file(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |cause| Self(Problem::File { path, cause })
    }
}
