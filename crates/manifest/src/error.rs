//! Why a manifest is not one.

use std::io;
use std::path::{Path, PathBuf};

/// Why a manifest cannot be read. The message names the file or the key, and what is expected there.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct Error(#[from] Problem);

/// The problems behind an [`Error`].
#[derive(Debug, thiserror::Error)]
pub(crate) enum Problem {
    #[error("{}: {cause}", path.display())]
    Unreadable { path: PathBuf, cause: io::Error },
    #[error("contract.toml: {0}")]
    Malformed(#[from] toml::de::Error),
    #[error("contract.toml: `{key}`: expected {expected}, found {found:?}")]
    Value { key: &'static str, expected: &'static str, found: String },
}

impl Error {
    pub(crate) fn unreadable(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        |cause| Self(Problem::Unreadable { path, cause })
    }
}
