//! What is wrong with a text, and where.

use std::fmt;

/// Why a text is no I-JSON document, and where it stops being one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    kind: FaultKind,
    message: String,
    pointer: String,
    position: Position,
}

/// The kinds of fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FaultKind {
    /// The bytes are not UTF-8, or start with a byte-order mark.
    Encoding,
    /// The text is not one JSON value: malformed, truncated, followed by something else, or with a
    /// lone surrogate or a number that no IEEE double holds.
    Syntax,
    /// An object names a member twice.
    DuplicateMember,
    /// Arrays and objects are nested more than [`MAX_DEPTH`](crate::MAX_DEPTH) deep.
    Depth,
}

impl FaultKind {
    /// The kind's name, as it stands where a violation has its keyword: `encoding`, `syntax`,
    /// `duplicateMember` or `depth`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Encoding => "encoding",
            Self::Syntax => "syntax",
            Self::DuplicateMember => "duplicateMember",
            Self::Depth => "depth",
        }
    }
}

/// A place in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The character within the line, in Unicode scalar values from 1.
    pub column: usize,
    /// The byte, from 0.
    pub offset: usize,
}

impl Position {
    /// The position of byte `offset` of `bytes`, of which all before it is UTF-8.
    pub(crate) fn of(bytes: &[u8], offset: usize) -> Self {
        let offset = offset.min(bytes.len());
        let before = &bytes[..offset];
        let line_start =
            before.iter().rposition(|&byte| byte == b'\n').map_or(0, |newline| newline + 1);
        Self {
            line: before.iter().filter(|&&byte| byte == b'\n').count() + 1,
            column: String::from_utf8_lossy(&before[line_start..]).chars().count() + 1,
            offset,
        }
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)
    }
}

impl Fault {
    pub(crate) fn new(
        kind: FaultKind,
        message: impl Into<String>,
        pointer: String,
        position: Position,
    ) -> Self {
        Self { kind, message: message.into(), pointer, position }
    }

    /// What kind of fault it is.
    #[must_use]
    pub fn kind(&self) -> FaultKind {
        self.kind
    }

    /// What was expected and what was found, without any of the text's own values.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The JSON Pointer (RFC 6901) of the member that is named twice, or of the number that no IEEE double
    /// holds. A text that is no JSON has no places within: it is empty, for the whole document.
    #[must_use]
    pub fn pointer(&self) -> &str {
        &self.pointer
    }

    /// Where in the text the fault shows.
    #[must_use]
    pub fn position(&self) -> Position {
        self.position
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.position, self.message)
    }
}

impl std::error::Error for Fault {}
