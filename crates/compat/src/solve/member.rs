//! Cases that are about one property, ruled out by what is claimed of that property alone.

use std::collections::{HashMap, HashSet};

use super::{
    branch::Branch,
    search::{Claim, Outcome, Solver},
};
use crate::schema::{Assertion, AssertionId, Assertions};

/// What a branch claims of properties, by their names.
#[derive(Default)]
pub(super) struct Properties {
    schemas: HashMap<String, Vec<AssertionId>>,
    required: HashSet<String>,
}

impl Properties {
    pub(super) fn of(branch: &Branch, assertions: &Assertions) -> Self {
        let mut properties = Self::default();
        for (id, holds) in &branch.leaves {
            match (assertions.get(*id), holds) {
                (Assertion::Property { name, schema }, true) => {
                    properties.schemas.entry(name.clone()).or_default().push(*schema);
                }
                (Assertion::Required(name), true) => {
                    properties.required.insert(name.clone());
                }
                _ => {}
            }
        }
        properties
    }

    fn claims_of(&self, name: &str) -> Option<impl Iterator<Item = Claim> + use<'_>> {
        Some(self.schemas.get(name)?.iter().map(|id| (*id, true)))
    }
}

impl Solver<'_> {
    /// Whether the case asks for a property whose value breaks what is claimed of it. To find that out
    /// takes no more than a look at the property, however many there are.
    pub(super) fn rules_out(&mut self, properties: &Properties, case: &[Claim]) -> bool {
        case.iter().any(|(id, holds)| {
            let id = self.assertions.resolve(*id).unwrap_or(*id);
            match (self.assertions.get(id), holds) {
                (Assertion::Property { name, schema }, false) => {
                    let claimed = properties.claims_of(name);
                    let goal = claimed.into_iter().flatten().chain([(*schema, false)]);
                    let goal: Vec<Claim> = goal.collect();
                    goal.len() > 1 && self.solve(goal) == Outcome::Empty
                }
                (Assertion::All(parts), true) => {
                    let parts = parts.clone();
                    self.rules_out_constant(properties, &parts)
                }
                _ => false,
            }
        })
    }

    /// Whether a property that must be there must be one of some constants, and is claimed to be
    /// another one: this is how the branches of unions are told apart.
    fn rules_out_constant(&mut self, properties: &Properties, parts: &[AssertionId]) -> bool {
        let goals: Vec<Vec<Claim>> = parts
            .iter()
            .filter_map(|part| {
                let Assertion::Property { name, schema } = self.assertions.get(*part) else {
                    return None;
                };
                if !self.is_constant(*schema) || !self.requires(properties, parts, name) {
                    return None;
                }
                let claimed = properties.claims_of(name)?;
                Some(claimed.chain([(*schema, true)]).collect())
            })
            .collect();
        goals.into_iter().any(|goal| self.solve(goal) == Outcome::Empty)
    }

    fn is_constant(&self, schema: AssertionId) -> bool {
        match self.assertions.resolve(schema).map(|id| self.assertions.get(id)) {
            Some(Assertion::Values(_)) => true,
            Some(Assertion::All(parts)) => {
                let is_constant = |id: &AssertionId| self.assertions.get(*id).is_constant();
                parts.iter().any(is_constant)
            }
            _ => false,
        }
    }

    /// Whether an object must have the property, by what is claimed already or by `parts`.
    fn requires(&self, properties: &Properties, parts: &[AssertionId], name: &str) -> bool {
        let is_it = |id: &AssertionId| match self.assertions.get(*id) {
            Assertion::Required(required) => required == name,
            _ => false,
        };
        properties.required.contains(name) || parts.iter().any(is_it)
    }
}
