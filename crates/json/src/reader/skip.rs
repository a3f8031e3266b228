//! Values that are read and not made.

use serde::de::value::BorrowedStrDeserializer;
use serde::de::{DeserializeSeed, MapAccess};

use super::{Reader, Refused};
use crate::free_form::{CHECKED, ITEMS, KEPT};
use crate::names;

impl<'de> Reader<'de> {
    /// The text of the next value, which is I-JSON.
    pub(crate) fn skipped(&mut self) -> Result<&'de str, Refused> {
        self.peek();
        let start = self.at;
        self.skip_value()?;
        Ok(&self.text[start..self.at])
    }

    fn skip_value(&mut self) -> Result<(), Refused> {
        match self.peek() {
            Some(b'"') => self.string().map(drop),
            Some(b'{') => self.skip_object(),
            Some(b'[') => {
                self.enter()?;
                let mut first = true;
                while self.another(&mut first, b']')? {
                    self.skip_value()?;
                }
                self.leave();
                Ok(())
            }
            Some(b't') => self.word("true"),
            Some(b'f') => self.word("false"),
            Some(b'n') => self.word("null"),
            Some(b'-' | b'0'..=b'9') => self.number().map(drop),
            _ => Err(Refused),
        }
    }

    fn skip_object(&mut self) -> Result<(), Refused> {
        self.enter()?;
        let begin = self.names.len();
        let mut first = true;
        while self.another(&mut first, b'}')? {
            self.peek();
            self.names.push(self.at);
            self.name()?;
            self.take(b':')?;
            self.skip_value()?;
        }
        self.leave();
        let names = &mut self.names[begin..];
        if names::twice(self.text, names).is_some() {
            return Err(Refused);
        }
        self.names.truncate(begin);
        Ok(())
    }
}

/// The text of a list, given behind its items.
pub(super) struct SkippedList<'a, 'de> {
    reader: &'a mut Reader<'de>,
    start: usize,
    given: usize,
}

impl<'a, 'de> SkippedList<'a, 'de> {
    pub(super) fn new(reader: &'a mut Reader<'de>) -> Self {
        reader.peek();
        Self { start: reader.at, reader, given: 0 }
    }
}

impl<'de> MapAccess<'de> for SkippedList<'_, 'de> {
    type Error = Refused;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Refused> {
        self.given += 1;
        let name = match self.given {
            1 => ITEMS,
            2 if self.reader.is_kept => KEPT,
            2 => CHECKED,
            _ => return Ok(None),
        };
        seed.deserialize(BorrowedStrDeserializer::new(name)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Refused> {
        if self.given > 1 {
            let text = &self.reader.text[self.start..self.reader.at];
            return seed.deserialize(BorrowedStrDeserializer::new(text));
        }
        let is_kept = std::mem::replace(&mut self.reader.is_kept, false);
        let items = seed.deserialize(&mut *self.reader);
        self.reader.is_kept = is_kept;
        items
    }
}

/// A text, given as an object of one member whose name nobody else can give.
pub(super) struct SkippedText<'de> {
    pub(super) text: &'de str,
    pub(super) is_kept: bool,
    pub(super) is_named: bool,
}

impl<'de> MapAccess<'de> for SkippedText<'de> {
    type Error = Refused;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Refused> {
        if std::mem::replace(&mut self.is_named, true) {
            return Ok(None);
        }
        let name = if self.is_kept { KEPT } else { CHECKED };
        seed.deserialize(BorrowedStrDeserializer::new(name)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Refused> {
        seed.deserialize(BorrowedStrDeserializer::new(self.text))
    }
}
