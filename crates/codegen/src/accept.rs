//! Whether a type accepts a value: for defaults, examples and data, which are checked while
//! generating.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::refusal::Refusal;
use crate::shape::{
    Definitions, IntegerRule, JsonType, Kind, ListRule, NumberRule, Object, Presence, Rest,
    TextRule, Usage, WholeRule,
};

const WHY: &str = "its own schema does not accept the value";
const INSTEAD: &str = "a value that the schema accepts";

/// Judges values by the types they are for.
pub(crate) struct Acceptance<'a> {
    definitions: &'a Definitions,
}

impl<'a> Acceptance<'a> {
    pub(crate) fn new(definitions: &'a Definitions) -> Self {
        Self { definitions }
    }

    /// Whether `usage` accepts `value`. A checked or hand-written type is not known here, and
    /// said to accept anything.
    pub(crate) fn accepts(&self, usage: &Usage, value: &Value) -> bool {
        match usage {
            Usage::Anything => true,
            Usage::Boolean => value.is_boolean(),
            Usage::FreeObject => value.is_object(),
            Usage::List(items) => {
                value.as_array().is_some_and(|array| array.iter().all(|it| self.accepts(items, it)))
            }
            Usage::Map(values) => value
                .as_object()
                .is_some_and(|object| object.values().all(|it| self.accepts(values, it))),
            Usage::Named(name) => {
                self.definitions.get(name).is_some_and(|it| self.accepts_kind(&it.kind, value))
            }
            Usage::Null => value.is_null(),
            Usage::Nullable(inner) => value.is_null() || self.accepts(inner, value),
            Usage::Number => value.is_number(),
            Usage::Text => value.is_string(),
            Usage::Tuple(items) => value.as_array().is_some_and(|array| {
                let mut pairs = items.iter().zip(array);
                array.len() == items.len() && pairs.all(|(item, it)| self.accepts(item, it))
            }),
            Usage::Whole => is_whole(value),
        }
    }

    fn accepts_kind(&self, kind: &Kind, value: &Value) -> bool {
        match kind {
            Kind::Alias(usage) => self.accepts(usage, value),
            Kind::Checked { .. } | Kind::Guarded(_) | Kind::HandWritten { .. } => true,
            Kind::ByType(types) => types
                .iter()
                .any(|(one, usage)| JsonType::of(value) == *one && self.accepts(usage, value)),
            Kind::FirstOf(alternatives) => {
                alternatives.iter().any(|it| self.accepts(&it.usage, value))
            }
            Kind::Enumeration(words) => {
                value.as_str().is_some_and(|text| words.iter().any(|word| word == text))
            }
            Kind::Integer(rule) => integer(rule, value),
            Kind::List(rule) => self.list(rule, value),
            Kind::Number(rule) | Kind::WrittenNumber(rule) => number(rule, value),
            Kind::Object(object) => self.object(object, value),
            Kind::Text(rule) => value.as_str().is_some_and(|text| self::text(rule, text)),
            Kind::Union(union) => union.branches.iter().any(|branch| {
                value[&union.tag] == *branch.value
                    && self.accepts(&Usage::Named(branch.type_name.clone()), value)
            }),
            Kind::Whole(rule) => whole(rule, value),
        }
    }

    fn object(&self, object: &Object, value: &Value) -> bool {
        let Some(given) = value.as_object() else { return false };
        let described = object.members.iter().all(|(name, member)| match given.get(name) {
            Some(value) => self.accepts(&member.usage, value),
            None => member.presence != Presence::Required,
        });
        let mut others = given.iter().filter(|(name, _)| !object.members.contains_key(*name));
        described
            && match &object.rest {
                Rest::Free => true,
                Rest::Closed => others.next().is_none(),
                Rest::Typed(values) => others.all(|(_, value)| self.accepts(values, value)),
            }
    }

    fn list(&self, rule: &ListRule, value: &Value) -> bool {
        let Some(array) = value.as_array() else { return false };
        let length = array.len() as u64;
        let distinct: BTreeSet<String> = array.iter().map(Value::to_string).collect();
        length >= rule.min_items
            && rule.max_items.is_none_or(|most| length <= most)
            && (!rule.unique || distinct.len() == array.len())
            && array.iter().all(|item| self.accepts(&rule.items, item))
    }

    /// Refuses each default and example that its own schema does not accept.
    pub(crate) fn refuse_defaults(&self) -> Vec<Refusal> {
        let mut refusals = Vec::new();
        for definition in self.definitions.values() {
            if let Kind::Object(object) = &definition.kind {
                for member in object.members.values() {
                    let Presence::Default(default) = &member.presence else { continue };
                    if !self.accepts(&member.usage, default) {
                        refusals.push(Refusal::new(&member.location, "default", WHY, INSTEAD));
                    }
                }
            }
            for (index, example) in definition.about.examples.iter().enumerate() {
                if !self.accepts_kind(&definition.kind, example) {
                    let refusal = Refusal::new(&definition.location, "examples", WHY, INSTEAD);
                    refusals.push(refusal.within(&index.to_string()));
                }
            }
        }
        refusals
    }
}

fn text(rule: &TextRule, text: &str) -> bool {
    let length = text.chars().count() as u64;
    length >= rule.min_length
        && rule.max_length.is_none_or(|most| length <= most)
        && rule.pattern.as_ref().is_none_or(|(_, automaton)| automaton.accepts(text))
}

fn is_whole(value: &Value) -> bool {
    value.as_f64().is_some_and(|number| number.fract() == 0.0)
}

/// The whole number that a value is, if it is one; the widest there is in place of one that is wider.
fn as_whole(value: &Value) -> Option<i128> {
    match (value.as_i64(), value.as_u64(), value.as_f64()) {
        (Some(number), _, _) => Some(number.into()),
        (_, Some(number), _) => Some(number.into()),
        (_, _, Some(number)) if number.fract() == 0.0 => Some(number as i128),
        _ => None,
    }
}

fn whole(rule: &WholeRule, value: &Value) -> bool {
    as_whole(value).is_some_and(|number| {
        rule.minimum.is_none_or(|limit| number >= limit)
            && rule.maximum.is_none_or(|limit| number <= limit)
            && rule.multiple_of.is_none_or(|divisor| number % i128::from(divisor) == 0)
    })
}

fn integer(rule: &IntegerRule, value: &Value) -> bool {
    let Some(number) = as_whole(value) else { return false };
    (rule.minimum..=rule.maximum).contains(&number)
        && rule.multiple_of.is_none_or(|divisor| number % divisor == 0)
}

fn number(rule: &NumberRule, value: &Value) -> bool {
    let Some(number) = value.as_f64() else { return false };
    rule.minimum.is_none_or(|limit| number >= limit)
        && rule.exclusive_minimum.is_none_or(|limit| number > limit)
        && rule.maximum.is_none_or(|limit| number <= limit)
        && rule.exclusive_maximum.is_none_or(|limit| number < limit)
        && (!rule.whole || number.fract() == 0.0)
}
