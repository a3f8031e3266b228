//! Values of any shape as they are written, number for number.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use crate::MAX_DEPTH;
use crate::free_form::{FreeForm, TEXT, TextVisitor};

/// The name by which `serde_json` is asked for a text: that of its `RawValue`, which takes one from nobody
/// else. A test holds that it is still called so.
const RAW: &str = "$serde_json::private::RawValue";

/// Reads any JSON value from `deserializer` as it is written. The [reader](crate::from_str) of this crate and
/// `serde_json` give the very text; any other gives what it has made of the text.
///
/// It is nested at most [`MAX_DEPTH`] deep. Objects may name a member twice: that is for whoever reads the text.
///
/// # Errors
///
/// The deserializer's own errors.
///
/// # Examples
///
/// ```
/// let mut text = serde_json::Deserializer::from_str("[36893488147419103233, 1.50]");
/// let read = exact_schema_json::as_written(&mut text)?;
/// assert_eq!(read.text(), "[36893488147419103233, 1.50]");
/// # Ok::<(), serde_json::Error>(())
/// ```
pub fn as_written<'de, D: Deserializer<'de>>(deserializer: D) -> Result<FreeForm<'de>, D::Error> {
    deserializer.deserialize_newtype_struct(TEXT, Asked)
}

/// Has asked the reader of this crate.
struct Asked;

impl<'de> Visitor<'de> for Asked {
    type Value = FreeForm<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        TextVisitor.expecting(f)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<FreeForm<'de>, D::Error> {
        deserializer.deserialize_newtype_struct(RAW, AskedRaw)
    }

    fn visit_unit<E: Error>(self) -> Result<FreeForm<'de>, E> {
        TextVisitor.visit_unit()
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<FreeForm<'de>, E> {
        TextVisitor.visit_bool(value)
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<FreeForm<'de>, E> {
        TextVisitor.visit_u64(value)
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<FreeForm<'de>, E> {
        TextVisitor.visit_i64(value)
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<FreeForm<'de>, E> {
        TextVisitor.visit_u128(value)
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<FreeForm<'de>, E> {
        TextVisitor.visit_i128(value)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<FreeForm<'de>, E> {
        TextVisitor.visit_f64(value)
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<FreeForm<'de>, E> {
        TextVisitor.visit_str(value)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, elements: A) -> Result<FreeForm<'de>, A::Error> {
        TextVisitor.visit_seq(elements)
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<FreeForm<'de>, A::Error> {
        TextVisitor.visit_map(members)
    }
}

/// Has asked `serde_json`.
struct AskedRaw;

impl<'de> Visitor<'de> for AskedRaw {
    type Value = FreeForm<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        TextVisitor.expecting(f)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<FreeForm<'de>, D::Error> {
        TextVisitor.visit_newtype_struct(deserializer)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<FreeForm<'de>, A::Error> {
        match members.next_key::<Cow<'_, str>>()? {
            Some(name) if name == RAW => {
                let Text(text) = members.next_value()?;
                match depth(&text) <= MAX_DEPTH {
                    true => Ok(FreeForm::kept(text)),
                    false => Err(A::Error::custom("recursion limit exceeded")),
                }
            }
            _ => Err(A::Error::custom("expected the text of a value")),
        }
    }
}

/// How deep a text is nested that is JSON.
fn depth(text: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        match byte {
            b'[' | b'{' => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b']' | b'}' => depth = depth.saturating_sub(1),
            b'"' => {
                while let Some(byte) = bytes.next() {
                    match byte {
                        b'"' => break,
                        b'\\' => drop(bytes.next()),
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
    deepest
}

/// A string, borrowed where it can be.
struct Text<'de>(Cow<'de, str>);

impl<'de> Deserialize<'de> for Text<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Borrowing;

        impl<'de> Visitor<'de> for Borrowing {
            type Value = Text<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the text of a value")
            }

            fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Text<'de>, E> {
                Ok(Text(text.into()))
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Text<'de>, E> {
                self.visit_string(text.to_owned())
            }

            fn visit_string<E: Error>(self, text: String) -> Result<Text<'de>, E> {
                Ok(Text(text.into()))
            }
        }

        deserializer.deserialize_str(Borrowing)
    }
}
