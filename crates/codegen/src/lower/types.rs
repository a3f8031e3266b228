//! Which JSON types the values of a schema have.

use exact_schema_schema::Location;
use std::collections::BTreeSet;

use serde_json::Value;

use super::Lowering;
use crate::shape::JsonType;

impl Lowering<'_> {
    /// The types that values of the schema may have; none that they have is left out.
    pub(super) fn types(&mut self, at: &Location) -> BTreeSet<JsonType> {
        if let Some(known) = self.types.get(at) {
            return known.clone();
        }
        // What leads back to the schema itself leaves its types as they are.
        self.types.insert(at.clone(), BTreeSet::from(JsonType::ALL));
        let types = self.types_anew(at);
        self.types.insert(at.clone(), types.clone());
        types
    }

    fn types_anew(&mut self, at: &Location) -> BTreeSet<JsonType> {
        let mut types = BTreeSet::from(JsonType::ALL);
        let keywords = self.keywords(at);
        if self.schemas.at(at) == &Value::Bool(false) {
            return BTreeSet::new();
        }
        let mut keep = |those: &BTreeSet<JsonType>| types.retain(|it| those.contains(it));
        match keywords.get("type") {
            Some(Value::String(name)) => keep(&JsonType::named(name).into_iter().collect()),
            Some(Value::Array(names)) => {
                let names = names.iter().filter_map(Value::as_str);
                keep(&names.filter_map(JsonType::named).collect());
            }
            _ => {}
        }
        if let Some(Value::Array(values)) = keywords.get("enum") {
            keep(&values.iter().map(JsonType::of).collect());
        }
        if let Some(value) = keywords.get("const") {
            keep(&BTreeSet::from([JsonType::of(value)]));
        }
        if let Some(Value::String(reference)) = keywords.get("$ref")
            && let Ok(target) = self.schemas.resolve(at, reference)
        {
            keep(&self.types(&target));
        }
        for branch in self.schemas.branches(at, "allOf") {
            keep(&self.types(&branch));
        }
        for keyword in ["anyOf", "oneOf"] {
            let branches = self.schemas.branches(at, keyword);
            if !branches.is_empty() {
                let each = branches.iter().map(|branch| self.types(branch));
                keep(&each.flatten().collect());
            }
        }
        types
    }
}
