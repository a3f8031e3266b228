//! Places in schema files.

use std::fmt;

use export_bundles_ijson::pointer;

/// A value in a schema file: the file's name and a JSON Pointer (RFC 6901) into it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// The file's name, relative to the folder that the schemas were loaded from.
    pub file: String,
    /// The pointer, empty for the whole document.
    pub pointer: String,
}

impl Location {
    pub(crate) fn root(file: &str) -> Self {
        Self { file: file.to_owned(), pointer: String::new() }
    }

    pub(crate) fn child(&self, token: &str) -> Self {
        Self { file: self.file.clone(), pointer: pointer::join(&self.pointer, token) }
    }

    /// The tokens of the pointer, unescaped.
    pub(crate) fn tokens(&self) -> impl Iterator<Item = String> {
        self.pointer.split('/').skip(1).map(|token| token.replace("~1", "/").replace("~0", "~"))
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}#{}", self.file, self.pointer)
    }
}
