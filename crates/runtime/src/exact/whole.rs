//! Whole numbers of any size.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, Serializer};

use super::InvalidValue;
use super::decimal::Decimal;
use super::written;

/// A whole number of any size, as JSON Schema's `integer` without bounds is: `3.0` and `1e2` are such numbers.
///
/// It is held digit for digit and given as an integer of Rust where that is wide enough. It is written as
/// the same number, though not always in the same spelling. A `serde_json::Value` holds no integer of more
/// than 64 bits: what is read from one has been rounded by it, and [`serde_json::to_value`] refuses to round.
///
/// ```
/// use exact_schema_runtime::exact::WholeNumber;
///
/// let number: WholeNumber = serde_json::from_str("9007199254740993")?;
/// assert_eq!(number.as_i64(), Some(9_007_199_254_740_993));
///
/// let wide: WholeNumber = serde_json::from_str("36893488147419103233")?;
/// assert_eq!(wide.as_u64(), None);
/// assert_eq!(wide.as_i128(), Some(36_893_488_147_419_103_233));
/// assert_eq!(serde_json::to_string(&wide)?, "36893488147419103233");
///
/// assert!(serde_json::from_str::<WholeNumber>("0.5").is_err());
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct WholeNumber(Size);

#[derive(Clone, PartialEq, Eq, Hash)]
enum Size {
    Small(i64),
    /// What no `i64` is.
    Large(Box<Decimal>),
}

impl WholeNumber {
    fn of(decimal: Decimal) -> Option<Self> {
        let small = || decimal.to_i128().and_then(|number| i64::try_from(number).ok());
        match decimal.is_whole() {
            true => Some(Self(small().map_or_else(|| Size::Large(Box::new(decimal)), Size::Small))),
            false => None,
        }
    }

    /// The number, if an `i64` holds it.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        match &self.0 {
            Size::Small(number) => Some(*number),
            Size::Large(_) => None,
        }
    }

    /// The number, if a `u64` holds it.
    #[must_use]
    pub fn as_u64(&self) -> Option<u64> {
        self.as_i128().and_then(|number| number.try_into().ok())
    }

    /// The number, if an `i128` holds it.
    #[must_use]
    pub fn as_i128(&self) -> Option<i128> {
        match &self.0 {
            Size::Small(number) => Some((*number).into()),
            Size::Large(decimal) => decimal.to_i128(),
        }
    }

    /// The double that is nearest to it; infinite where none is near.
    #[must_use]
    pub fn to_f64(&self) -> f64 {
        match &self.0 {
            Size::Small(number) => *number as f64,
            Size::Large(decimal) => decimal.to_string().parse().unwrap_or(f64::NAN),
        }
    }

    pub(super) fn is_multiple_of(&self, divisor: u64) -> bool {
        match &self.0 {
            Size::Small(number) => number.unsigned_abs().is_multiple_of(divisor),
            Size::Large(decimal) => decimal.is_multiple_of(divisor),
        }
    }

    fn decimal(&self) -> Cow<'_, Decimal> {
        match &self.0 {
            Size::Small(number) => Cow::Owned(i128::from(*number).into()),
            Size::Large(decimal) => Cow::Borrowed(decimal),
        }
    }
}

impl From<i128> for WholeNumber {
    fn from(number: i128) -> Self {
        let size = i64::try_from(number).map(Size::Small);
        Self(size.unwrap_or_else(|_| Size::Large(Box::new(number.into()))))
    }
}

macro_rules! from_integers {
    ($($integer:ident)*) => {$(
        impl From<$integer> for WholeNumber {
            fn from(number: $integer) -> Self {
                i128::from(number).into()
            }
        }
    )*};
}

from_integers!(i32 u32 i64 u64);

impl Ord for WholeNumber {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        match (&self.0, &other.0) {
            (Size::Small(one), Size::Small(other)) => one.cmp(other),
            _ => self.decimal().cmp(&other.decimal()),
        }
    }
}

impl PartialOrd for WholeNumber {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for WholeNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Size::Small(number) => fmt::Display::fmt(number, f),
            Size::Large(decimal) => fmt::Display::fmt(decimal, f),
        }
    }
}

impl fmt::Debug for WholeNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Of a number as JSON writes it.
impl FromStr for WholeNumber {
    type Err = InvalidValue;

    fn from_str(text: &str) -> Result<Self, InvalidValue> {
        let number = text.parse().ok().map(|number| Self(Size::Small(number)));
        // Rust takes some integers that JSON does not write: `+1`, `007`, `-0`.
        let number = number.filter(|it| it.to_string() == text);
        number
            .or_else(|| Decimal::parse(text).and_then(Self::of))
            .ok_or_else(|| InvalidValue::from("expected a whole number"))
    }
}

impl<'de> Deserialize<'de> for WholeNumber {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let read = exact_schema_json::as_written(deserializer)?;
        read.text().parse().map_err(D::Error::custom)
    }
}

impl Serialize for WholeNumber {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Size::Small(number) => serializer.serialize_i64(*number),
            Size::Large(decimal) => written::serialize(decimal, serializer),
        }
    }
}

impl JsonSchema for WholeNumber {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "WholeNumber".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "integer" })
    }
}

/// What a whole number of any size must be.
#[derive(Clone, Copy, Debug)]
pub struct WholeRule {
    type_name: &'static str,
    expected: &'static str,
    minimum: Option<i128>,
    maximum: Option<i128>,
    multiple_of: u64,
}

impl WholeRule {
    /// Any whole number. `type_name` is the type that the rule is for; `expected` is the rule in words, to
    /// follow "expected".
    #[must_use]
    pub const fn new(type_name: &'static str, expected: &'static str) -> Self {
        Self { type_name, expected, minimum: None, maximum: None, multiple_of: 1 }
    }

    /// With a least value.
    #[must_use]
    pub const fn minimum(self, limit: i128) -> Self {
        Self { minimum: Some(limit), ..self }
    }

    /// With a greatest value.
    #[must_use]
    pub const fn maximum(self, limit: i128) -> Self {
        Self { maximum: Some(limit), ..self }
    }

    /// With something that they are multiples of, from 1.
    #[must_use]
    pub const fn multiple_of(self, divisor: u64) -> Self {
        Self { multiple_of: divisor, ..self }
    }

    /// Checks a number, and gives it back.
    ///
    /// # Errors
    ///
    /// Says what was expected.
    pub fn check_written(&self, number: WholeNumber) -> Result<WholeNumber, InvalidValue> {
        let held = self.minimum.is_none_or(|limit| number >= limit.into())
            && self.maximum.is_none_or(|limit| number <= limit.into())
            && (self.multiple_of == 1 || number.is_multiple_of(self.multiple_of));
        if held { Ok(number) } else { Err(InvalidValue::expected(self.type_name, self.expected)) }
    }
}
