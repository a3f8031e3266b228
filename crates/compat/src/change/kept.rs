//! What is replaced or removed although something else refers to it.

use std::collections::BTreeSet;

use serde_json::Value;

use super::edit::{define, each_reference};
use exact_schema_schema::{pointer, reference};

/// The places of a schema that references in it lead to.
pub(crate) struct Targets(BTreeSet<String>);

impl Targets {
    pub(crate) fn of(schema: &Value) -> Self {
        let mut targets = BTreeSet::new();
        each_reference(&mut schema.clone(), &mut |reference| {
            targets.extend(reference::target_within(reference));
        });
        Self(targets)
    }

    /// Whether one of them is the place, or in it.
    pub(super) fn lead_into(&self, at: &str) -> bool {
        let is_within = |target: &String| {
            let rest = target.strip_prefix(at);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        // What begins with the place but is not in it, such as `/a-b` for `/a`, comes in between.
        self.0.range(at.to_owned()..).take_while(|it| it.starts_with(at)).any(is_within)
    }
}

/// The schemas at edited places that other places refer to. They go on to mean what they meant
/// there.
pub(super) struct Kept<'a> {
    schema: &'a Value,
    targets: &'a Targets,
    kept: Vec<String>,
}

impl<'a> Kept<'a> {
    /// Nothing is kept yet of `schema`, which has these targets.
    pub(super) fn new(schema: &'a Value, targets: &'a Targets) -> Self {
        Self { schema, targets, kept: Vec::new() }
    }

    /// Keeps what stands at the place, if something refers to it or into it.
    pub(super) fn keep(&mut self, at: &str) {
        if self.targets.lead_into(at) && self.schema.pointer(at).is_some() {
            self.kept.push(at.to_owned());
        }
    }

    /// Gives what was kept a place among the definitions of the edited schema, and leads there the
    /// references that lead nowhere else.
    pub(super) fn restore(self, edited: &mut Value) {
        if self.kept.is_empty() {
            return;
        }
        let before = edited.clone();
        let mut lead = |reference: &mut String| {
            let Some(target) = reference::target_within(reference) else { return };
            if before.pointer(&target).is_some() {
                return;
            }
            let holding = self.kept.iter().position(|at| target.starts_with(at.as_str()));
            if let Some(number) = holding {
                let place = pointer::join("/$defs", &name(number));
                *reference =
                    reference::within(&format!("{place}{}", &target[self.kept[number].len()..]));
            }
        };
        each_reference(edited, &mut lead);
        let mut definitions = Vec::new();
        for (number, at) in self.kept.iter().enumerate() {
            let mut schema = self.schema.pointer(at).cloned().unwrap_or_default();
            each_reference(&mut schema, &mut lead);
            definitions.push((name(number), schema));
        }
        definitions.into_iter().for_each(|(name, schema)| define(edited, &name, schema));
    }
}

fn name(number: usize) -> String {
    format!("what stood there {number}")
}
