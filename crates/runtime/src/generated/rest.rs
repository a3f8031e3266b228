//! Members of objects that have other names than those of the schema.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::exact::{JsonValue, Members};

/// What holds the members of other names.
pub trait Rest: Default {
    /// What the value of one is read as.
    type Read: DeserializeOwned;

    /// Keeps a member; false where there is one of that name.
    fn keep(&mut self, name: String, value: Self::Read) -> bool;
}

impl Rest for Map<String, Value> {
    type Read = JsonValue;

    fn keep(&mut self, name: String, value: JsonValue) -> bool {
        self.insert(name, value.into()).is_none()
    }
}

impl<T: DeserializeOwned> Rest for Members<T> {
    type Read = T;

    fn keep(&mut self, name: String, value: T) -> bool {
        self.insert(name, value).is_none()
    }
}

#[cfg(feature = "as-written")]
impl Rest for std::collections::BTreeMap<String, crate::exact::WrittenValue> {
    type Read = crate::exact::WrittenValue;

    fn keep(&mut self, name: String, value: Self::Read) -> bool {
        self.insert(name, value).is_none()
    }
}
