//! Arrays.

use serde::de::{DeserializeSeed, SeqAccess, Visitor};

use super::mismatch::OpenList;
use super::{Reader, Refused};

impl<'de> Reader<'de> {
    #[inline]
    pub(super) fn array<V: Visitor<'de>>(
        &mut self,
        hint: Option<usize>,
        visitor: V,
    ) -> Result<V::Value, Refused> {
        let start = self.at;
        self.enter()?;
        let value = visitor.visit_seq(Array { reader: self, start, read: 0, first: true, hint })?;
        // A visitor that stops early has not seen the end.
        if self.peek() != Some(b']') {
            return Err(Refused);
        }
        self.leave();
        Ok(value)
    }
}

struct Array<'a, 'de> {
    reader: &'a mut Reader<'de>,
    /// The byte of its bracket.
    start: usize,
    /// How many items were read.
    read: usize,
    first: bool,
    hint: Option<usize>,
}

impl<'de> SeqAccess<'de> for Array<'_, 'de> {
    type Error = Refused;

    fn size_hint(&self) -> Option<usize> {
        self.hint
    }

    #[inline]
    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Refused> {
        let behind = self.reader.at;
        if !self.reader.another(&mut self.first, b']')? {
            return Ok(None);
        }
        match seed.deserialize(&mut *self.reader) {
            Ok(item) => {
                self.read += 1;
                Ok(Some(item))
            }
            Err(refused) => {
                let Self { start, read, .. } = *self;
                self.reader.open.push(OpenList { start, read, behind });
                Err(refused)
            }
        }
    }
}
