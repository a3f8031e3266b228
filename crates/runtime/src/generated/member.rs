//! Members of objects: which one a name is, and what it holds.

use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, Visitor};

use crate::exact::twice;

/// Reads a member into its slot, which is still empty.
///
/// # Errors
///
/// The deserializer's own, and where the member has been read already.
#[inline]
pub fn read<'de, A: MapAccess<'de>, T: Deserialize<'de>>(
    members: &mut A,
    slot: &mut Option<T>,
) -> Result<(), A::Error> {
    empty(slot)?;
    *slot = Some(members.next_value()?);
    Ok(())
}

/// Reads a member that may be absent, as [`read`] does.
///
/// # Errors
///
/// Those of [`read`].
#[inline]
pub fn read_optional<'de, A: MapAccess<'de>, T: Deserialize<'de>>(
    members: &mut A,
    slot: &mut Option<Option<T>>,
) -> Result<(), A::Error> {
    empty(slot)?;
    *slot = Some(Some(members.next_value()?));
    Ok(())
}

/// Reads a member that is a list of any length, as [`read`] does.
///
/// # Errors
///
/// Those of [`read`].
#[inline]
pub fn read_list<'de, A: MapAccess<'de>, T: Deserialize<'de>>(
    members: &mut A,
    slot: &mut Option<Vec<T>>,
) -> Result<(), A::Error> {
    struct Items<T>(Vec<T>);

    impl<'de, T: Deserialize<'de>> Deserialize<'de> for Items<T> {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            exact_schema_json::list(deserializer).map(Self)
        }
    }

    empty(slot)?;
    *slot = Some(members.next_value().map(|Items(items)| items)?);
    Ok(())
}

#[inline]
fn empty<T, E: Error>(slot: &Option<T>) -> Result<(), E> {
    if slot.is_some() { Err(twice()) } else { Ok(()) }
}

/// Reads the name of a member: which of the known names it is.
#[derive(Clone, Copy, Debug)]
pub struct Names(pub &'static [&'static str]);

impl<'de> DeserializeSeed<'de> for Names {
    type Value = usize;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Names {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    #[inline]
    fn visit_u64<E: Error>(self, index: u64) -> Result<usize, E> {
        Ok(index as usize)
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<usize, E> {
        let known = self.0.iter().position(|known| *known == name);
        known.ok_or_else(|| E::unknown_field(name, self.0))
    }
}

/// The name of a member of an object that takes members of any other name, too.
#[derive(Clone, Debug)]
pub enum Key {
    /// Which of the known names it is.
    Known(usize),
    /// Another name.
    Other(String),
}

/// Reads the name of a member of an object that takes members of any other name, too.
#[derive(Clone, Copy, Debug)]
pub struct OpenNames(pub &'static [&'static str]);

impl<'de> DeserializeSeed<'de> for OpenNames {
    type Value = Key;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for OpenNames {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    #[inline]
    fn visit_u64<E: Error>(self, index: u64) -> Result<Key, E> {
        Ok(Key::Known(index as usize))
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Key, E> {
        let known = self.0.iter().position(|known| *known == name);
        Ok(known.map_or_else(|| Key::Other(name.to_owned()), Key::Known))
    }
}
