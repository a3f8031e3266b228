//! Reads a text into a type, in one pass.
//!
//! The reader accepts what [`read`](crate::read) accepts and is made for the good case: it keeps no
//! position, explains nothing, and expects the members of an object in the order of its list of names,
//! or in that in which they came the last time.

mod array;
mod deserializer;
mod mismatch;
mod name;
mod number;
mod object;
mod order;
mod skip;
mod string;

use std::borrow::Cow;
use std::fmt;

use serde::de::Deserialize;

use crate::MAX_DEPTH;
pub use mismatch::Mismatch;
use mismatch::OpenList;
use order::Orders;

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
}
