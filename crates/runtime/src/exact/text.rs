//! Strings with rules.

use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use serde::de::{Deserializer, Error, Visitor};
use smol_str::SmolStr;

use super::automaton::is_printable;
use super::{Automaton, InvalidValue};

/// What a string must be.
#[derive(Clone, Copy, Debug)]
pub struct TextRule {
    type_name: &'static str,
    expected: &'static str,
    min_length: usize,
    max_length: usize,
    pattern: Option<Automaton>,
    /// Whether the pattern matches whatever is printable ASCII.
    takes_printable: bool,
}

impl TextRule {
    /// Any string. `type_name` is the type that the rule is for; `expected` is the rule in words, to
    /// follow "expected".
    #[must_use]
    pub const fn new(type_name: &'static str, expected: &'static str) -> Self {
        Self {
            type_name,
            expected,
            min_length: 0,
            max_length: usize::MAX,
            pattern: None,
            takes_printable: true,
        }
    }

    /// With a least and a greatest number of Unicode code points.
    #[must_use]
    pub const fn length(self, least: usize, most: usize) -> Self {
        Self { min_length: least, max_length: most, ..self }
    }

    /// With something that it matches.
    #[must_use]
    pub const fn pattern(self, pattern: Automaton) -> Self {
        let takes_printable = pattern.stays_on_printable() && pattern.accepts_first();
        Self { pattern: Some(pattern), takes_printable, ..self }
    }

    /// Checks a string.
    ///
    /// # Errors
    ///
    /// Says what was expected.
    #[inline]
    pub fn check(&self, text: &str) -> Result<(), InvalidValue> {
        if self.holds(text) {
            Ok(())
        } else {
            Err(InvalidValue::expected(self.type_name, self.expected))
        }
    }

    /// Reads a string and checks it.
    ///
    /// # Errors
    ///
    /// The deserializer's, or what was expected.
    #[inline]
    pub fn deserialize<'de, D: Deserializer<'de>>(
        &self,
        deserializer: D,
    ) -> Result<SmolStr, D::Error> {
        struct Text<'a>(&'a TextRule);

        impl Visitor<'_> for Text<'_> {
            type Value = SmolStr;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.0.expected)
            }

            #[inline]
            fn visit_str<E: Error>(self, text: &str) -> Result<SmolStr, E> {
                self.0.check(text).map_err(E::custom)?;
                Ok(text.into())
            }
        }

        deserializer.deserialize_str(Text(self))
    }

    #[inline]
    fn holds(&self, text: &str) -> bool {
        // A code point is one to four bytes: most often the number of bytes settles it.
        let length_holds = (self.min_length.saturating_mul(4)..=self.max_length)
            .contains(&text.len())
            || (self.min_length..=self.max_length).contains(&text.chars().count());
        length_holds
            && self.pattern.as_ref().is_none_or(|pattern| {
                (self.takes_printable && is_printable(text)) || pattern.matches(text)
            })
    }
}

/// Reads a string and parses it.
///
/// # Errors
///
/// The deserializer's, or `expected` where the string does not parse.
pub fn parsed<'de, D, T>(deserializer: D, expected: &'static str) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: FromStr<Err: fmt::Display>,
{
    struct Parsed<T>(&'static str, PhantomData<T>);

    impl<T: FromStr<Err: fmt::Display>> Visitor<'_> for Parsed<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(self.0)
        }

        #[inline]
        fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
            text.parse().map_err(E::custom)
        }
    }

    deserializer.deserialize_str(Parsed(expected, PhantomData))
}
