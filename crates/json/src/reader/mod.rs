//! Reads a text into a type, in one pass.
//!
//! The reader accepts what [`read`](crate::read) accepts and is made for the good case: it keeps no
//! position, explains nothing, and expects the members of an object in the order in which they came
//! the last time.

mod mismatch;
mod name;
mod number;
mod object;
mod order;
mod skip;
mod string;

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, IntoDeserializer, SeqAccess, Visitor};

use crate::MAX_DEPTH;
use crate::free_form::{self, TEXT, TEXT_OF_LIST};
use crate::list::{LIST, UNKEPT};
pub use mismatch::Mismatch;
use mismatch::OpenList;
use number::Number;
use object::Object;
use order::Orders;
use skip::{SkippedList, SkippedText};

/// Reads a `T` from an I-JSON text, nested at most [`MAX_DEPTH`] deep.
///
/// That no object names a member twice is up to `T`, which alone knows what it has seen.
///
/// # Errors
///
/// That the text is not I-JSON, or not a `T`. [`read`](crate::read) tells what is wrong with the
/// text.
///
/// # Examples
///
/// ```
/// use exact_schema_json::from_str;
///
/// assert_eq!(from_str::<Vec<f64>>("[1, 2.5e0]"), Ok(vec![1.0, 2.5]));
/// assert!(from_str::<Vec<f64>>("[1, 2.5e0,]").is_err());
/// assert!(from_str::<String>(r#""\ud800""#).is_err(), "a lone surrogate");
/// ```
pub fn from_str<'de, T: Deserialize<'de>>(text: &'de str) -> Result<T, Mismatch> {
    read_to_end(Reader::new(text))
}

/// Reads a text as [`from_str`] does, and keeps nothing of it: neither the [lists](crate::list) nor the
/// [values of any shape](crate::free_form) in it, however long they are.
///
/// # Errors
///
/// As [`from_str`].
///
/// # Examples
///
/// ```
/// use exact_schema_json::check_str;
///
/// assert!(check_str::<Vec<f64>>("[1, 2.5e0]").is_ok());
/// assert!(check_str::<Vec<f64>>("[1, 2.5e0,]").is_err());
/// ```
pub fn check_str<'de, T: Deserialize<'de>>(text: &'de str) -> Result<(), Mismatch> {
    let reader = Reader { is_kept: false, ..Reader::new(text) };
    read_to_end::<T>(reader).map(drop)
}

fn read_to_end<'de, T: Deserialize<'de>>(mut reader: Reader<'de>) -> Result<T, Mismatch> {
    match T::deserialize(&mut reader).and_then(|value| reader.end().map(|()| value)) {
        Ok(value) => Ok(value),
        Err(Refused) => Err(Mismatch { open: reader.open }),
    }
}

/// The reader does not go on. It says no more than that, because every result of every value that is
/// read has room for it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Refused;

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Mismatch::default().fmt(f)
    }
}

impl std::error::Error for Refused {}

impl serde::de::Error for Refused {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

/// A text, and how far it is read.
pub(crate) struct Reader<'de> {
    text: &'de str,
    /// The next byte to read.
    at: usize,
    /// How many arrays and objects are open.
    depth: usize,
    orders: Orders,
    /// Whether anybody is going to look at what is read.
    is_kept: bool,
    /// Where the names of the members stand of the objects that are open and are not made.
    names: Vec<usize>,
    /// Once it has refused, the lists in which it stood, the innermost first.
    open: Vec<OpenList>,
}

/// A place in a text, to come back to.
#[derive(Clone, Copy)]
pub(crate) struct Mark {
    at: usize,
    depth: usize,
}

impl<'de> Reader<'de> {
    pub(crate) fn new(text: &'de str) -> Self {
        Self {
            text,
            at: 0,
            depth: 0,
            orders: Orders::default(),
            is_kept: true,
            names: Vec::new(),
            open: Vec::new(),
        }
    }

    /// Makes sure that nothing follows.
    pub(crate) fn end(&mut self) -> Result<(), Refused> {
        match self.peek() {
            None => Ok(()),
            Some(_) => Err(Refused),
        }
    }

    /// The next byte to read.
    pub(crate) fn offset(&self) -> usize {
        self.at
    }

    pub(crate) fn mark(&self) -> Mark {
        Mark { at: self.at, depth: self.depth }
    }

    /// Reads on from there, whatever it has refused behind it.
    pub(crate) fn back_to(&mut self, mark: Mark) {
        (self.at, self.depth) = (mark.at, mark.depth);
        self.open.clear();
        self.names.clear();
    }

    /// Opens a list, whose bracket is the next byte, and goes behind the items that are known to be
    /// good; says how many they are.
    pub(crate) fn enter_list(&mut self, known: &Mismatch) -> Result<usize, Refused> {
        let known = known.open.iter().find(|list| list.start == self.at);
        self.enter()?;
        // Of another text it would be wrong, but no reason to fail.
        let known = known.filter(|list| self.text.is_char_boundary(list.behind));
        Ok(known.map_or(0, |list| {
            self.at = list.behind;
            list.read
        }))
    }

    /// The next byte that is not white space, without taking it.
    #[inline]
    pub(crate) fn peek(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        loop {
            match bytes.get(self.at) {
                Some(b' ' | b'\n' | b'\t' | b'\r') => self.at += 1,
                other => return other.copied(),
            }
        }
    }

    /// Takes the next byte that is not white space, which must be `expected`.
    #[inline]
    pub(crate) fn take(&mut self, expected: u8) -> Result<(), Refused> {
        if self.peek() == Some(expected) {
            self.at += 1;
            Ok(())
        } else {
            Err(Refused)
        }
    }

    #[inline]
    fn word(&mut self, word: &str) -> Result<(), Refused> {
        if self.text.as_bytes()[self.at..].starts_with(word.as_bytes()) {
            self.at += word.len();
            Ok(())
        } else {
            Err(Refused)
        }
    }

    /// Opens an array or an object, whose bracket is the next byte.
    #[inline]
    pub(crate) fn enter(&mut self) -> Result<(), Refused> {
        self.at += 1;
        self.depth += 1;
        if self.depth <= MAX_DEPTH { Ok(()) } else { Err(Refused) }
    }

    /// Closes it; the next byte is its other bracket.
    #[inline]
    pub(crate) fn leave(&mut self) {
        self.at += 1;
        self.depth -= 1;
    }

    /// Whether there is another item or member before the bracket `end`; takes the comma between two.
    #[inline]
    pub(crate) fn another(&mut self, first: &mut bool, end: u8) -> Result<bool, Refused> {
        match self.peek() {
            Some(byte) if byte == end => return Ok(false),
            Some(_) if *first => *first = false,
            Some(_) => self.take(b',')?,
            None => return Err(Refused),
        }
        Ok(true)
    }

    /// Reads the name of a member.
    #[inline]
    pub(crate) fn name(&mut self) -> Result<Cow<'de, str>, Refused> {
        match self.peek() {
            Some(b'"') => self.string(),
            _ => Err(Refused),
        }
    }

    #[inline]
    fn array<V: Visitor<'de>>(
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

    #[inline]
    fn object<V: Visitor<'de>>(
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

impl<'de> Deserializer<'de> for &mut Reader<'de> {
    type Error = Refused;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        match self.peek() {
            Some(b'"') => self.deserialize_str(visitor),
            Some(b'{') => self.object(&[], visitor),
            Some(b'[') => self.array(None, visitor),
            Some(b't') => self.word("true").and_then(|()| visitor.visit_bool(true)),
            Some(b'f') => self.word("false").and_then(|()| visitor.visit_bool(false)),
            Some(b'n') => self.word("null").and_then(|()| visitor.visit_unit()),
            Some(b'-' | b'0'..=b'9') => self.deserialize_u64(visitor),
            _ => Err(Refused),
        }
    }

    #[inline]
    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        match self.peek() {
            Some(b'"') => match self.string()? {
                Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
                Cow::Owned(text) => visitor.visit_string(text),
            },
            _ => Err(Refused),
        }
    }

    #[inline]
    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        match self.peek() {
            Some(b'-' | b'0'..=b'9') => match self.number()? {
                Number::Unsigned(number) => visitor.visit_u64(number),
                Number::Negative(number) => visitor.visit_i64(number),
                Number::Double(number) => visitor.visit_f64(number),
            },
            _ => Err(Refused),
        }
    }

    #[inline]
    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        self.deserialize_u64(visitor)
    }

    #[inline]
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        match self.peek() {
            Some(b'n') => self.word("null").and_then(|()| visitor.visit_none()),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Refused> {
        if free_form::is(name, TEXT) {
            let text = self.skipped()?;
            let is_kept = self.is_kept;
            return visitor.visit_map(SkippedText { text, is_kept, is_named: false });
        }
        if free_form::is(name, TEXT_OF_LIST) {
            return visitor.visit_map(SkippedList::new(self));
        }
        if free_form::is(name, LIST) {
            return match self.peek() {
                Some(b'[') => self.array((!self.is_kept).then_some(UNKEPT), visitor),
                _ => Err(Refused),
            };
        }
        visitor.visit_newtype_struct(self)
    }

    /// Names known beforehand may be recognised by their order.
    #[inline]
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refused> {
        match self.peek() {
            Some(b'{') => self.object(names, visitor),
            _ => Err(Refused),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refused> {
        match self.peek() {
            Some(b'"') => visitor.visit_enum(self.string()?.into_deserializer()),
            _ => Err(Refused),
        }
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u128 f32 char string bytes byte_buf unit unit_struct
        seq tuple tuple_struct map identifier ignored_any
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
