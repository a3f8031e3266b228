//! Numbers as they are written.

use std::any::type_name;
use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Error as _, Serialize, Serializer};
use serde_json::value::{RawValue, Value};

use super::decimal::Decimal;
use super::{InvalidValue, NumberRule};

/// With as many digits any number is the only one of them that is nearest to its double.
const TOLD_APART: usize = 15;

/// Any number of JSON within the range of doubles: the double that is nearest, and the number itself where
/// that is another one.
///
/// What is read is written as the same number, whatever its digits. A `serde_json::Value` holds doubles: what
/// is read from one has been rounded by it, and [`serde_json::to_value`] refuses to round.
///
/// ```
/// use exact_schema_runtime::exact::Number;
///
/// let half: Number = serde_json::from_str("0.5")?;
/// assert_eq!(half.get(), 0.5);
/// assert_eq!(half, Number::try_from(0.5)?);
///
/// let long: Number = serde_json::from_str("0.12345678901234567890123")?;
/// assert_eq!(long.get(), 0.12345678901234568);
/// assert_eq!(serde_json::to_string(&long)?, "0.12345678901234567890123");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Number {
    nearest: f64,
    /// As it is written, where no double is that number.
    text: Option<Box<str>>,
}

impl Number {
    /// The double that is nearest to it.
    #[must_use]
    pub fn get(&self) -> f64 {
        self.nearest
    }

    /// Whether a `serde_json::Value` holds it: an integer of 64 bits, or a double.
    pub(super) fn is_held(&self) -> bool {
        self.text.as_deref().is_none_or(|text| {
            let integer = Decimal::parse(text).and_then(|it| it.to_i128());
            integer.is_some_and(|it| i64::try_from(it).is_ok() || u64::try_from(it).is_ok())
        })
    }

    fn decimal(&self) -> Option<Decimal> {
        match &self.text {
            Some(text) => Decimal::parse(text),
            None => of_double(self.nearest),
        }
    }
}

/// What the shortest text of a double says, which is how it is written.
fn of_double(number: f64) -> Option<Decimal> {
    Decimal::parse(&format!("{number:e}"))
}

impl TryFrom<f64> for Number {
    type Error = InvalidValue;

    fn try_from(number: f64) -> Result<Self, InvalidValue> {
        match number.is_finite() {
            // A negative zero becomes zero, which JSON cannot tell from it.
            true => Ok(Self { nearest: number + 0.0, text: None }),
            false => Err(InvalidValue::from("expected a number that is finite")),
        }
    }
}

macro_rules! from_integers {
    ($($integer:ident)*) => {$(
        impl From<$integer> for Number {
            fn from(number: $integer) -> Self {
                Self { nearest: number.into(), text: None }
            }
        }
    )*};
}

from_integers!(i32 u32);

/// Of a number as JSON writes it.
impl FromStr for Number {
    type Err = InvalidValue;

    fn from_str(text: &str) -> Result<Self, InvalidValue> {
        let invalid = || InvalidValue::from("expected a number within the range of doubles");
        let decimal = Decimal::parse(text).ok_or_else(invalid)?;
        let nearest: f64 = text.parse().map_err(|_| invalid())?;
        let number = Self::try_from(nearest).map_err(|_| invalid())?;
        let is_told = nearest.is_normal() && decimal.precision() <= TOLD_APART;
        match is_told || of_double(number.nearest).as_ref() == Some(&decimal) {
            true => Ok(number),
            false => Ok(Self { text: Some(text.into()), ..number }),
        }
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let nearest = self.nearest.total_cmp(&other.nearest);
        nearest.then_with(|| match (&self.text, &other.text) {
            (None, None) => nearest,
            _ => self.decimal().cmp(&other.decimal()),
        })
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Number {}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.text {
            Some(text) => f.write_str(text),
            None => fmt::Display::fmt(&self.nearest, f),
        }
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let read = exact_schema_json::as_written(deserializer)?;
        read.text().parse().map_err(D::Error::custom)
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.text.as_deref().and_then(Decimal::parse) {
            Some(decimal) if decimal.is_whole() => self::serialize(&decimal, serializer),
            Some(_) => raw(self.to_string(), serializer),
            None => serializer.serialize_f64(self.nearest),
        }
    }
}

impl JsonSchema for Number {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Number".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "number" })
    }
}

impl NumberRule {
    /// Checks a number, and gives it back; what is compared is the double that is nearest.
    ///
    /// # Errors
    ///
    /// Says what was expected.
    pub fn check_written(&self, number: Number) -> Result<Number, InvalidValue> {
        self.check(number.nearest).map(|_| number)
    }
}

/// Writes a whole number: as an integer of Rust where one is wide enough, as a double where that is exactly
/// this number, and else as its text.
pub(super) fn serialize<S: Serializer>(number: &Decimal, serializer: S) -> Result<S::Ok, S::Error> {
    let integer = number.to_i128();
    if let Some(small) = integer.and_then(|it| i64::try_from(it).ok()) {
        return serializer.serialize_i64(small);
    }
    if let Some(small) = integer.and_then(|it| u64::try_from(it).ok()) {
        return serializer.serialize_u64(small);
    }
    let text = number.to_string();
    let nearest: Option<f64> = text.parse().ok().filter(|it: &f64| it.is_finite());
    if let Some(nearest) = nearest.filter(|it| of_double(*it).as_ref() == Some(number)) {
        return serializer.serialize_f64(nearest);
    }
    match integer {
        Some(wide) => serializer.serialize_i128(wide),
        None => raw(text, serializer),
    }
}

fn raw<S: Serializer>(text: String, serializer: S) -> Result<S::Ok, S::Error> {
    // It would take the double that is nearest.
    if type_name::<S::Ok>() == type_name::<Value>() {
        return Err(S::Error::custom("number out of range"));
    }
    RawValue::from_string(text).map_err(S::Error::custom)?.serialize(serializer)
}
