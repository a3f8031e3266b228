//! Types that hold every value of a schema, and others: what the schema itself is to check.

use exact_schema_schema::Location;
use std::collections::BTreeSet;

use indexmap::IndexMap;
use serde_json::Value;

use super::Lowering;
use crate::names::{self, type_name};
use crate::shape::{JsonType, Kind, Member, Object, Presence, Rest, Usage};

impl Lowering<'_> {
    /// What holds every value of the schema, and others.
    pub(super) fn wider(
        &mut self,
        at: &Location,
        name: &str,
        types: &BTreeSet<JsonType>,
    ) -> Option<Usage> {
        let keywords = self.keywords(at);
        if let Some(Value::String(reference)) = keywords.get("$ref") {
            let target = self.schemas.resolve(at, reference).ok()?;
            return Some(self.referenced(&target));
        }
        let has_members = self.described(at).is_some_and(|it| !it.properties.is_empty());
        for keyword in ["oneOf", "anyOf"] {
            if keywords.contains_key(keyword) && !has_members {
                let places = self.schemas.branches(at, keyword);
                let name = self.names.claim(&format!("{name}Choice"));
                let kind = self.choice(at, keyword, &places, &name).ok()?;
                return Some(self.define(at, &name, kind));
            }
        }
        if types.len() == JsonType::ALL.len() && !has_members {
            return None;
        }
        let mut each = Vec::new();
        for one in types {
            let usage = match one {
                JsonType::Object => self.wider_object(at, name)?,
                JsonType::List => self.wider_list(at, name),
                JsonType::Number if self.is_integer(at) => Usage::Whole,
                one => one.any(),
            };
            each.push((*one, usage));
        }
        if let [(_, only)] = each.as_slice() {
            return Some(only.clone());
        }
        let name = self.names.claim(&format!("{name}Value"));
        Some(self.define(at, &name, Kind::ByType(each)))
    }

    fn wider_list(&mut self, at: &Location, name: &str) -> Usage {
        let keywords = self.keywords(at);
        let items = match keywords.get("items") {
            Some(_) if !keywords.contains_key("prefixItems") => {
                self.inline(&at.child("items"), &format!("{name}Item"))
            }
            _ => Usage::Anything,
        };
        Usage::List(Box::new(items))
    }

    fn wider_object(&mut self, at: &Location, name: &str) -> Option<Usage> {
        let described = self.described(at)?;
        if described.properties.is_empty() {
            return Some(match self.only_values(at) {
                Some(place) => {
                    let values = self.inline(&place, &format!("{name}Value"));
                    Usage::Map(Box::new(values))
                }
                None => Usage::FreeObject,
            });
        }
        let rest = match self.only_values(at) {
            Some(place) => Rest::Typed(self.inline(&place, &format!("{name}Value"))),
            None if described.is_open => Rest::Free,
            None => Rest::Closed,
        };
        let fields = names::fields(described.properties.keys(), rest.is_open());
        let mut members = IndexMap::new();
        for ((property, places), field) in described.properties.into_iter().zip(fields) {
            let required = described.required.contains(&property);
            let wish = format!("{name}{}", type_name(&property));
            let mut member = match places.as_slice() {
                [place, rest @ ..]
                    if rest.iter().all(|it| self.schemas.say_the_same(place, it)) =>
                {
                    self.member(place, &wish, field, required).ok()?
                }
                // What all of them ask for is for the schema itself to say.
                _ => Member::of_anything(places.first()?.clone(), field, required),
            };
            // A member that is filled in might be one too many.
            if matches!(member.presence, Presence::Default(_)) {
                member.presence = Presence::Optional;
            }
            members.insert(property, member);
        }
        let name = self.names.claim(&format!("{name}Members"));
        let kind = Kind::Object(Object { members, rest });
        Some(self.define(at, &name, kind))
    }

    /// The schema of the values of an object, if it is the same whatever their names.
    fn only_values(&self, at: &Location) -> Option<Location> {
        let keywords = self.keywords(at);
        let rest = keywords.get("additionalProperties");
        let patterns = keywords.get("patternProperties").and_then(Value::as_object);
        let patterns: Vec<&String> = patterns.into_iter().flat_map(|it| it.keys()).collect();
        match (patterns.as_slice(), rest) {
            ([], Some(Value::Object(_))) => Some(at.child("additionalProperties")),
            ([only], Some(Value::Bool(false))) => Some(at.child("patternProperties").child(only)),
            _ => None,
        }
    }

    /// What a schema says of the members of an object, itself or by `allOf`; none where that leads too far.
    fn described(&self, at: &Location) -> Option<Described> {
        let mut described = Described { is_open: true, ..Described::default() };
        self.describe(at, &mut described, &mut BTreeSet::new()).then_some(())?;
        let keywords = self.keywords(at);
        let is_closed = keywords.get("additionalProperties") == Some(&Value::Bool(false));
        described.is_open = !is_closed || keywords.contains_key("patternProperties");
        Some(described)
    }

    fn describe(
        &self,
        at: &Location,
        described: &mut Described,
        seen: &mut BTreeSet<Location>,
    ) -> bool {
        if !seen.insert(at.clone()) {
            return true;
        }
        let keywords = self.keywords(at);
        let required = keywords.get("required").and_then(Value::as_array).into_iter().flatten();
        described.required.extend(required.filter_map(Value::as_str).map(str::to_owned));
        if let Some(Value::String(reference)) = keywords.get("$ref") {
            match self.schemas.resolve(at, reference) {
                Ok(target) => self.describe(&target, described, seen),
                Err(_) => return false,
            };
        }
        for branch in self.schemas.branches(at, "allOf") {
            self.describe(&branch, described, seen);
        }
        for (name, schema) in
            keywords.get("properties").and_then(Value::as_object).into_iter().flatten()
        {
            if schema != &Value::Bool(false) {
                let place = at.child("properties").child(name);
                described.properties.entry(name.clone()).or_default().push(place);
            }
        }
        true
    }
}

/// What is said of the members of an object.
#[derive(Default)]
struct Described {
    /// Where each is described, in the order of the author.
    properties: IndexMap<String, Vec<Location>>,
    required: BTreeSet<String>,
    is_open: bool,
}
