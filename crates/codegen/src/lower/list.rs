//! Arrays.

use exact_schema_schema::{Location, keyword};
use serde_json::Value;

use super::{Lowering, Structure};
use crate::refusal::Refusal;
use crate::shape::{Kind, ListRule, Usage};

/// The most items of a tuple that has the traits of its items in `std`.
const WIDEST_TUPLE: usize = 12;

impl Lowering<'_> {
    pub(super) fn list(&mut self, at: &Location, name: &str) -> Structure<Kind> {
        if let Some(items) = self.tuple(at, name) {
            return Ok(Kind::Alias(Usage::Tuple(items)));
        }
        self.only(at, &["type", "items", "minItems", "maxItems", "uniqueItems"], "")?;
        let keywords = self.keywords(at);
        let items = match keywords.get("items") {
            None => Usage::Anything,
            Some(_) => self.inline(&at.child("items"), &format!("{name}Item")),
        };
        let rule = ListRule {
            min_items: keywords.get("minItems").and_then(keyword::size).unwrap_or(0),
            max_items: keywords.get("maxItems").and_then(keyword::size),
            unique: keywords.get("uniqueItems") == Some(&Value::Bool(true)),
            items,
        };
        if rule.unique && !self.compares_as_json(&rule.items) && self.may_choose() {
            return Ok(Kind::Guarded(Usage::List(Box::new(rule.items))));
        }
        if rule.unique && !self.compares_as_json(&rule.items) {
            return Err(Refusal::new(
                at,
                "uniqueItems",
                "items of this type may be equal in Rust and different in JSON",
                "items that are strings, whole numbers or booleans",
            ));
        }
        if rule.min_items == 0 && rule.max_items.is_none() && !rule.unique {
            return Ok(Kind::Alias(Usage::List(Box::new(rule.items))));
        }
        Ok(Kind::List(rule))
    }

    /// The types of the items of an array of so many, if that is all that the schema says of it.
    fn tuple(&mut self, at: &Location, name: &str) -> Option<Vec<Usage>> {
        let keywords = self.keywords(at);
        let places = keywords.get("prefixItems").and_then(Value::as_array)?.len();
        let size = |name: &str| keywords.get(name).and_then(keyword::size);
        let is_closed = keywords.get("items") == Some(&Value::Bool(false));
        let is_so_long = size("minItems") == Some(places as u64)
            && match size("maxItems") {
                Some(most) => most == places as u64,
                None => is_closed,
            };
        let known = ["type", "prefixItems", "items", "minItems", "maxItems"];
        if !self.may_choose()
            || !is_so_long
            || places > WIDEST_TUPLE
            || self.only(at, &known, "").is_err()
        {
            return None;
        }
        let place = |index: usize| at.child("prefixItems").child(&index.to_string());
        Some((0..places).map(|it| self.inline(&place(it), &format!("{name}Item{it}"))).collect())
    }

    /// Whether two values of the type are equal exactly when their JSON is: not so where a default
    /// or a second spelling of the same value is read.
    fn compares_as_json(&self, usage: &Usage) -> bool {
        match usage {
            Usage::Boolean | Usage::Null | Usage::Number | Usage::Text | Usage::Whole => true,
            Usage::Nullable(inner) | Usage::List(inner) => self.compares_as_json(inner),
            Usage::Named(name) => self.definitions.get(name).is_some_and(|definition| {
                matches!(
                    definition.kind,
                    Kind::Enumeration(_)
                        | Kind::Guarded(Usage::Text)
                        | Kind::Integer(_)
                        | Kind::Text(_)
                        | Kind::Whole(_)
                        | Kind::WrittenNumber(_)
                )
            }),
            Usage::Tuple(items) => items.iter().all(|it| self.compares_as_json(it)),
            Usage::Anything | Usage::FreeObject | Usage::Map(_) => false,
        }
    }
}
