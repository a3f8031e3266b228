//! Reads a text into a [`Value`], without losing anything on the way.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use crate::fault::{Fault, FaultKind, Position};
use crate::locate;

/// How deep arrays and objects may be nested. A scalar has depth 0, `[]` has depth 1.
pub const MAX_DEPTH: usize = 128;

/// Reads one I-JSON document.
///
/// # Errors
///
/// The first [`Fault`] of the text, which is found before any value is made.
///
/// # Examples
///
/// ```
/// let fault = exact_schema_json::read(b"{\"a\": tru").unwrap_err();
/// assert_eq!(fault.to_string(), "line 1, column 10: EOF while parsing a value");
/// ```
pub fn read(bytes: &[u8]) -> Result<Value, Fault> {
    let text = locate::text_of(bytes)?;
    let mut deserializer = serde_json::Deserializer::from_str(text);
    // It is nested no deeper than it may be.
    deserializer.disable_recursion_limit();
    deserialize(&mut deserializer).map_err(|error| {
        let position = Position::of(bytes, bytes.len());
        Fault::new(FaultKind::Syntax, error.to_string(), String::new(), position)
    })
}

/// Reads any JSON value from `deserializer`, refusing objects that name a member twice.
///
/// # Errors
///
/// The deserializer's own errors, and `duplicate field` where a name comes twice in one object.
///
/// # Examples
///
/// ```
/// let mut twice = serde_json::Deserializer::from_str(r#"[{"a": 1, "a": 2}]"#);
/// assert!(exact_schema_json::deserialize(&mut twice).is_err());
/// ```
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Value, D::Error> {
    Node.deserialize(deserializer)
}

/// One value of the document.
#[derive(Clone, Copy)]
struct Node;

impl<'de> DeserializeSeed<'de> for Node {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Number::from_f64(value).map(Value::Number).ok_or_else(|| E::custom("number out of range"))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Value, A::Error> {
        let mut array = Vec::new();
        while let Some(element) = elements.next_element_seed(self)? {
            array.push(element);
        }
        Ok(Value::Array(array))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(name) = members.next_key::<String>()? {
            let value = members.next_value_seed(self)?;
            unique(&mut object, name, value)?;
        }
        Ok(Value::Object(object))
    }
}

/// Inserts a member that is not there yet.
pub(crate) fn unique<E: Error>(
    object: &mut Map<String, Value>,
    name: String,
    value: Value,
) -> Result<(), E> {
    match object.insert(name, value) {
        None => Ok(()),
        Some(_) => Err(E::custom("expected every member of the object once, found one twice")),
    }
}
