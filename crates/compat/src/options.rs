//! What to compare, and how.

/// Which documents must stay acceptable.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// The new schema accepts every document that the old one accepts.
    Backward,
    /// The old schema accepts every document that the new one accepts.
    Forward,
    /// Both.
    #[default]
    Full,
}

impl Mode {
    /// Whether the mode asks for the backward direction.
    #[must_use]
    pub fn asks_backward(self) -> bool {
        self != Self::Forward
    }

    /// Whether the mode asks for the forward direction.
    #[must_use]
    pub fn asks_forward(self) -> bool {
        self != Self::Backward
    }
}

/// How to compare.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// The directions to decide.
    pub mode: Mode,
    /// Whether every definition is compared as a type of its own, too. By default that is done where
    /// the root of one of the schemas accepts everything, or says nothing but the `type`.
    pub definitions: bool,
    /// Whether `format` only annotates. By default it asserts.
    pub annotate_formats: bool,
    /// The number of independent breaks to list for each direction; by default there is no limit but
    /// that of the steps that a comparison may take.
    pub max_breaks: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            mode: Mode::Full,
            definitions: false,
            annotate_formats: false,
            max_breaks: usize::MAX,
        }
    }
}
