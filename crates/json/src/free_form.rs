//! Values of any shape, kept as their texts.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{
    Deserialize, DeserializeOwned, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess,
    Unexpected, Visitor,
};
use serde_json::{Map, Value};

use crate::list::list;
use crate::value::{deserialize, unique};

/// The name by which the reader is asked for a text. Nobody else can ask by it: it is known by its place in
/// memory.
pub(crate) static TEXT: &str = "$exact_schema_json::text";

/// The name by which the reader is asked for the text of a list.
pub(crate) static TEXT_OF_LIST: &str = "$exact_schema_json::text_of_list";

/// The name under which the reader gives the items of such a list, before its text.
pub(crate) static ITEMS: &str = "$exact_schema_json::items";

/// The name under which the reader gives a text that is to be kept.
pub(crate) static KEPT: &str = "$exact_schema_json::kept";

/// The name under which the reader gives a text that only had to be read.
pub(crate) static CHECKED: &str = "$exact_schema_json::checked";

/// Whether a name is that one, and not only spelled like it.
pub(crate) fn is(name: &str, one: &'static str) -> bool {
    std::ptr::eq(name.as_ptr(), one.as_ptr()) && name.len() == one.len()
}

/// The text of a JSON value that was read, and whether anybody is going to look at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FreeForm<'de> {
    text: Cow<'de, str>,
    is_kept: bool,
}

impl<'de> FreeForm<'de> {
    /// Of a text that somebody is going to look at.
    pub(crate) fn kept(text: Cow<'de, str>) -> Self {
        Self { text, is_kept: true }
    }

    /// Whether it is an object.
    #[must_use]
    pub fn is_object(&self) -> bool {
        self.text.starts_with('{')
    }

    /// The text, without white space around it, whether anybody is going to look at it or not.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Reads the text once more, as something else.
    ///
    /// # Errors
    ///
    /// What `serde_json` says, without a place: it would be one in this text and not in the document.
    pub fn read<T: DeserializeSeed<'de>, E: Error>(&self, seed: T) -> Result<T::Value, E> {
        let read = match &self.text {
            Cow::Borrowed(text) => seed.deserialize(&mut serde_json::Deserializer::from_str(text)),
            Cow::Owned(text) => {
                seed.deserialize(&mut serde_json::Deserializer::from_reader(text.as_bytes()))
            }
        };
        read.map_err(|error| {
            let said = error.to_string();
            let place = format!(" at line {} column {}", error.line(), error.column());
            E::custom(said.strip_suffix(&place).unwrap_or(&said))
        })
    }

    /// The text, without white space around it; nothing where nobody is going to look at it, as in
    /// [`check_str`](crate::check_str).
    #[must_use]
    pub fn into_text(self) -> Box<str> {
        if self.is_kept { self.text.into() } else { Box::default() }
    }
}

/// Reads any JSON value from `deserializer` as its text, refusing objects that name a member twice. From
/// the [reader](crate::from_str) of this crate it is a part of what is read, which takes neither the time nor
/// the memory to make a value of it; from any other it is written anew.
///
/// # Errors
///
/// The deserializer's own errors, and that a name comes twice in one object.
///
/// # Examples
///
/// ```
/// let mut other = serde_json::Deserializer::from_str(r#"{"a": [1, 2]}"#);
/// let read = exact_schema_json::free_form(&mut other)?;
/// assert!(read.is_object());
/// assert_eq!(&*read.into_text(), r#"{"a":[1,2]}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
pub fn free_form<'de, D: Deserializer<'de>>(deserializer: D) -> Result<FreeForm<'de>, D::Error> {
    deserializer.deserialize_newtype_struct(TEXT, TextVisitor)
}

/// Reads an array of `T` from `deserializer` as its text, as [`free_form`] does.
///
/// # Errors
///
/// The deserializer's own errors, and those of `T`.
///
/// # Examples
///
/// ```
/// let mut other = serde_json::Deserializer::from_str("[1, 2]");
/// let read = exact_schema_json::free_form_list::<_, u8>(&mut other)?;
/// assert_eq!(&*read.into_text(), "[1,2]");
/// # Ok::<(), serde_json::Error>(())
/// ```
pub fn free_form_list<'de, D, T>(deserializer: D) -> Result<FreeForm<'de>, D::Error>
where
    D: Deserializer<'de>,
    T: DeserializeOwned,
{
    deserializer.deserialize_newtype_struct(TEXT_OF_LIST, ListVisitor::<T>(PhantomData))
}

struct ListVisitor<T>(PhantomData<T>);

impl<T: DeserializeOwned> ListVisitor<T> {
    fn written<'de, E: Error>(items: Value) -> Result<FreeForm<'de>, E> {
        Vec::<T>::deserialize(&items).map_err(E::custom)?;
        written(items)
    }
}

impl<'de, T: DeserializeOwned> Visitor<'de> for ListVisitor<T> {
    type Value = FreeForm<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<FreeForm<'de>, D::Error> {
        Self::written(deserialize(deserializer)?)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<FreeForm<'de>, A::Error> {
        let mut array = Vec::new();
        while let Some(element) = elements.next_element_seed(Any)? {
            array.push(element);
        }
        Self::written(array.into())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<FreeForm<'de>, A::Error> {
        struct Items<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Deserialize<'de> for Items<T> {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                list::<D, T>(deserializer).map(|_| Self(PhantomData))
            }
        }

        while let Some(key) = members.next_key()? {
            match key {
                Key::Items => {
                    members.next_value::<Items<T>>()?;
                }
                Key::Text { is_kept } => {
                    let text = members.next_value::<&'de str>()?;
                    return Ok(FreeForm { text: text.into(), is_kept });
                }
                Key::Name(_) => break,
            }
        }
        Err(A::Error::invalid_type(Unexpected::Map, &self))
    }
}

pub(crate) struct TextVisitor;

fn written<'de, E: Error>(value: Value) -> Result<FreeForm<'de>, E> {
    let text = serde_json::to_string(&value).map_err(E::custom)?;
    Ok(FreeForm::kept(text.into()))
}

impl<'de> Visitor<'de> for TextVisitor {
    type Value = FreeForm<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<FreeForm<'de>, D::Error> {
        written(deserialize(deserializer)?)
    }

    fn visit_unit<E: Error>(self) -> Result<FreeForm<'de>, E> {
        written(Value::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<FreeForm<'de>, E> {
        written(value.into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<FreeForm<'de>, E> {
        written(value.into())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<FreeForm<'de>, E> {
        written(value.into())
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<FreeForm<'de>, E> {
        Ok(FreeForm::kept(value.to_string().into()))
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<FreeForm<'de>, E> {
        Ok(FreeForm::kept(value.to_string().into()))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<FreeForm<'de>, E> {
        let number = serde_json::Number::from_f64(value);
        written(number.ok_or_else(|| E::custom("number out of range"))?.into())
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<FreeForm<'de>, E> {
        written(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<FreeForm<'de>, A::Error> {
        let mut array = Vec::new();
        while let Some(element) = elements.next_element_seed(Any)? {
            array.push(element);
        }
        written(array.into())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<FreeForm<'de>, A::Error> {
        let mut object = Map::new();
        while let Some(key) = members.next_key()? {
            match key {
                Key::Text { is_kept } => {
                    let text = members.next_value::<&'de str>()?;
                    return Ok(FreeForm { text: text.into(), is_kept });
                }
                Key::Items => {}
                Key::Name(name) => {
                    let value = members.next_value_seed(Any)?;
                    unique(&mut object, name, value)?;
                }
            }
        }
        written(object.into())
    }
}

struct Any;

impl<'de> DeserializeSeed<'de> for Any {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserialize(deserializer)
    }
}

enum Key {
    Items,
    Text { is_kept: bool },
    Name(String),
}

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct KeyVisitor;

        impl<'de> Visitor<'de> for KeyVisitor {
            type Value = Key;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the name of a member")
            }

            fn visit_borrowed_str<E: Error>(self, name: &'de str) -> Result<Key, E> {
                Ok(match name {
                    name if is(name, ITEMS) => Key::Items,
                    name if is(name, KEPT) => Key::Text { is_kept: true },
                    name if is(name, CHECKED) => Key::Text { is_kept: false },
                    name => Key::Name(name.to_owned()),
                })
            }

            fn visit_str<E: Error>(self, name: &str) -> Result<Key, E> {
                Ok(Key::Name(name.to_owned()))
            }
        }

        deserializer.deserialize_str(KeyVisitor)
    }
}
