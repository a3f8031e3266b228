//! Objects, closed and open, and the extension of one by another.

use exact_schema_schema::Location;
use exact_schema_schema::keyword::{FRESH, SENSITIVITY};
use std::collections::BTreeSet;

use indexmap::IndexMap;
use serde_json::Value;

use super::{Lowering, Structure};
use crate::names::{self, type_name};
use crate::options::Fallback;
use crate::refusal::Refusal;
use crate::shape::{About, Kind, Member, Object, Presence, Rest, Usage};

/// What the branches of an `allOf` say together: where each member is described, and which are
/// required.
#[derive(Default)]
struct Merged {
    /// In the order of the author; those of what is extended come first.
    properties: IndexMap<String, Location>,
    required: BTreeSet<String>,
    seen: BTreeSet<Location>,
}

impl Lowering<'_> {
    pub(super) fn object(&mut self, at: &Location, name: &str) -> Structure<Kind> {
        let known = [
            "type",
            "properties",
            "required",
            "additionalProperties",
            "unevaluatedProperties",
            "allOf",
        ];
        self.only(at, &known, "")?;
        let keywords = self.keywords(at);
        let extends = keywords.contains_key("allOf");
        let closing = |name: &str| keywords.get(name).filter(|value| *value != &Value::Bool(true));
        let rest = match closing("unevaluatedProperties") {
            Some(_) if keywords.contains_key("additionalProperties") => {
                let why = "`additionalProperties` beside it leaves nothing unevaluated";
                return Err(Refusal::new(at, "unevaluatedProperties", why, "one of the two"));
            }
            Some(rest) => Some(("unevaluatedProperties", rest)),
            None => closing("additionalProperties").map(|rest| ("additionalProperties", rest)),
        };
        let mut merged = Merged::default();
        self.merge(at, &mut merged)?;
        match rest {
            None if merged.properties.is_empty() && merged.required.is_empty() => {
                Ok(Kind::Alias(Usage::FreeObject))
            }
            None => self.members(at, name, merged, Rest::Free),
            Some(("additionalProperties", _)) if extends => {
                let why = "it does not see the members that `allOf` brings";
                let instead = "`unevaluatedProperties`: false";
                Err(Refusal::new(at, "additionalProperties", why, instead))
            }
            Some((_, Value::Bool(false))) => self.members(at, name, merged, Rest::Closed),
            Some((keyword, _)) if merged.properties.is_empty() && merged.required.is_empty() => {
                let values = self.inline(&at.child(keyword), &format!("{name}Value"));
                Ok(Kind::Alias(Usage::Map(Box::new(values))))
            }
            Some((keyword, _)) if self.may_choose() => {
                let values = self.inline(&at.child(keyword), &format!("{name}Value"));
                self.members(at, name, merged, Rest::Typed(values))
            }
            Some((keyword, _)) => {
                let why = "named members and a rule for all others have no Rust structure together";
                Err(Refusal::new(at, keyword, why, "an object of its own for the free members"))
            }
        }
    }

    /// Adds the members of the object at `at`, and of those it extends.
    fn merge(&self, at: &Location, merged: &mut Merged) -> Structure<()> {
        if !merged.seen.insert(at.clone()) {
            return Ok(());
        }
        let keywords = self.keywords(at);
        let required = keywords.get("required").and_then(Value::as_array).into_iter().flatten();
        merged.required.extend(required.filter_map(Value::as_str).map(str::to_owned));
        for branch in self.schemas.branches(at, "allOf") {
            let base = self.base(&branch)?;
            self.only(
                &base,
                &["type", "properties", "required", "allOf"],
                "only open objects can be extended by `allOf`",
            )?;
            if self.keywords(&base).get("type") != Some(&Value::from("object")) {
                let why = "only objects can be extended by `allOf`";
                return Err(Refusal::new(&base, "", why, "\"type\": \"object\""));
            }
            self.merge(&base, merged)?;
        }
        for name in keywords.get("properties").and_then(Value::as_object).into_iter().flatten() {
            let place = at.child("properties").child(name.0);
            if let Some(other) = merged.properties.insert(name.0.clone(), place.clone())
                && !self.schemas.say_the_same(&other, &place)
            {
                let why = format!("{other} describes the same member in another way");
                return Err(Refusal::new(&place, "", why, "the member once"));
            }
        }
        Ok(())
    }

    /// Follows the references of a branch of `allOf` to the object it stands for.
    fn base(&self, branch: &Location) -> Structure<Location> {
        let mut at = branch.clone();
        let mut seen = BTreeSet::new();
        while let Some(Value::String(reference)) = self.keywords(&at).get("$ref") {
            self.only(&at, &["$ref"], "a reference with constraints beside it is an intersection")?;
            if !seen.insert(at.clone()) {
                let why = "the reference leads back to itself";
                return Err(Refusal::new(branch, "$ref", why, "a reference to an object"));
            }
            at = self.schemas.resolve(&at, reference)?;
        }
        Ok(at)
    }

    fn members(
        &mut self,
        at: &Location,
        name: &str,
        merged: Merged,
        rest: Rest,
    ) -> Structure<Kind> {
        let undescribed = merged.required.iter().find(|it| !merged.properties.contains_key(*it));
        if let Some(missing) = undescribed {
            let why = format!("{missing:?} is not in `properties`");
            return Err(Refusal::new(at, "required", why, "the member in `properties`, too"));
        }
        let fields = names::fields(merged.properties.keys(), rest.is_open());
        let mut members = IndexMap::new();
        for ((property, place), field) in merged.properties.into_iter().zip(fields) {
            let required = merged.required.contains(&property);
            let wish = format!("{name}{}", type_name(&property));
            let member = self.member(&place, &wish, field, required)?;
            members.insert(property, member);
        }
        Ok(Kind::Object(Object { members, rest }))
    }

    pub(super) fn member(
        &mut self,
        at: &Location,
        wish: &str,
        field: String,
        required: bool,
    ) -> Structure<Member> {
        let keywords = self.keywords(at);
        if self.schemas.at(at) == &Value::Bool(false) {
            let why = "no value is accepted";
            return Err(Refusal::new(at, "", why, "nothing: leave the member out"));
        }
        let usage = self.inline(at, wish);
        let fresh = keywords.get(FRESH) == Some(&Value::Bool(true));
        if fresh && !self.is_fresh(&usage) {
            let why = "the type of the member knows no fresh value";
            self.refusals.push(Refusal::new(at, FRESH, why, "a `default`"));
        }
        let presence = match keywords.get("default") {
            _ if required => Presence::Required,
            None => Presence::Optional,
            Some(Value::Null) if matches!(usage, Usage::Nullable(_)) => Presence::Optional,
            // A default is a note; where nothing can say whether it fits, absent stays absent.
            Some(default) if !self.takes_default(&usage, default) => {
                if self.options.fallback == Fallback::Refuse {
                    let why = "no value of this type is written down in Rust";
                    let instead = "nothing, or the default of a simpler type";
                    self.refusals.push(Refusal::new(at, "default", why, instead));
                }
                Presence::Optional
            }
            Some(default) => Presence::Default(default.clone()),
        };
        let About { description, examples, .. } = self.about(at);
        let sensitivity = keywords.get(SENSITIVITY).and_then(Value::as_str).map(str::to_owned);
        let location = at.clone();
        Ok(Member { field, location, usage, presence, description, examples, fresh, sensitivity })
    }

    fn is_fresh(&self, usage: &Usage) -> bool {
        let Usage::Named(name) = usage else { return false };
        let definition = self.definitions.get(name);
        let fresh = self.options.contract.iter().flat_map(|it| &it.types.fresh);
        definition.is_some_and(|it| fresh.into_iter().any(|name| *name == it.schema_name))
    }

    /// Whether the default of a member can be written down as a Rust value.
    fn takes_default(&self, usage: &Usage, default: &Value) -> bool {
        match usage {
            Usage::Boolean | Usage::Null | Usage::Number | Usage::Text | Usage::Whole => true,
            Usage::List(items) => match default {
                Value::Array(values) => values.iter().all(|value| self.takes_default(items, value)),
                _ => true,
            },
            Usage::Nullable(inner) => self.takes_default(inner, default),
            Usage::Named(name) => self.definitions.get(name).is_some_and(|definition| {
                matches!(
                    definition.kind,
                    Kind::Enumeration(_)
                        | Kind::Integer(_)
                        | Kind::Number(_)
                        | Kind::Text(_)
                        | Kind::Whole(_)
                        | Kind::WrittenNumber(_)
                )
            }),
            Usage::Anything | Usage::FreeObject | Usage::Map(_) | Usage::Tuple(_) => false,
        }
    }
}
