//! What keeps an archive from being read or written.

use export_bundles_attest::KeyError;

use crate::add::Place;
use crate::columns::NoColumn;
use crate::folder::FolderError;
use crate::part::PartError;

/// Why an archive cannot be read, or added to.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ArchiveError {
    /// A file cannot be read or written.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// There is no archive in the folder.
    #[error("{folder} is no archive: it has no archive.json")]
    NoArchive {
        /// Where it was looked for.
        folder: String,
    },
    /// A file of it is not what it has to be.
    #[error("{path}: {why}; `archive verify` tells what else is wrong")]
    Damaged {
        /// Which file.
        path: String,
        /// What was expected.
        why: String,
    },
    /// A part cannot be read or made.
    #[error("{path}: {cause}")]
    Part {
        /// Which file.
        path: String,
        /// Why.
        cause: PartError,
    },
    /// The log of an archive keeps its name.
    #[error("the log of the archive is called {own:?}, and keeps its name")]
    OtherOrigin {
        /// Its name.
        own: String,
    },
    /// A log cannot be called so.
    #[error("{0:?} is no name of a log: expected no white space, no `+` and no control character")]
    NoOrigin(String),
    /// A part that somebody else wrote does not follow the last one.
    #[error(
        "expected part {} at {} in the log, and found part {} at {}: what was read has changed while it was read",
        expected.number, expected.log_index, found.number, found.log_index
    )]
    OutOfPlace {
        /// Where the next one stands.
        expected: Place,
        /// What it was written for.
        found: Place,
    },
    /// The archive is signed, and not by this key.
    #[error("the archive is signed: expected the key of its log (`--key`), which signed its head")]
    OtherKey,
    /// The key cannot sign a log.
    #[error("the key cannot sign: {0}")]
    Key(#[from] KeyError),
    /// A member has no column that holds it.
    #[error(transparent)]
    NoColumn(#[from] NoColumn),
    /// The authority gave no time stamp.
    #[error("no time stamp: {0}")]
    NoStamp(String),
}

impl ArchiveError {
    pub(crate) fn damaged(path: impl Into<String>, why: impl ToString) -> Self {
        Self::Damaged { path: path.into(), why: why.to_string() }
    }

    pub(crate) fn part(path: &str) -> impl FnOnce(PartError) -> Self {
        let path = path.to_owned();
        move |cause| Self::Part { path, cause }
    }
}
