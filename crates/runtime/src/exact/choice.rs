//! Values of one of several types.

use exact_schema_json::FreeForm;
use serde::de::{Deserialize, Deserializer, Error};

use super::InvalidValue;

/// The type of a JSON value, as its first byte tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JsonType {
    /// `null`
    Null,
    /// `true` and `false`
    Boolean,
    /// A number, whole or not.
    Number,
    /// A string.
    Text,
    /// An array.
    List,
    /// An object.
    Object,
}

/// A value that has not become one of several types yet.
#[derive(Clone, Debug)]
pub struct Choice<'de>(FreeForm<'de>);

impl<'de> Choice<'de> {
    /// Its type.
    #[must_use]
    pub fn json_type(&self) -> JsonType {
        match self.0.text().bytes().next() {
            Some(b'{') => JsonType::Object,
            Some(b'[') => JsonType::List,
            Some(b'"') => JsonType::Text,
            Some(b't' | b'f') => JsonType::Boolean,
            Some(b'n') => JsonType::Null,
            _ => JsonType::Number,
        }
    }

    /// Reads it as a `T`.
    ///
    /// # Errors
    ///
    /// Those of `T`.
    pub fn read<T: Deserialize<'de>, E: Error>(&self) -> Result<T, E> {
        self.0.read(std::marker::PhantomData)
    }

    /// What is said of a value that is none of the types.
    pub fn refused<E: Error>(type_name: &str, expected: &str) -> E {
        E::custom(InvalidValue::expected(type_name, expected))
    }
}

impl<'de> Deserialize<'de> for Choice<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        exact_schema_json::as_written(deserializer).map(Self)
    }
}
