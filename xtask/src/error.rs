//! What keeps a task from being done.

use std::io;
use std::path::{Path, PathBuf};

/// Why a task could not be done. The message says what to mend.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A program of somebody else failed.
    #[error("{what} failed: {complaint}")]
    Program {
        /// What was run.
        what: String,
        /// What it said.
        complaint: String,
    },
    /// A file cannot be read or written.
    #[error("{path}: {cause}", path = path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        cause: io::Error,
    },
    /// A file does not hold what it should.
    #[error("{path}: expected {expected}, found {found}", path = path.display())]
    Content {
        /// Which.
        path: PathBuf,
        /// What it should hold.
        expected: &'static str,
        /// What it holds.
        found: String,
    },
}

impl Error {
    pub(crate) fn file(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |cause| Self::File { path, cause }
    }
}
