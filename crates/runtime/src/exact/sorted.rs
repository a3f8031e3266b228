//! Free-form JSON with the members of every object in the order of their names, however `serde_json`
//! is built: its feature `preserve_order` may be asked for by any crate of a program, and what is
//! written is not to depend on that.

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Map, Value};

/// A value, written in order.
pub(super) struct SortedValue<'a>(pub(super) &'a Value);

impl Serialize for SortedValue<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Object(members) => SortedObject(members).serialize(serializer),
            Value::Array(items) => serializer.collect_seq(items.iter().map(SortedValue)),
            scalar => scalar.serialize(serializer),
        }
    }
}

/// An object, written in order.
pub(super) struct SortedObject<'a>(pub(super) &'a Map<String, Value>);

impl Serialize for SortedObject<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        let mut write = |(name, value)| map.serialize_entry(name, &SortedValue(value));
        if self.0.keys().is_sorted() {
            self.0.iter().try_for_each(&mut write)?;
        } else {
            let mut members: Vec<(&String, &Value)> = self.0.iter().collect();
            members.sort_unstable_by_key(|(name, _)| *name);
            members.into_iter().try_for_each(&mut write)?;
        }
        map.end()
    }
}
