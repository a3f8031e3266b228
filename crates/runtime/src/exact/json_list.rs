//! Lists of free-form values, held as their texts.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, DeserializeOwned, Deserializer};
use serde::ser::{Serialize, Serializer};

use super::held::Held;

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
#[derive(Clone)]
pub struct JsonList<T>(Held<Vec<T>>);

impl<T: DeserializeOwned> Default for JsonList<T> {
    fn default() -> Self {
        Self(Held::of_text("[]".into()))
    }
}

impl<T: DeserializeOwned + fmt::Debug> fmt::Debug for JsonList<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl<T: DeserializeOwned + PartialEq> PartialEq for JsonList<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<T: DeserializeOwned + Serialize> Serialize for JsonList<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.with(|items| items.serialize(serializer))
    }
}

impl<T: DeserializeOwned + Serialize> From<Vec<T>> for JsonList<T> {
    fn from(items: Vec<T>) -> Self {
        Self(Held::of(&items))
    }
}

impl<T: DeserializeOwned> From<JsonList<T>> for Vec<T> {
    fn from(list: JsonList<T>) -> Self {
        list.0.into_value()
    }
}

impl<T: DeserializeOwned + Serialize> FromIterator<T> for JsonList<T> {
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
        self.0.get()
    }
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for JsonList<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let read = exact_schema_json::free_form_list::<D, T>(deserializer)?;
        Ok(Self(Held::of_text(read.into_text())))
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
