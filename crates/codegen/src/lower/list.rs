//! Arrays.

use exact_schema_schema::{Location, keyword};
use serde_json::Value;

use super::{Lowering, Structure};
use crate::refusal::Refusal;
use crate::shape::{Kind, ListRule, Usage};

impl Lowering<'_> {
    pub(super) fn list(&mut self, at: &Location, name: &str) -> Structure<Kind> {
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
                        | Kind::Integer(_)
                        | Kind::Text(_)
                        | Kind::Whole(_)
                        | Kind::WrittenNumber(_)
                )
            }),
            Usage::Anything | Usage::FreeObject | Usage::Map(_) => false,
        }
    }
}
