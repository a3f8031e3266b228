//! Finds where a text stops being I-JSON, without keeping what it reads.

use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use crate::MAX_DEPTH;
use crate::duplicates;
use crate::fault::{Fault, FaultKind, Position};
use crate::place;

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// What `serde_json` says of a number that no IEEE double holds.
const OUT_OF_RANGE: &str = "number out of range";

/// Why a text is no JSON, and the byte where that shows.
type Broken = (FaultKind, String, usize);

/// The text in `bytes`, if it is an I-JSON document.
///
/// # Errors
///
/// Its first fault.
pub(crate) fn text_of(bytes: &[u8]) -> Result<&str, Fault> {
    let fault = |message: &str, offset| {
        Fault::new(FaultKind::Encoding, message, String::new(), Position::of(bytes, offset))
    };
    if bytes.starts_with(BYTE_ORDER_MARK) {
        return Err(fault("expected UTF-8 without a byte-order mark, found one", 0));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        fault("expected UTF-8, found bytes of another encoding", error.valid_up_to())
    })?;
    let broken = walk(text);
    // All before the break is JSON. A member that is named twice there comes first.
    let end = broken.as_ref().map_or(text.len(), |(_, _, offset)| *offset);
    if let Some(twice) = duplicates::first(text, end) {
        let message = "expected every member of the object once, found one twice";
        let position = Position::of(bytes, twice.offset);
        return Err(Fault::new(FaultKind::DuplicateMember, message, twice.pointer, position));
    }
    match broken {
        None => Ok(text),
        Some(broken) => Err(fault_of(text, broken)),
    }
}

fn fault_of(text: &str, (kind, message, offset): Broken) -> Fault {
    if message == OUT_OF_RANGE {
        let start = start_of_number(text, offset);
        let message = "expected a number that an IEEE double holds, found a greater one";
        let position = Position::of(text.as_bytes(), start);
        return Fault::new(kind, message, place::pointer_at(text, start), position);
    }
    Fault::new(kind, message, String::new(), Position::of(text.as_bytes(), offset))
}

/// The first byte of the number that a byte is of, or that ends before it.
fn start_of_number(text: &str, offset: usize) -> usize {
    let is_of_number = |byte: &u8| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E');
    let before = text.as_bytes().get(..offset).unwrap_or(text.as_bytes());
    before.iter().rposition(|byte| !is_of_number(byte)).map_or(0, |other| other + 1)
}

/// Where the text stops being JSON, nested as deep as it may be; and why.
fn walk(text: &str) -> Option<Broken> {
    let is_too_deep = Cell::new(false);
    let mut deserializer = serde_json::Deserializer::from_str(text);
    // The depth is counted below, exactly; the stack is bounded by it.
    deserializer.disable_recursion_limit();
    let root = Node { is_too_deep: &is_too_deep, depth: 0 };
    let read = root.deserialize(&mut deserializer).and_then(|()| deserializer.end());
    let error = read.err()?;
    let offset = if error.is_eof() { text.len() } else { offset_of(text.as_bytes(), &error) };
    let full = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let message = full.strip_suffix(&place).unwrap_or(&full).to_owned();
    let kind = if is_too_deep.get() { FaultKind::Depth } else { FaultKind::Syntax };
    Some((kind, message, offset))
}

/// serde_json counts lines from 1 and the bytes of a line from 1.
fn offset_of(bytes: &[u8], error: &serde_json::Error) -> usize {
    let line_start = match error.line() {
        0 | 1 => 0,
        line => bytes
            .iter()
            .enumerate()
            .filter(|&(_, &byte)| byte == b'\n')
            .nth(line - 2)
            .map_or(bytes.len(), |(newline, _)| newline + 1),
    };
    line_start + error.column().saturating_sub(1)
}

/// One value of the document, `depth` arrays and objects below its root.
#[derive(Clone, Copy)]
struct Node<'a> {
    is_too_deep: &'a Cell<bool>,
    depth: usize,
}

impl Node<'_> {
    fn enter<E: Error>(self) -> Result<Self, E> {
        if self.depth < MAX_DEPTH {
            return Ok(Self { depth: self.depth + 1, ..self });
        }
        self.is_too_deep.set(true);
        let message = "expected arrays and objects nested at most 128 deep, found them deeper";
        Err(E::custom(message))
    }
}

impl<'de> DeserializeSeed<'de> for Node<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<(), A::Error> {
        let child = self.enter()?;
        while elements.next_element_seed(child)?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        let child = self.enter()?;
        while members.next_key::<Name>()?.is_some() {
            members.next_value_seed(child)?;
        }
        Ok(())
    }
}

/// The name of a member, which is read and not kept.
struct Name;

impl<'de> serde::Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct NameVisitor;

        impl Visitor<'_> for NameVisitor {
            type Value = Name;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_str<E: Error>(self, _: &str) -> Result<Name, E> {
                Ok(Name)
            }
        }

        deserializer.deserialize_str(NameVisitor)
    }
}
