//! What is held as its text, until somebody looks at it.

use std::sync::OnceLock;

use serde::de::DeserializeOwned;
use serde::ser::Serialize;

/// A value that is held as its text; the first look at it makes the value.
pub(super) struct Held<T> {
    text: Box<str>,
    value: OnceLock<Box<T>>,
}

impl<T: DeserializeOwned + Default> Held<T> {
    /// Of a text that was read as such a value, or of none, which nobody is to look at.
    pub(super) fn of_text(text: Box<str>) -> Self {
        Self { text, value: OnceLock::new() }
    }

    #[expect(clippy::expect_used, reason = "names are strings and all numbers are finite")]
    pub(super) fn of(value: &impl Serialize) -> Self {
        let text = serde_json::to_string(value).expect("a JSON value is written as JSON");
        Self::of_text(text.into())
    }

    #[expect(
        clippy::expect_used,
        reason = "wrong data would be worse, and the text was read before"
    )]
    fn made(&self) -> T {
        if self.text.is_empty() {
            return T::default();
        }
        exact_schema_json::from_str(&self.text).expect("a text that was read is such a value")
    }

    /// The value, which is kept.
    pub(super) fn get(&self) -> &T {
        self.value.get_or_init(|| Box::new(self.made()))
    }

    /// Does something with the value, which is kept no longer than that if nobody has looked at it.
    pub(super) fn with<R>(&self, act: impl FnOnce(&T) -> R) -> R {
        match self.value.get() {
            Some(value) => act(value),
            None => act(&self.made()),
        }
    }

    pub(super) fn into_value(mut self) -> T {
        self.value.take().map_or_else(|| self.made(), |value| *value)
    }
}

/// Of the text alone: a copy that nobody looks at needs no value.
impl<T> Clone for Held<T> {
    fn clone(&self) -> Self {
        Self { text: self.text.clone(), value: OnceLock::new() }
    }
}

impl<T: DeserializeOwned + Default + PartialEq> PartialEq for Held<T> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text || self.get() == other.get()
    }
}
