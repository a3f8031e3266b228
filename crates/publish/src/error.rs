//! What keeps the contract from being published.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Why nothing could be published or checked. It is not about what the proofs found: that is in the
/// report.
#[derive(Debug)]
pub struct Error(Kind);

#[derive(Debug)]
enum Kind {
    File { doing: &'static str, path: PathBuf, cause: io::Error },
    Source { place: PathBuf, why: String },
    Index { path: PathBuf, why: String },
    Foreign { path: PathBuf },
    Example { title: &'static str, why: String },
    Encoding(serde_json::Error),
    Corpus(export_bundles_conformance::Error),
}

impl From<export_bundles_conformance::Error> for Error {
    fn from(error: export_bundles_conformance::Error) -> Self {
        Self(Kind::Corpus(error))
    }
}

impl Error {
    pub(crate) fn reading(path: &Path) -> impl FnOnce(io::Error) -> Self {
        Self::file("read", path)
    }

    pub(crate) fn writing(path: &Path) -> impl FnOnce(io::Error) -> Self {
        Self::file("write", path)
    }

    fn file(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |cause| Self(Kind::File { doing, path, cause })
    }

    pub(crate) fn source(place: &Path, why: impl fmt::Display) -> Self {
        Self(Kind::Source { place: place.to_owned(), why: why.to_string() })
    }

    pub(crate) fn index(path: &Path, why: impl fmt::Display) -> Self {
        Self(Kind::Index { path: path.to_owned(), why: why.to_string() })
    }

    pub(crate) fn foreign(path: &Path) -> Self {
        Self(Kind::Foreign { path: path.to_owned() })
    }

    pub(crate) fn example(title: &'static str, why: &str) -> Self {
        Self(Kind::Example { title, why: why.to_owned() })
    }

    pub(crate) fn encoding(cause: serde_json::Error) -> Self {
        Self(Kind::Encoding(cause))
    }

    /// Whether a file stands in the way that `publish` did not make.
    #[must_use]
    pub fn is_foreign_file(&self) -> bool {
        matches!(self.0, Kind::Foreign { .. })
    }

    /// Whether a file or folder could not be read or written.
    #[must_use]
    pub fn is_file(&self) -> bool {
        matches!(self.0, Kind::File { .. })
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::File { doing, path, cause } => {
                write!(f, "cannot {doing} {}: {cause}", path.display())
            }
            Kind::Source { place, why } => {
                write!(f, "{}: expected JSON Schema 2020-12, found: {why}", place.display())
            }
            Kind::Index { path, why } => {
                write!(
                    f,
                    "{}: expected the list that `publish` wrote, found: {why}; ",
                    path.display()
                )?;
                f.write_str("restore the file from version control, or remove it")
            }
            Kind::Foreign { path } => {
                write!(f, "{}: this is where a published file belongs, but ", path.display())?;
                f.write_str("`publish` did not make what is there; move it away")
            }
            Kind::Example { title, why } => {
                write!(f, "an example of {title} is not a {title}: {why}")
            }
            Kind::Encoding(cause) => write!(f, "cannot write a document as JSON: {cause}"),
            Kind::Corpus(cause) => write!(f, "the conformance corpus: {cause}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.0 {
            Kind::File { cause, .. } => Some(cause),
            Kind::Encoding(cause) => Some(cause),
            Kind::Corpus(cause) => Some(cause),
            _ => None,
        }
    }
}
