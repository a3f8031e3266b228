//! What keeps a release from being judged or cut.

use std::io;
use std::path::{Path, PathBuf};

use exact_schema_compat::LoadError;

/// Something that cannot be read or written, or is there already.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file or a folder.
    #[error("{}: {why}", path.display())]
    File {
        /// Which one.
        path: PathBuf,
        /// What the system says.
        why: io::Error,
    },
    /// What cannot be written.
    #[error(transparent)]
    Write(#[from] exact_schema_files::Error),
    /// An index that is not one.
    #[error("{}: {why}", path.display())]
    Index {
        /// Which one.
        path: PathBuf,
        /// What is wrong with it.
        why: serde_json::Error,
    },
    /// A schema.
    #[error(transparent)]
    Schema(#[from] LoadError),
    /// A release that is there already.
    #[error(
        "version {0} is released already, and a release never changes; raise the version first"
    )]
    Released(semver::Version),
    /// A version that is none.
    #[error("{0:?} is not a version such as 1.0.0")]
    Version(String),
}

impl Error {
    pub(crate) fn file(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        |why| Self::File { path, why }
    }
}
