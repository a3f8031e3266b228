//! Places in schema files.

use std::fmt;

use crate::pointer;

/// A value in a schema file: the file's name and a JSON Pointer (RFC 6901) into it.
///
/// ```
/// use exact_schema_schema::Location;
///
/// let place = Location::root("a.schema.json").child("$defs").child("b/c");
/// assert_eq!(place.to_string(), "a.schema.json#/$defs/b~1c");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// The file's name, relative to the folder that the schemas were loaded from.
    pub file: String,
    /// The pointer, empty for the whole document.
    pub pointer: String,
}

impl Location {
    /// The whole document in a file.
    #[must_use]
    pub fn root(file: &str) -> Self {
        Self { file: file.to_owned(), pointer: String::new() }
    }

    /// The place one token further.
    #[must_use]
    pub fn child(&self, token: &str) -> Self {
        Self { file: self.file.clone(), pointer: pointer::join(&self.pointer, token) }
    }

    /// The place that a pointer leads to from here.
    #[must_use]
    pub fn descend(&self, pointer: &str) -> Self {
        Self { file: self.file.clone(), pointer: format!("{}{pointer}", self.pointer) }
    }

    /// The tokens of the pointer, unescaped.
    pub fn tokens(&self) -> impl Iterator<Item = String> {
        pointer::tokens(&self.pointer)
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}#{}", self.file, self.pointer)
    }
}
