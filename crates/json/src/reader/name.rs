//! The name of a member, as a type reads it.

use std::borrow::Cow;

use serde::de::value::{BorrowedStrDeserializer, StringDeserializer};
use serde::de::{Deserializer, IntoDeserializer, Visitor};

use super::Refused;

/// A name, as a type reads it.
pub(super) fn name_deserializer(name: Cow<'_, str>) -> NameDeserializer<'_> {
    match name {
        Cow::Borrowed(name) => NameDeserializer::Borrowed(BorrowedStrDeserializer::new(name)),
        Cow::Owned(name) => NameDeserializer::Owned(name.into_deserializer()),
    }
}

pub(super) enum NameDeserializer<'de> {
    Borrowed(BorrowedStrDeserializer<'de, Refused>),
    Owned(StringDeserializer<Refused>),
}

impl<'de> Deserializer<'de> for NameDeserializer<'de> {
    type Error = Refused;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        match self {
            Self::Borrowed(name) => name.deserialize_any(visitor),
            Self::Owned(name) => name.deserialize_any(visitor),
        }
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier
        ignored_any
    }
}
