//! Lists of free-form values, held as their texts.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;
use std::sync::OnceLock;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, DeserializeOwned, Deserializer};
use serde::ser::{Serialize, Serializer};

/// A list of [`JsonObject`](super::JsonObject)s or [`JsonValue`](super::JsonValue)s. It is held as its
/// text; the first look at it, as at a slice, makes the items.
///
/// ```
/// use exact_schema_runtime::exact::{JsonList, JsonObject};
///
/// let list: JsonList<JsonObject> = serde_json::from_str(r#"[{"limit": 1}, {}]"#)?;
/// assert_eq!(list.len(), 2);
/// assert_eq!(list[0]["limit"], 1);
/// assert_eq!(list, JsonList::from(vec![list[0].clone(), JsonObject::default()]));
/// assert!(serde_json::from_str::<JsonList<JsonObject>>("[1]").is_err());
/// # Ok::<(), serde_json::Error>(())
/// ```
pub struct JsonList<T> {
    text: Box<str>,
    items: OnceLock<Vec<T>>,
}

impl<T> JsonList<T> {
    fn of_text(text: Box<str>) -> Self {
        Self { text, items: OnceLock::new() }
    }
}

impl<T: DeserializeOwned> JsonList<T> {
    /// The items of a text that was read as such a list, or written as one; none of a text that nobody was
    /// to look at.
    #[expect(
        clippy::expect_used,
        reason = "wrong data would be worse, and the text was read before"
    )]
    fn made(&self) -> Vec<T> {
        if self.text.is_empty() {
            return Vec::new();
        }
        exact_schema_json::from_str(&self.text).expect("a text that was read is such a list")
    }
}

impl<T> Default for JsonList<T> {
    fn default() -> Self {
        Self::of_text("[]".into())
    }
}

/// Of the text alone: a copy that nobody looks at needs no items.
impl<T> Clone for JsonList<T> {
    fn clone(&self) -> Self {
        Self::of_text(self.text.clone())
    }
}

impl<T: DeserializeOwned + fmt::Debug> fmt::Debug for JsonList<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl<T: DeserializeOwned + PartialEq> PartialEq for JsonList<T> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text || **self == **other
    }
}

impl<T: DeserializeOwned + Serialize> Serialize for JsonList<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.items.get() {
            Some(items) => items.serialize(serializer),
            None => self.made().serialize(serializer),
        }
    }
}

impl<T: Serialize> From<Vec<T>> for JsonList<T> {
    #[expect(clippy::expect_used, reason = "names are strings and all numbers are finite")]
    fn from(items: Vec<T>) -> Self {
        let text = serde_json::to_string(&items).expect("JSON values are written as JSON");
        Self::of_text(text.into())
    }
}

impl<T: DeserializeOwned> From<JsonList<T>> for Vec<T> {
    fn from(mut list: JsonList<T>) -> Self {
        list.items.take().unwrap_or_else(|| list.made())
    }
}

impl<T: Serialize> FromIterator<T> for JsonList<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Vec::from_iter(items).into()
    }
}

impl<T: DeserializeOwned> IntoIterator for JsonList<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        Vec::from(self).into_iter()
    }
}

impl<'a, T: DeserializeOwned> IntoIterator for &'a JsonList<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T: DeserializeOwned> Deref for JsonList<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        self.items.get_or_init(|| self.made())
    }
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for JsonList<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let read = exact_schema_json::free_form_list::<D, T>(deserializer)?;
        Ok(Self::of_text(read.into_text()))
    }
}

impl<T: JsonSchema> JsonSchema for JsonList<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("ListOf{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let items = generator.subschema_for::<T>();
        json_schema!({ "type": "array", "items": items })
    }
}
