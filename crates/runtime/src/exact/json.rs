//! Free-form JSON, without duplicate members.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde::ser::{Serialize, Serializer};
use serde_json::{Map, Value};

use super::held::Held;
use super::sorted::{SortedObject, SortedValue};
use super::twice;

/// The JSON value `null`, where a schema accepts nothing else.
pub type Null = ();

/// Any JSON value. Reading refuses an object that names a member twice, at any depth, of which
/// `serde_json::Value` would silently keep the last.
///
/// It is held as its text; the first look at it makes the value.
///
/// ```
/// use exact_schema_runtime::exact::JsonValue;
///
/// let value: JsonValue = serde_json::from_str(r#"{"limit": [1, 2]}"#)?;
/// assert_eq!(value["limit"][1], 2);
/// assert!(serde_json::from_str::<JsonValue>(r#"{"a": 1, "a": 2}"#).is_err());
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, PartialEq)]
pub struct JsonValue(Held<Made>);

impl Default for JsonValue {
    fn default() -> Self {
        Value::Null.into()
    }
}

impl fmt::Debug for JsonValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("JsonValue").field(&**self).finish()
    }
}

/// With the members of every object in the order of their names.
impl Serialize for JsonValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.with(|Made(value)| SortedValue(value).serialize(serializer))
    }
}

impl From<Value> for JsonValue {
    fn from(value: Value) -> Self {
        Self(Held::of(&SortedValue(&value)))
    }
}

impl From<JsonValue> for Value {
    fn from(held: JsonValue) -> Self {
        held.0.into_value().0
    }
}

impl Deref for JsonValue {
    type Target = Value;

    fn deref(&self) -> &Value {
        &self.0.get().0
    }
}

impl<'de> Deserialize<'de> for JsonValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self(Held::of_text(exact_schema_json::free_form(deserializer)?.into_text())))
    }
}

impl JsonSchema for JsonValue {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "JsonValue".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        true.into()
    }
}

/// Any JSON object. Reading refuses one that names a member twice, at any depth.
///
/// It is held as its text; the first look at it makes the members.
///
/// ```
/// use exact_schema_runtime::exact::JsonObject;
///
/// let policy = JsonObject::from_iter([("limit", 4000.into())]);
/// assert_eq!(serde_json::to_string(&policy)?, r#"{"limit":4000}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, PartialEq)]
pub struct JsonObject(Held<MadeObject>);

impl Default for JsonObject {
    fn default() -> Self {
        Map::new().into()
    }
}

impl fmt::Debug for JsonObject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("JsonObject").field(&**self).finish()
    }
}

/// With the members of every object in the order of their names.
impl Serialize for JsonObject {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.with(|MadeObject(members)| SortedObject(members).serialize(serializer))
    }
}

impl From<Map<String, Value>> for JsonObject {
    fn from(members: Map<String, Value>) -> Self {
        Self(Held::of(&SortedObject(&members)))
    }
}

impl From<JsonObject> for Map<String, Value> {
    fn from(held: JsonObject) -> Self {
        held.0.into_value().0
    }
}

impl<K: Into<String>> FromIterator<(K, Value)> for JsonObject {
    fn from_iter<I: IntoIterator<Item = (K, Value)>>(members: I) -> Self {
        let members = members.into_iter().map(|(name, value)| (name.into(), value));
        Map::from_iter(members).into()
    }
}

impl Deref for JsonObject {
    type Target = Map<String, Value>;

    fn deref(&self) -> &Map<String, Value> {
        &self.0.get().0
    }
}

impl<'de> Deserialize<'de> for JsonObject {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let read = exact_schema_json::free_form(deserializer)?;
        if read.is_object() {
            Ok(Self(Held::of_text(read.into_text())))
        } else {
            Err(D::Error::custom("expected an object"))
        }
    }
}

impl JsonSchema for JsonObject {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "JsonObject".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "object" })
    }
}

/// A JSON value that is made at once.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Made(pub Value);

impl<'de> Deserialize<'de> for Made {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        exact_schema_json::deserialize(deserializer).map(Self)
    }
}

/// The members of a JSON object that are made at once.
#[derive(Default, PartialEq)]
struct MadeObject(Map<String, Value>);

impl<'de> Deserialize<'de> for MadeObject {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match exact_schema_json::deserialize(deserializer)? {
            Value::Object(members) => Ok(Self(members)),
            _ => Err(D::Error::custom("expected an object")),
        }
    }
}

/// An object whose members may have any name, and values of one type.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(transparent)]
pub struct Members<T>(BTreeMap<String, T>);

impl<T> From<BTreeMap<String, T>> for Members<T> {
    fn from(members: BTreeMap<String, T>) -> Self {
        Self(members)
    }
}

impl<T> From<Members<T>> for BTreeMap<String, T> {
    fn from(members: Members<T>) -> Self {
        members.0
    }
}

impl<T> Default for Members<T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<T> Members<T> {
    /// Adds a member, and gives what was there under its name.
    pub fn insert(&mut self, name: String, value: T) -> Option<T> {
        self.0.insert(name, value)
    }
}

impl<T> Deref for Members<T> {
    type Target = BTreeMap<String, T>;

    fn deref(&self) -> &BTreeMap<String, T> {
        &self.0
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Members<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct MembersVisitor<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for MembersVisitor<T> {
            type Value = BTreeMap<String, T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Self::Value, A::Error> {
                let mut read = BTreeMap::new();
                while let Some((name, value)) = members.next_entry()? {
                    if read.insert(name, value).is_some() {
                        return Err(twice());
                    }
                }
                Ok(read)
            }
        }

        deserializer.deserialize_map(MembersVisitor(PhantomData)).map(Self)
    }
}

impl<T: JsonSchema> JsonSchema for Members<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("MembersOf{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let values = generator.subschema_for::<T>();
        json_schema!({ "type": "object", "additionalProperties": values })
    }
}

/// A value or null, where neither may be left out. It only describes: the value itself is an
/// `Option`.
#[derive(Debug)]
pub struct OrNull<T>(PhantomData<T>);

impl<T: JsonSchema> JsonSchema for OrNull<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("{}OrNull", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let value = generator.subschema_for::<T>();
        json_schema!({ "anyOf": [value, { "type": "null" }] })
    }
}

/// The JSON value in a text of the generator's own.
///
/// # Panics
///
/// If the text is not JSON, which the generator has written as such.
#[must_use]
#[expect(clippy::expect_used, reason = "the text is the generator's, and never input")]
pub fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("the generator writes JSON")
}

/// The schema in a text of the generator's own.
///
/// # Panics
///
/// If the text is not a schema, which the generator has written as such.
#[must_use]
#[expect(clippy::expect_used, reason = "the text is the generator's, and never input")]
pub fn schema(text: &str) -> Schema {
    Schema::try_from(json(text)).expect("the generator writes schemas")
}
