//! Numbers with rules. A whole number may be written `3`, `3.0` or `3e0`, as JSON Schema has it.

use std::fmt;
use std::str::FromStr;

use serde::de::{Deserializer, Error, Visitor};
use serde::ser::Serializer;

use super::InvalidValue;

/// Up to here every whole number is an IEEE double.
const EXACT: f64 = 9_007_199_254_740_992.0;

macro_rules! integer_rule {
    ($rule:ident, $repr:ident, $limit:literal, $doc:literal) => {
        #[doc = $doc]
        #[derive(Clone, Copy, Debug)]
        pub struct $rule {
            type_name: &'static str,
            expected: &'static str,
            minimum: $repr,
            maximum: $repr,
            multiple_of: $repr,
        }

        impl $rule {
            /// The numbers from `minimum` to `maximum`. `type_name` is the type that the rule is for;
            /// `expected` is the rule in words, to follow "expected".
            #[must_use]
            pub const fn new(
                type_name: &'static str,
                expected: &'static str,
                minimum: $repr,
                maximum: $repr,
            ) -> Self {
                Self { type_name, expected, minimum, maximum, multiple_of: 1 }
            }

            /// With something that they are multiples of, from 1.
            #[must_use]
            pub const fn multiple_of(self, divisor: $repr) -> Self {
                Self { multiple_of: divisor, ..self }
            }

            /// Checks a number, and gives it back.
            ///
            /// # Errors
            ///
            /// Says what was expected.
            #[inline]
            pub fn check(&self, number: $repr) -> Result<$repr, InvalidValue> {
                let held = (self.minimum..=self.maximum).contains(&number)
                    && (self.multiple_of == 1 || number % self.multiple_of == 0);
                if held { Ok(number) } else { Err(self.invalid()) }
            }

            /// Parses a number and checks it.
            ///
            /// # Errors
            ///
            /// Says what was expected.
            pub fn parse(&self, text: &str) -> Result<$repr, InvalidValue> {
                text.parse().map_err(|_| self.invalid()).and_then(|number| self.check(number))
            }

            /// Reads a number and checks it.
            ///
            /// # Errors
            ///
            /// The deserializer's, or what was expected.
            #[inline]
            pub fn deserialize<'de, D: Deserializer<'de>>(
                &self,
                deserializer: D,
            ) -> Result<$repr, D::Error> {
                struct Whole<'a>(&'a $rule);

                impl Visitor<'_> for Whole<'_> {
                    type Value = $repr;

                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str(self.0.expected)
                    }

                    #[inline]
                    fn visit_u64<E: Error>(self, number: u64) -> Result<$repr, E> {
                        let number =
                            $repr::try_from(number).map_err(|_| E::custom(self.0.invalid()))?;
                        self.0.check(number).map_err(E::custom)
                    }

                    #[inline]
                    fn visit_i64<E: Error>(self, number: i64) -> Result<$repr, E> {
                        let number =
                            $repr::try_from(number).map_err(|_| E::custom(self.0.invalid()))?;
                        self.0.check(number).map_err(E::custom)
                    }

                    #[inline]
                    fn visit_f64<E: Error>(self, number: f64) -> Result<$repr, E> {
                        // Outside of this range a cast would saturate.
                        let representable = ($repr::MIN as f64..$limit).contains(&number);
                        if number.fract() == 0.0 && representable {
                            self.0.check(number as $repr).map_err(E::custom)
                        } else {
                            Err(E::custom(self.0.invalid()))
                        }
                    }
                }

                deserializer.deserialize_u64(Whole(self))
            }

            /// What is said of a value that does not fit.
            #[must_use]
            #[cold]
            pub fn invalid(&self) -> InvalidValue {
                InvalidValue::expected(self.type_name, self.expected)
            }
        }
    };
}

integer_rule!(
    UnsignedRule,
    u64,
    18_446_744_073_709_551_616.0,
    "What a whole number must be that is never negative."
);
integer_rule!(
    SignedRule,
    i64,
    9_223_372_036_854_775_808.0,
    "What a whole number must be that may be negative."
);

/// Kept apart so that nobody computes it for numbers that need not be whole.
#[inline(never)]
fn is_whole(number: f64) -> bool {
    number.fract() == 0.0
}

/// What a finite IEEE double must be.
#[derive(Clone, Copy, Debug)]
pub struct NumberRule {
    type_name: &'static str,
    expected: &'static str,
    minimum: Option<f64>,
    exclusive_minimum: Option<f64>,
    maximum: Option<f64>,
    exclusive_maximum: Option<f64>,
    whole: bool,
}

impl NumberRule {
    /// Any number. `type_name` is the type that the rule is for; `expected` is the rule in words, to
    /// follow "expected".
    #[must_use]
    pub const fn new(type_name: &'static str, expected: &'static str) -> Self {
        Self {
            type_name,
            expected,
            minimum: None,
            exclusive_minimum: None,
            maximum: None,
            exclusive_maximum: None,
            whole: false,
        }
    }

    /// With a least value.
    #[must_use]
    pub const fn minimum(self, limit: f64) -> Self {
        Self { minimum: Some(limit), ..self }
    }

    /// With a value that all are above.
    #[must_use]
    pub const fn exclusive_minimum(self, limit: f64) -> Self {
        Self { exclusive_minimum: Some(limit), ..self }
    }

    /// With a greatest value.
    #[must_use]
    pub const fn maximum(self, limit: f64) -> Self {
        Self { maximum: Some(limit), ..self }
    }

    /// With a value that all are below.
    #[must_use]
    pub const fn exclusive_maximum(self, limit: f64) -> Self {
        Self { exclusive_maximum: Some(limit), ..self }
    }

    /// Whole numbers only.
    #[must_use]
    pub const fn whole(self) -> Self {
        Self { whole: true, ..self }
    }

    /// Checks a number, and gives it back; a negative zero becomes zero, which JSON cannot tell
    /// from it.
    ///
    /// # Errors
    ///
    /// Says what was expected.
    #[inline]
    pub fn check(&self, number: f64) -> Result<f64, InvalidValue> {
        let held = number.is_finite()
            && self.minimum.is_none_or(|limit| number >= limit)
            && self.exclusive_minimum.is_none_or(|limit| number > limit)
            && self.maximum.is_none_or(|limit| number <= limit)
            && self.exclusive_maximum.is_none_or(|limit| number < limit)
            && (!self.whole || is_whole(number));
        if held { Ok(number + 0.0) } else { Err(self.invalid()) }
    }

    /// Parses a number and checks it.
    ///
    /// # Errors
    ///
    /// Says what was expected.
    pub fn parse(&self, text: &str) -> Result<f64, InvalidValue> {
        f64::from_str(text).map_err(|_| self.invalid()).and_then(|number| self.check(number))
    }

    /// Reads a number and checks it.
    ///
    /// # Errors
    ///
    /// The deserializer's, or what was expected.
    #[inline]
    pub fn deserialize<'de, D: Deserializer<'de>>(&self, deserializer: D) -> Result<f64, D::Error> {
        struct Number<'a>(&'a NumberRule);

        impl Visitor<'_> for Number<'_> {
            type Value = f64;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.0.expected)
            }

            #[inline]
            fn visit_u64<E: Error>(self, number: u64) -> Result<f64, E> {
                self.visit_f64(number as f64)
            }

            #[inline]
            fn visit_i64<E: Error>(self, number: i64) -> Result<f64, E> {
                self.visit_f64(number as f64)
            }

            #[inline]
            fn visit_f64<E: Error>(self, number: f64) -> Result<f64, E> {
                self.0.check(number).map_err(E::custom)
            }
        }

        deserializer.deserialize_f64(Number(self))
    }

    /// Writes a number; a whole one of an integer type without fraction.
    ///
    /// # Errors
    ///
    /// The serializer's.
    pub fn serialize<S: Serializer>(&self, number: f64, serializer: S) -> Result<S::Ok, S::Error> {
        if self.whole && number.abs() < EXACT {
            serializer.serialize_i64(number as i64)
        } else {
            serializer.serialize_f64(number)
        }
    }

    #[cold]
    fn invalid(&self) -> InvalidValue {
        InvalidValue::expected(self.type_name, self.expected)
    }
}
