//! What a schema of any origin is, where no structure alone expresses it: words and null, a value of one of several
//! JSON types, or what a [wider](super::wider) type holds and the schema itself accepts.

use exact_schema_schema::Location;
use exact_schema_schema::keyword::{self, Constrains, is_annotation};
use std::collections::BTreeSet;

use serde_json::Value;

use super::kind::DEPTH;
use super::{Lowering, Progress, Structure};
use crate::shape::{JsonType, Kind, Usage};

impl Lowering<'_> {
    /// What the schema is all the same; none where a value of any shape is all that can be said. What leads back to
    /// it meanwhile means its name.
    pub(super) fn otherwise(&mut self, at: &Location, name: &str) -> Option<Kind> {
        if self.depth == DEPTH {
            return None;
        }
        let begun = Progress::Begun { name: name.to_owned(), recursive: false };
        self.progress.entry(at.clone()).or_insert(begun);
        self.depth += 1;
        let kind = self.other_kind(at, name);
        self.depth -= 1;
        self.progress.insert(at.clone(), Progress::Done(Usage::Named(name.to_owned())));
        kind
    }

    fn other_kind(&mut self, at: &Location, name: &str) -> Option<Kind> {
        if let Some(kind) = self.several_words(at, name) {
            return Some(kind);
        }
        let types = self.types(at);
        if types.is_empty() {
            return None;
        }
        let is_plain = self.keywords(at).keys().all(|name| is_of_one_type(name));
        if is_plain
            && types.len() > 1
            && let Ok(each) = self.each_type(at, name, &types)
        {
            return Some(Kind::ByType(each));
        }
        match self.wider(at, name, &types)? {
            Usage::Anything => None,
            wider => Some(Kind::Guarded(wider)),
        }
    }

    /// An enumeration of strings and null.
    fn several_words(&mut self, at: &Location, name: &str) -> Option<Kind> {
        let keywords = self.keywords(at);
        let values = keywords.get("enum").and_then(Value::as_array)?;
        let others = keywords.keys().filter(|it| !is_annotation(it) && *it != "enum");
        let mut words: Vec<String> =
            values.iter().filter_map(Value::as_str).map(str::to_owned).collect();
        let is_nullable = values.iter().all(|it| it.is_null() || it.is_string());
        let mut seen = BTreeSet::new();
        words.retain(|word| seen.insert(word.clone()));
        if words.is_empty() || !is_nullable || others.count() > 0 {
            return None;
        }
        let inner = self.names.claim(&format!("{name}Word"));
        let words = self.define(at, &inner, Kind::Enumeration(words));
        Some(Kind::ByType(vec![(JsonType::Null, Usage::Null), (JsonType::Text, words)]))
    }

    /// The values of each of `types`, of which the schema says something at most.
    fn each_type(
        &mut self,
        at: &Location,
        name: &str,
        types: &BTreeSet<JsonType>,
    ) -> Structure<Vec<(JsonType, Usage)>> {
        let mut each = Vec::new();
        for one in types {
            each.push((*one, self.one_type(at, name, *one)?));
        }
        Ok(each)
    }

    fn one_type(&mut self, at: &Location, name: &str, one: JsonType) -> Structure<Usage> {
        let is_whole = one == JsonType::Number && self.is_integer(at);
        let is_constrained =
            |it: &String| constrained(one).is_some() && constrains(it) == constrained(one);
        if !is_whole && !self.keywords(at).keys().any(is_constrained) {
            return Ok(one.any());
        }
        let said = match one {
            JsonType::Null => "null",
            JsonType::Boolean => "boolean",
            JsonType::Number if is_whole => "integer",
            JsonType::Number => "number",
            JsonType::Text => "string",
            JsonType::List => "array",
            JsonType::Object => "object",
        };
        let name = format!("{name}{}", one.variant());
        let kind = match self.of_type(at, &name, said) {
            Ok(Kind::Alias(usage)) => return Ok(usage),
            kind => kind?,
        };
        let name = self.names.claim(&name);
        Ok(self.define(at, &name, kind))
    }

    /// Whether a number has to be whole.
    pub(super) fn is_integer(&self, at: &Location) -> bool {
        let says = |name: &str| match self.keywords(at).get("type") {
            Some(Value::String(one)) => one == name,
            Some(Value::Array(types)) => types.contains(&Value::from(name)),
            _ => false,
        };
        says("integer") && !says("number")
    }
}

/// Whether a keyword leaves the values of all types but one alone; `type` says which there are.
fn is_of_one_type(name: &str) -> bool {
    is_annotation(name) || name == "type" || constrains(name) != Some(Constrains::AnyValue)
}

fn constrains(name: &str) -> Option<Constrains> {
    keyword::find(name).map(|it| it.constrains)
}

/// What the keywords for values of a type constrain.
fn constrained(one: JsonType) -> Option<Constrains> {
    match one {
        JsonType::Null | JsonType::Boolean => None,
        JsonType::Number => Some(Constrains::Numbers),
        JsonType::Text => Some(Constrains::Strings),
        JsonType::List => Some(Constrains::Arrays),
        JsonType::Object => Some(Constrains::Objects),
    }
}
