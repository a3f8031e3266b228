//! Why a text was not read, and how far it was.

use std::fmt;

/// A text is not I-JSON, or not what the type reads.
///
/// It keeps how far the lists were good in which the reader stood then, so that a caller that
/// [reduces](crate::reduce) the text does not read them again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mismatch {
    pub(super) open: Vec<OpenList>,
}

/// A list that was not read to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct OpenList {
    /// The byte at which the list begins.
    pub(super) start: usize,
    /// How many items were read.
    pub(super) read: usize,
    /// The byte behind the last of them, or behind the bracket where there is none.
    pub(super) behind: usize,
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the text is not I-JSON, or not what the type reads")
    }
}

impl std::error::Error for Mismatch {}
