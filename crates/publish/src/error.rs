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
    Write(exact_schema_files::Error),
    Schemas(exact_schema_schema::Error),
    Index { path: PathBuf, why: String },
    Foreign { path: PathBuf },
    Example { title: &'static str, why: String },
    Encoding(serde_json::Error),
    Manifest(exact_schema_manifest::Error),
    NoExamples(PathBuf),
    OpenApi(String),
    Corpus(exact_schema_conformance::Error),
}

impl From<exact_schema_conformance::Error> for Error {
    fn from(error: exact_schema_conformance::Error) -> Self {
        Self(Kind::Corpus(error))
    }
}

impl From<exact_schema_files::Error> for Error {
    fn from(error: exact_schema_files::Error) -> Self {
        Self(Kind::Write(error))
    }
}

impl From<exact_schema_schema::Error> for Error {
    fn from(error: exact_schema_schema::Error) -> Self {
        Self(Kind::Schemas(error))
    }
}

impl From<exact_schema_manifest::Error> for Error {
    fn from(error: exact_schema_manifest::Error) -> Self {
        Self(Kind::Manifest(error))
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

    pub(crate) fn index(path: &Path, why: impl fmt::Display) -> Self {
        Self(Kind::Index { path: path.to_owned(), why: why.to_string() })
    }

    pub(crate) fn foreign(path: &Path) -> Self {
        Self(Kind::Foreign { path: path.to_owned() })
    }

    pub(crate) fn example(title: &'static str, why: impl fmt::Display) -> Self {
        Self(Kind::Example { title, why: why.to_string() })
    }

    pub(crate) fn no_examples(folder: &Path) -> Self {
        Self(Kind::NoExamples(folder.to_owned()))
    }

    pub(crate) fn openapi(why: impl fmt::Display) -> Self {
        Self(Kind::OpenApi(why.to_string()))
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
        matches!(self.0, Kind::File { .. } | Kind::Write(_))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::File { doing, path, cause } => {
                write!(f, "cannot {doing} {}: {cause}", path.display())
            }
            Kind::Write(cause) => cause.fmt(f),
            Kind::Schemas(cause) => cause.fmt(f),
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
            Kind::Manifest(cause) => cause.fmt(f),
            Kind::NoExamples(folder) => write!(
                f,
                "{}: expected the folder of examples, of which the published corpus has cases; restore \
                 it, or make an empty one",
                folder.display()
            ),
            Kind::OpenApi(why) => write!(f, "the OpenAPI document: {why}"),
            Kind::Corpus(cause) => write!(f, "the conformance corpus: {cause}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.0 {
            Kind::File { cause, .. } => Some(cause),
            Kind::Write(cause) => Some(cause),
            Kind::Encoding(cause) => Some(cause),
            Kind::Corpus(cause) => Some(cause),
            Kind::Manifest(cause) => Some(cause),
            Kind::Schemas(cause) => Some(cause),
            _ => None,
        }
    }
}
