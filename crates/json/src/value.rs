//! Reads a text into a [`Value`], without losing anything on the way.

use std::cell::RefCell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use crate::fault::{Fault, FaultKind, Position};
use crate::pointer;

/// How deep arrays and objects may be nested. A scalar has depth 0, `[]` has depth 1.
pub const MAX_DEPTH: usize = 128;

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Reads one I-JSON document.
///
/// # Errors
///
/// The first [`Fault`] of the text.
///
/// # Examples
///
/// ```
/// let fault = exact_schema_json::read(b"{\"a\": tru").unwrap_err();
/// assert_eq!(fault.to_string(), "line 1, column 10: EOF while parsing a value");
/// ```
pub fn read(bytes: &[u8]) -> Result<Value, Fault> {
    let text = text_of(bytes)?;
    let progress = Progress::default();
    let mut deserializer = serde_json::Deserializer::from_str(text);
    // The depth is counted below, exactly; the stack is bounded by it.
    deserializer.disable_recursion_limit();
    let root = Node { progress: Some(&progress), depth: 0 };
    root.deserialize(&mut deserializer)
        .and_then(|value| deserializer.end().map(|()| value))
        .map_err(|error| progress.fault(bytes, &error))
}

/// Reads any JSON value from `deserializer`, refusing objects that name a member twice.
///
/// # Errors
///
/// The deserializer's own errors, and `duplicate field` where a name comes twice in one object.
///
/// # Examples
///
/// ```
/// let mut twice = serde_json::Deserializer::from_str(r#"[{"a": 1, "a": 2}]"#);
/// assert!(exact_schema_json::deserialize(&mut twice).is_err());
/// ```
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Value, D::Error> {
    Node { progress: None, depth: 0 }.deserialize(deserializer)
}

fn text_of(bytes: &[u8]) -> Result<&str, Fault> {
    let fault = |message: &str, offset| {
        Fault::new(FaultKind::Encoding, message, String::new(), Position::of(bytes, offset))
    };
    if bytes.starts_with(BYTE_ORDER_MARK) {
        return Err(fault("expected UTF-8 without a byte-order mark, found one", 0));
    }
    std::str::from_utf8(bytes).map_err(|error| {
        fault("expected UTF-8, found bytes of another encoding", error.valid_up_to())
    })
}

/// Where the reader stands, for the report of a fault.
#[derive(Default)]
struct Progress {
    path: RefCell<Vec<Token>>,
    refused: RefCell<Option<FaultKind>>,
}

enum Token {
    Name(String),
    Index(usize),
}

impl Progress {
    fn refuse<E: Error>(&self, kind: FaultKind, message: &str) -> E {
        *self.refused.borrow_mut() = Some(kind);
        E::custom(message)
    }

    fn fault(&self, bytes: &[u8], error: &serde_json::Error) -> Fault {
        let offset = if error.is_eof() { bytes.len() } else { offset_of(bytes, error) };
        let full = error.to_string();
        let place = format!(" at line {} column {}", error.line(), error.column());
        let message = full.strip_suffix(&place).unwrap_or(&full);
        let (kind, pointer) = match *self.refused.borrow() {
            Some(FaultKind::DuplicateMember) => (FaultKind::DuplicateMember, self.pointer()),
            // A pointer of more than a hundred tokens helps nobody.
            Some(kind) => (kind, String::new()),
            None => (FaultKind::Syntax, String::new()),
        };
        Fault::new(kind, message, pointer, Position::of(bytes, offset))
    }

    fn pointer(&self) -> String {
        let mut pointer = String::new();
        for token in self.path.borrow().iter() {
            match token {
                Token::Name(name) => pointer::push(&mut pointer, name),
                Token::Index(index) => pointer::push(&mut pointer, &index.to_string()),
            }
        }
        pointer
    }
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
struct Node<'a> {
    /// Absent where nobody asks for the place of a fault.
    progress: Option<&'a Progress>,
    depth: usize,
}

impl Node<'_> {
    fn child(&self) -> Node<'_> {
        Node { progress: self.progress, depth: self.depth + 1 }
    }

    fn enter(&self, token: impl FnOnce() -> Token) {
        if let Some(progress) = self.progress {
            progress.path.borrow_mut().push(token());
        }
    }

    fn leave(&self) {
        if let Some(progress) = self.progress {
            progress.path.borrow_mut().pop();
        }
    }

    fn check_depth<E: Error>(&self) -> Result<(), E> {
        match self.progress {
            Some(progress) if self.depth >= MAX_DEPTH => Err(progress.refuse(
                FaultKind::Depth,
                "expected arrays and objects nested at most 128 deep, found them deeper",
            )),
            _ => Ok(()),
        }
    }
}

impl<'de> DeserializeSeed<'de> for Node<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Number::from_f64(value).map(Value::Number).ok_or_else(|| E::custom("number out of range"))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Value, A::Error> {
        self.check_depth()?;
        let mut array = Vec::new();
        loop {
            self.enter(|| Token::Index(array.len()));
            let Some(element) = elements.next_element_seed(self.child())? else { break };
            self.leave();
            array.push(element);
        }
        self.leave();
        Ok(Value::Array(array))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        self.check_depth()?;
        let mut object = Map::new();
        while let Some(name) = members.next_key::<String>()? {
            if object.contains_key(&name) {
                let message = "expected every member of the object once, found one twice";
                return Err(match self.progress {
                    Some(progress) => progress.refuse(FaultKind::DuplicateMember, message),
                    None => A::Error::custom(message),
                });
            }
            self.enter(|| Token::Name(name.clone()));
            let value = members.next_value_seed(self.child())?;
            self.leave();
            object.insert(name, value);
        }
        Ok(Value::Object(object))
    }
}
