//! One of several types of which the JSON type decides, or which of them is the first that takes a value.

use exact_schema_schema::Location;
use std::collections::BTreeSet;

use serde_json::Value;

use super::{Lowering, Structure};
use crate::names::{Names, type_name};
use crate::options::Fallback;
use crate::shape::{Alternative, JsonType, Kind, Usage};

impl Lowering<'_> {
    /// Whether a type may be one that a contract has not: there it is one type in every language.
    pub(super) fn may_choose(&self) -> bool {
        self.options.fallback == Fallback::Check
    }

    /// What `anyOf` or `oneOf` means, of which `places` are the branches.
    pub(super) fn choice(
        &mut self,
        at: &Location,
        keyword: &str,
        places: &[Location],
        name: &str,
    ) -> Structure<Kind> {
        let usages = self.branches(places, name);
        self.choice_of(at, keyword, places, &usages, name)
    }

    /// The type of each branch.
    pub(super) fn branches(&mut self, places: &[Location], name: &str) -> Vec<Usage> {
        let branch = |(index, place): (usize, &Location)| {
            let wish = match self.may_choose() {
                true => self.branch_name(places, index),
                false => format!("Option{index}"),
            };
            self.inline(place, &format!("{name}{wish}"))
        };
        places.iter().enumerate().map(branch).collect()
    }

    pub(super) fn choice_of(
        &mut self,
        at: &Location,
        keyword: &str,
        places: &[Location],
        usages: &[Usage],
        name: &str,
    ) -> Structure<Kind> {
        if let Some(types) = self.each_of_its_own_type(places, usages) {
            return Ok(Kind::ByType(types));
        }
        let mut variants = Names::new();
        let alternative = |usage: &Usage| {
            let called = match usage {
                Usage::Named(branch) => branch.strip_prefix(name).unwrap_or(branch),
                usage => unnamed(usage),
            };
            let called = if called.starts_with(|it: char| it.is_ascii_uppercase()) {
                called
            } else {
                "Value"
            };
            Alternative { variant: variants.claim(called), usage: usage.clone() }
        };
        let first = Kind::FirstOf(usages.iter().map(alternative).collect());
        if keyword == "anyOf" {
            return Ok(first);
        }
        // That no other one takes it is for the schema itself to say.
        let name = self.names.claim(&format!("{name}Choice"));
        Ok(Kind::Guarded(self.define(at, &name, first)))
    }

    /// The branches by their JSON types, if each has such of its own.
    fn each_of_its_own_type(
        &mut self,
        places: &[Location],
        usages: &[Usage],
    ) -> Option<Vec<(JsonType, Usage)>> {
        let mut all: Vec<(JsonType, Usage)> = Vec::new();
        for (place, usage) in places.iter().zip(usages) {
            let types: Vec<JsonType> = self.types(place).into_iter().collect();
            match types.as_slice() {
                [one] => all.push((*one, usage.clone())),
                _ => all.extend(self.several_types(usage)?),
            }
        }
        all.sort_by_key(|(one, _)| *one);
        let distinct: BTreeSet<JsonType> = all.iter().map(|(one, _)| *one).collect();
        (distinct.len() == all.len()).then_some(all)
    }

    fn several_types(&self, usage: &Usage) -> Option<Vec<(JsonType, Usage)>> {
        match usage {
            Usage::Nullable(inner) => {
                let one = match &**inner {
                    Usage::Boolean => JsonType::Boolean,
                    Usage::Number | Usage::Whole => JsonType::Number,
                    Usage::Text => JsonType::Text,
                    Usage::List(_) | Usage::Tuple(_) => JsonType::List,
                    Usage::FreeObject | Usage::Map(_) => JsonType::Object,
                    _ => return None,
                };
                Some(vec![(JsonType::Null, Usage::Null), (one, (**inner).clone())])
            }
            Usage::Named(name) => match &self.definitions.get(name)?.kind {
                Kind::ByType(types) => Some(types.clone()),
                _ => None,
            },
            _ => None,
        }
    }

    /// What tells a branch from the others, as a part of a name.
    fn branch_name(&mut self, places: &[Location], index: usize) -> String {
        let place = &places[index];
        let constants = |at: &Location| -> Vec<String> {
            let properties = self.keywords(at).get("properties").and_then(Value::as_object);
            let constant = |schema: &Value| match (&schema["const"], schema["enum"].as_array()) {
                (Value::String(word), _) => Some(word.clone()),
                (_, Some(words)) if words.len() == 1 => words[0].as_str().map(str::to_owned),
                _ => None,
            };
            properties.into_iter().flat_map(|it| it.values()).filter_map(constant).collect()
        };
        if let Some(word) = constants(place).into_iter().find(|it| is_name(it)) {
            return type_name(&word);
        }
        let required = |at: &Location| -> Vec<String> {
            let names = self.keywords(at).get("required").and_then(Value::as_array);
            names.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
        };
        let others: BTreeSet<String> = (0..places.len())
            .filter(|other| *other != index)
            .flat_map(|other| required(&places[other]))
            .collect();
        if let Some(own) =
            required(place).into_iter().find(|it| !others.contains(it) && is_name(it))
        {
            return format!("With{}", type_name(&own));
        }
        let types: Vec<JsonType> = self.types(place).into_iter().collect();
        match types.as_slice() {
            [JsonType::Text] => self.text_name(place),
            [one] => one.variant().to_owned(),
            _ => "Option".to_owned(),
        }
    }
    /// What tells a string from other strings.
    fn text_name(&self, at: &Location) -> String {
        let keywords = self.keywords(at);
        let says = |name: &str| keywords.contains_key(name);
        match keywords.get("format").and_then(Value::as_str) {
            _ if says("enum") || says("const") => "Word".to_owned(),
            _ if says("pattern") => "Pattern".to_owned(),
            Some(format) if is_name(format) => type_name(format),
            _ => "Text".to_owned(),
        }
    }
}

fn is_name(word: &str) -> bool {
    word.starts_with(|it: char| it.is_ascii_alphabetic()) && word.len() <= 32
}

/// What a type without a name is called among others.
fn unnamed(usage: &Usage) -> &'static str {
    match usage {
        Usage::Null => "Null",
        Usage::Boolean => "Boolean",
        Usage::Number | Usage::Whole => "Number",
        Usage::Text => "Text",
        Usage::List(_) => "List",
        Usage::Tuple(_) => "Tuple",
        Usage::FreeObject | Usage::Map(_) => "Object",
        Usage::Nullable(_) => "OrNull",
        Usage::Anything | Usage::Named(_) => "Value",
    }
}
