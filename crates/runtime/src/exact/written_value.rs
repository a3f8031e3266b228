//! Free-form JSON as it is written.

use std::any::type_name;
use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;
use std::sync::OnceLock;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Error as _, Serialize, Serializer};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::sorted::SortedValue;
use super::{JsonValue, Number};

/// No shorter number is another one than the double that is nearest to it.
const LONG: usize = 16;

/// Any JSON value, and the text of it where that tells more: a `serde_json::Value`, which it is looked at as, holds
/// no numbers but doubles and integers of 64 bits. Reading refuses an object that names a member twice, at any
/// depth.
///
/// ```
/// use exact_schema_runtime::exact::WrittenValue;
///
/// let value: WrittenValue = serde_json::from_str(r#"{"b": [0.5], "a": 36893488147419103233}"#)?;
/// assert_eq!(value["b"][0], 0.5);
/// assert_eq!(serde_json::to_string(&value)?, r#"{"b": [0.5], "a": 36893488147419103233}"#);
/// assert!(serde_json::to_value(&value).is_err(), "it would be rounded");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone)]
pub struct WrittenValue {
    value: Value,
    /// Where the value has not all of it.
    text: Option<Box<str>>,
}

impl WrittenValue {
    fn of_text(text: &str) -> Result<Self, exact_schema_json::Fault> {
        let value = exact_schema_json::read(text.as_bytes())?;
        Ok(Self { value, text: has_long_numbers(text).then(|| text.into()) })
    }
}

/// Whether a JSON text holds a number that a value would round.
fn has_long_numbers(text: &str) -> bool {
    let mut rest = text;
    let begins = |it: char| it == '"' || it == '-' || it.is_ascii_digit();
    while let Some(at) = rest.find(begins) {
        rest = &rest[at..];
        let length = match rest.starts_with('"') {
            true => string(rest),
            false => rest.find(|it: char| !is_of_number(it)).unwrap_or(rest.len()),
        };
        let (token, after) = rest.split_at(length);
        let is_long = || token.parse().is_ok_and(|number: Number| !number.is_held());
        if token.len() >= LONG && !token.starts_with('"') && is_long() {
            return true;
        }
        rest = after;
    }
    false
}

fn is_of_number(character: char) -> bool {
    character.is_ascii_digit() || matches!(character, '-' | '+' | '.' | 'e' | 'E')
}

/// How long the string is that a text begins with.
fn string(text: &str) -> usize {
    let mut bytes = text.bytes().enumerate().skip(1);
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'"' => return at + 1,
            b'\\' => drop(bytes.next()),
            _ => {}
        }
    }
    text.len()
}

impl Default for WrittenValue {
    fn default() -> Self {
        Value::Null.into()
    }
}

impl fmt::Debug for WrittenValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.text {
            Some(text) => f.write_str(text),
            None => self.value.fmt(f),
        }
    }
}

/// As JSON values; texts that no value holds are equal where they are the same text.
impl PartialEq for WrittenValue {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value && self.text == other.text
    }
}

impl From<Value> for WrittenValue {
    fn from(value: Value) -> Self {
        Self { value, text: None }
    }
}

/// Rounded, where it holds a number that no value does.
impl From<WrittenValue> for Value {
    fn from(written: WrittenValue) -> Self {
        written.value
    }
}

impl Deref for WrittenValue {
    type Target = Value;

    fn deref(&self) -> &Value {
        &self.value
    }
}

impl<'de> Deserialize<'de> for WrittenValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = exact_schema_json::as_written(deserializer)?;
        Self::of_text(written.text()).map_err(D::Error::custom)
    }
}

impl Serialize for WrittenValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.text {
            None => SortedValue(&self.value).serialize(serializer),
            Some(_) if type_name::<S::Ok>() == type_name::<Value>() => {
                Err(S::Error::custom("number out of range"))
            }
            Some(text) => {
                let raw = RawValue::from_string(text.to_string()).map_err(S::Error::custom)?;
                raw.serialize(serializer)
            }
        }
    }
}

impl JsonSchema for WrittenValue {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        JsonValue::schema_name()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        true.into()
    }
}

/// Any JSON object, as a [`WrittenValue`] is any JSON value.
///
/// ```
/// use exact_schema_runtime::exact::WrittenObject;
///
/// let policy = WrittenObject::from_iter([("limit", 4000.into())]);
/// assert_eq!(policy["limit"], 4000);
/// assert!(serde_json::from_str::<WrittenObject>("[]").is_err());
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, PartialEq)]
pub struct WrittenObject(WrittenValue);

impl Default for WrittenObject {
    fn default() -> Self {
        Map::new().into()
    }
}

impl fmt::Debug for WrittenObject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl From<Map<String, Value>> for WrittenObject {
    fn from(members: Map<String, Value>) -> Self {
        Self(Value::from(members).into())
    }
}

impl<K: Into<String>> FromIterator<(K, Value)> for WrittenObject {
    fn from_iter<I: IntoIterator<Item = (K, Value)>>(members: I) -> Self {
        let members = members.into_iter().map(|(name, value)| (name.into(), value));
        Map::from_iter(members).into()
    }
}

impl Deref for WrittenObject {
    type Target = Map<String, Value>;

    fn deref(&self) -> &Map<String, Value> {
        static NONE: OnceLock<Map<String, Value>> = OnceLock::new();
        self.0.as_object().unwrap_or_else(|| NONE.get_or_init(Map::new))
    }
}

impl<'de> Deserialize<'de> for WrittenObject {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = WrittenValue::deserialize(deserializer)?;
        match written.is_object() {
            true => Ok(Self(written)),
            false => Err(D::Error::custom("expected an object")),
        }
    }
}

impl Serialize for WrittenObject {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl JsonSchema for WrittenObject {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "JsonObject".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "object" })
    }
}
