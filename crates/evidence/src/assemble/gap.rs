//! What a bundle does not know.

/// Something that the case does not show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// Where the bundle would say it: a JSON Pointer (RFC 6901).
    pub pointer: String,
    /// What is not known, and what stands in its place.
    pub message: String,
}

/// Gaps, as they are met.
#[derive(Default)]
pub struct Gaps(Vec<Gap>);

impl Gaps {
    pub fn note(&mut self, pointer: impl Into<String>, message: impl Into<String>) {
        self.0.push(Gap { pointer: pointer.into(), message: message.into() });
    }

    /// Notes what is not known, where it is not.
    pub fn note_unless<T>(&mut self, known: Option<&T>, pointer: &str, message: &str) {
        if known.is_none() {
            self.note(pointer, message);
        }
    }

    pub fn into_vec(self) -> Vec<Gap> {
        self.0
    }
}
