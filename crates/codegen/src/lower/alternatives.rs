//! `anyOf` and `oneOf`: a type or null, and objects that a member tells apart.

use exact_schema_schema::Location;
use std::collections::BTreeSet;

use serde_json::Value;

use super::{Lowering, Structure};
use crate::names;
use crate::refusal::Refusal;
use crate::shape::{Branch, Kind, Object, Presence, Union, Usage};

const INSTEAD: &str = "a type and {\"type\": \"null\"}, or a `oneOf` of objects, each with a \
                       required member of the same name and a constant of its own";

impl Lowering<'_> {
    pub(super) fn alternatives(&mut self, at: &Location, name: &str) -> Structure<Kind> {
        let keywords = self.keywords(at);
        let keyword = if keywords.contains_key("oneOf") { "oneOf" } else { "anyOf" };
        let known = [keyword, "type", "properties", "required"];
        self.only(at, &known, "alternatives with constraints beside them are an intersection")?;
        let places = self.schemas.branches(at, keyword);
        let is_null = |place: &Location| {
            let keywords = self.keywords(place);
            keywords.len() == 1 && keywords.get("type") == Some(&Value::from("null"))
        };
        match places.as_slice() {
            [one, null] | [null, one] if is_null(null) => {
                self.only(at, &[keyword], "alternatives with constraints beside them")?;
                self.nullable(at, keyword, one, name)
            }
            _ => self.union(at, keyword, &places, name),
        }
    }

    fn nullable(
        &mut self,
        at: &Location,
        keyword: &str,
        one: &Location,
        name: &str,
    ) -> Structure<Kind> {
        if !self.excludes_null(one) {
            let why = "both branches may take null";
            return Err(Refusal::new(at, keyword, why, INSTEAD));
        }
        Ok(Kind::Alias(Usage::Nullable(Box::new(self.inline(one, name)))))
    }

    /// Whether null is no value of the schema, whatever else it says.
    fn excludes_null(&self, at: &Location) -> bool {
        let keywords = self.keywords(at);

        let by_type = match keywords.get("type") {
            Some(Value::Array(types)) => !types.contains(&Value::from("null")),
            Some(one) => one != "null",
            None => false,
        };
        let words = keywords.get("enum").and_then(Value::as_array);
        let target = keywords.get("$ref").and_then(Value::as_str);
        by_type
            || words.is_some_and(|words| !words.contains(&Value::Null))
            || keywords.get("const").is_some_and(|value| !value.is_null())
            || target.is_some_and(|reference| {
                self.schemas.resolve(at, reference).is_ok_and(|target| self.excludes_null(&target))
            })
            || self.schemas.branches(at, "allOf").iter().any(|branch| self.excludes_null(branch))
            || ["anyOf", "oneOf"].into_iter().any(|keyword| {
                let branches = self.schemas.branches(at, keyword);
                !branches.is_empty() && branches.iter().all(|branch| self.excludes_null(branch))
            })
    }

    fn union(
        &mut self,
        at: &Location,
        keyword: &str,
        places: &[Location],
        name: &str,
    ) -> Structure<Kind> {
        let usages = self.branches(places, name);
        match self.tagged(at, keyword, &usages) {
            Err(_) if self.may_choose() && self.only(at, &[keyword], "").is_ok() => {
                self.choice_of(at, keyword, places, &usages, name)
            }
            tagged => tagged,
        }
    }

    /// One of several objects that a member tells apart.
    fn tagged(&mut self, at: &Location, keyword: &str, usages: &[Usage]) -> Structure<Kind> {
        let refuse = |why: &str| Refusal::new(at, keyword, why, INSTEAD);
        let mut branches = Vec::new();
        for usage in usages {
            match usage {
                Usage::Named(type_name) => branches.push(type_name.clone()),
                _ => return Err(refuse("a branch is not an object")),
            }
        }
        let objects: Vec<&Object> = branches
            .iter()
            .filter_map(|type_name| match &self.definitions.get(type_name)?.kind {
                Kind::Object(object) => Some(object),
                _ => None,
            })
            .collect();
        if objects.len() < branches.len() {
            return Err(refuse("a branch is not an object, or the alternatives are recursive"));
        }
        let candidates = objects.first().map(|object| object.members.keys()).into_iter().flatten();
        let tagged = candidates.into_iter().find_map(|tag| {
            let values: Option<Vec<String>> =
                objects.iter().map(|object| self.constant(object, tag)).collect();
            values.map(|values| (tag.clone(), values))
        });
        let Some((tag, values)) = tagged else {
            return Err(refuse("no required member has a constant in every branch"));
        };
        if values.iter().collect::<BTreeSet<_>>().len() < values.len()
            || !(self.may_choose() || names::are_distinct(values.iter()))
        {
            return Err(refuse("two branches have the same constant"));
        }
        self.check_head(at, &tag, &values)?;
        let branches = values
            .into_iter()
            .zip(branches)
            .map(|(value, type_name)| Branch { value, type_name })
            .collect();
        let tag_description = self.about(&at.child("properties").child(&tag)).description;
        Ok(Kind::Union(Union { tag, tag_description, branches }))
    }

    /// The one string that a required member may be.
    fn constant(&self, object: &Object, tag: &str) -> Option<String> {
        let member = object.members.get(tag)?;
        let (Presence::Required, Usage::Named(name)) = (&member.presence, &member.usage) else {
            return None;
        };
        match &self.definitions.get(name)?.kind {
            Kind::Enumeration(values) if values.len() == 1 => values.first().cloned(),
            _ => None,
        }
    }

    /// What stands beside the branches may only repeat what every branch says of its tag.
    fn check_head(&mut self, at: &Location, tag: &str, values: &[String]) -> Structure<()> {
        let keywords = self.keywords(at);
        let refuse = |keyword: &str| {
            let why = "beside alternatives only the tag may be described";
            Refusal::new(at, keyword, why, "the constraint in every branch")
        };
        if keywords.get("type").is_some_and(|kind| kind != "object") {
            return Err(refuse("type"));
        }
        let required = keywords.get("required").and_then(Value::as_array).into_iter().flatten();
        if required.into_iter().any(|name| name != tag) {
            return Err(refuse("required"));
        }
        let properties = keywords.get("properties").and_then(Value::as_object);
        for property in properties.into_iter().flat_map(|properties| properties.keys()) {
            let place = at.child("properties").child(property);
            let covers = property == tag
                && match self.inline(&place, tag) {
                    Usage::Named(name) => match self.definitions.get(&name).map(|it| &it.kind) {
                        Some(Kind::Enumeration(all)) => values.iter().all(|it| all.contains(it)),
                        _ => false,
                    },
                    Usage::Text | Usage::Anything => true,
                    _ => false,
                };
            if !covers {
                return Err(refuse("properties"));
            }
        }
        Ok(())
    }
}
