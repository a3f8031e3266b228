//! Objects.

use serde::de::value::U64Deserializer;
use serde::de::{DeserializeSeed, IntoDeserializer, MapAccess, Visitor};

use super::name::name_deserializer;
use super::order::START;
use super::{Reader, Refused};

impl<'de> Reader<'de> {
    #[inline]
    pub(super) fn object<V: Visitor<'de>>(
        &mut self,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refused> {
        self.enter()?;
        let order = self.orders.of(names);
        let value = visitor.visit_map(Object::new(self, names, order))?;
        if self.peek() != Some(b'}') {
            return Err(Refused);
        }
        self.leave();
        Ok(value)
    }
}

struct Object<'a, 'de> {
    reader: &'a mut Reader<'de>,
    names: &'static [&'static str],
    order: Option<usize>,
    /// One more than the member before, or [`START`].
    previous: usize,
    first: bool,
}

impl<'a, 'de> Object<'a, 'de> {
    fn new(
        reader: &'a mut Reader<'de>,
        names: &'static [&'static str],
        order: Option<usize>,
    ) -> Self {
        Self { reader, names, order, previous: START, first: true }
    }

    /// Whether another member follows without white space, as most do; takes the comma if so.
    #[inline]
    fn goes_on(&mut self) -> bool {
        let next = self.reader.text.as_bytes().get(self.reader.at..);
        let goes_on = !self.first && next.is_some_and(|next| next.starts_with(b",\""));
        self.reader.at += usize::from(goes_on);
        goes_on
    }

    /// The member that the text names here, if it is the next of the list of names, or the one that came
    /// here the last time.
    #[inline]
    fn expected(&mut self) -> Option<usize> {
        let order = self.order?;
        // What comes in the order of the list costs no look into the order of the last time.
        if self.is_here(self.previous) {
            return Some(self.previous);
        }
        let member = self.reader.orders.expected(order, self.previous)?;
        self.is_here(member).then_some(member)
    }

    /// Whether the text names that member here; takes the name if so.
    #[inline]
    fn is_here(&mut self, member: usize) -> bool {
        let Some(name) = self.names.get(member) else { return false };
        let Some(rest) = self.reader.text.as_bytes().get(self.reader.at + 1..) else {
            return false;
        };
        let is_here =
            rest.get(name.len()) == Some(&b'"') && is_same(&rest[..name.len()], name.as_bytes());
        if is_here {
            self.reader.at += name.len() + 2;
        }
        is_here
    }
}

impl<'de> MapAccess<'de> for Object<'_, 'de> {
    type Error = Refused;

    #[inline]
    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Refused> {
        if !self.goes_on() {
            if !self.reader.another(&mut self.first, b'}')? {
                return Ok(None);
            }
            if self.reader.peek() != Some(b'"') {
                return Err(Refused);
            }
        }
        if let Some(member) = self.expected() {
            self.previous = member + 1;
            return seed.deserialize(index(member)).map(Some);
        }
        let name = self.reader.string()?;
        if let Some(order) = self.order
            && let Some(member) = self.names.iter().position(|known| *known == name)
        {
            self.reader.orders.learn(order, self.previous, member);
            self.previous = member + 1;
            return seed.deserialize(index(member)).map(Some);
        }
        seed.deserialize(name_deserializer(name)).map(Some)
    }

    #[inline]
    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Refused> {
        self.reader.take(b':')?;
        seed.deserialize(&mut *self.reader)
    }
}

/// A member by its place in the list of names, as serde's own visitors take it, too.
fn index(member: usize) -> U64Deserializer<Refused> {
    (member as u64).into_deserializer()
}

/// Whether two byte strings of the same length are equal: by eight bytes at once, which for the
/// length of a name is faster than a call.
#[inline]
fn is_same(left: &[u8], right: &[u8]) -> bool {
    let ends = |bytes: &[u8]| {
        let first = bytes.first_chunk::<8>().map(|chunk| u64::from_ne_bytes(*chunk));
        let last = bytes.last_chunk::<8>().map(|chunk| u64::from_ne_bytes(*chunk));
        (first, last)
    };
    if (8..=16).contains(&left.len()) { ends(left) == ends(right) } else { left == right }
}
