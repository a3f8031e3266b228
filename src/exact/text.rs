//! Strings with rules.

use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use serde::de::{Deserializer, Error, Visitor};
use smol_str::SmolStr;

use super::{Automaton, InvalidValue};

/// What a string must be.
#[derive(Clone, Copy, Debug)]
pub struct TextRule {
    /// The type that the rule is for.
    pub type_name: &'static str,
    /// The rule in words, to follow "expected".
    pub expected: &'static str,
    /// The least number of Unicode code points.
    pub min_length: usize,
    /// The greatest number of Unicode code points.
    pub max_length: usize,
    /// What it matches, if it must match something.
    pub pattern: Option<Automaton>,
}

impl TextRule {
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
        length_holds && self.pattern.as_ref().is_none_or(|pattern| pattern.matches(text))
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
