//! What Python gives for a text.

use pyo3::prelude::*;
use pyo3::pybacked::{PyBackedBytes, PyBackedStr};

/// A text that stays as it is without the interpreter's lock: what can change is copied.
#[derive(FromPyObject)]
pub(crate) enum Text {
    #[pyo3(transparent)]
    Unicode(PyBackedStr),
    #[pyo3(transparent)]
    Bytes(PyBackedBytes),
}

impl Text {
    pub(crate) fn bytes(&self) -> &[u8] {
        match self {
            Self::Unicode(text) => text.as_bytes(),
            Self::Bytes(bytes) => bytes,
        }
    }
}
