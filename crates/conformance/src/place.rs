//! Places in a document.

use exact_schema_json::pointer;

/// One step from a value to a value inside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Token {
    Name(String),
    Index(usize),
}

impl Token {
    pub(crate) fn name(name: impl Into<String>) -> Self {
        Self::Name(name.into())
    }

    fn text(&self) -> String {
        match self {
            Self::Name(name) => name.clone(),
            Self::Index(index) => index.to_string(),
        }
    }
}

/// The JSON Pointer of a place.
pub(crate) fn pointer_of(path: &[Token]) -> String {
    let mut pointer = String::new();
    for token in path {
        pointer::push(&mut pointer, &token.text());
    }
    pointer
}

/// The part of a case's name that says where it belongs.
pub(crate) fn name_of(path: &[Token]) -> String {
    path.iter().map(Token::text).collect::<Vec<_>>().join("/")
}
