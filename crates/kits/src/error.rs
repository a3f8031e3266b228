//! What keeps the clients from being made.

use std::io;
use std::path::{Path, PathBuf};

/// Why the clients could not be made or judged. A disagreement between them is no error: that is in
/// the report.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A tool of the client languages is not there.
    #[error(
        "the client packages need {tool}, and {found}; install it and run the command again \
         (`publish` without `--clients` does not need it)"
    )]
    Tool {
        /// What is needed, with its lowest version.
        tool: &'static str,
        /// What was found in its place.
        found: String,
    },
    /// A program failed.
    #[error("{what} failed: {complaint}")]
    Program {
        /// What it was to do.
        what: String,
        /// The last lines that it said.
        complaint: String,
    },
    /// A file or folder could not be read or written.
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
    /// The schemas of the contract cannot be read.
    #[error(transparent)]
    Schemas(#[from] exact_schema_schema::Error),
    /// The contract could not be published.
    #[error(transparent)]
    Publish(#[from] exact_schema_publish::Error),
}

impl Error {
    pub(crate) fn file(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |cause| Self::File { path, cause }
    }

    pub(crate) fn content(
        path: &Path,
        expected: &'static str,
    ) -> impl FnOnce(serde_json::Error) -> Self {
        let path = path.to_owned();
        move |found| Self::Content { path, expected, found: found.to_string() }
    }
}
