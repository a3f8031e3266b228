//! Lists that are only kept where somebody is going to look at them.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, SeqAccess, Visitor};

/// The name by which the reader is told that a list may go unkept.
pub(crate) static LIST: &str = "$exact_schema_json::list";

/// How many items the reader says that there are where none is to be kept: no list has as many.
pub(crate) const UNKEPT: usize = usize::MAX;

/// Reads a list of any length. In [`check_str`](crate::check_str) its items are read and dropped one by
/// one, and the list is empty.
///
/// # Errors
///
/// The deserializer's own errors.
///
/// # Examples
///
/// ```
/// let mut text = serde_json::Deserializer::from_str("[1, 2]");
/// assert_eq!(exact_schema_json::list::<_, u8>(&mut text)?, [1, 2]);
/// # Ok::<(), serde_json::Error>(())
/// ```
pub fn list<'de, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    deserializer.deserialize_newtype_struct(LIST, ListVisitor(PhantomData))
}

struct ListVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for ListVisitor<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<Vec<T>, D::Error> {
        deserializer.deserialize_seq(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Vec<T>, A::Error> {
        let mut items = Vec::new();
        if elements.size_hint() == Some(UNKEPT) {
            while elements.next_element::<T>()?.is_some() {}
            return Ok(items);
        }
        while elements.next_element_seed(Pushed(&mut items))?.is_some() {}
        items.shrink_to_fit();
        Ok(items)
    }
}

/// Reads an item to the end of a list. Handed back through serde, it would be moved several times.
struct Pushed<'a, T>(&'a mut Vec<T>);

impl<'de, T: Deserialize<'de>> DeserializeSeed<'de> for Pushed<'_, T> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.0.push(T::deserialize(deserializer)?);
        Ok(())
    }
}
