//! Objects: which properties they must have, may have, and of what value.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Map;

use super::{
    Obstacle,
    property::Scope,
    search::{Claim, MAX_VALUES, Outcome, Solver},
};
use crate::schema::{Assertion, AssertionId};

/// The claims about an object, sorted out.
#[derive(Debug, Default)]
pub(super) struct Objects {
    /// Properties that must be there, with claims about their values.
    pub(super) required: BTreeMap<String, Vec<Claim>>,
    pub(super) absent: BTreeSet<String>,
    /// Schemas of every property in a scope.
    pub(super) universals: Vec<(Scope, AssertionId)>,
    /// Properties that must be there without being named.
    pub(super) existentials: Vec<Existential>,
    /// Schemas of every property name.
    pub(super) names: Vec<AssertionId>,
    min: u64,
    max: Option<u64>,
    unclear: bool,
}

/// Some property must be in this scope, with this name and value.
#[derive(Clone, Debug)]
pub(super) struct Existential {
    pub(super) scope: Scope,
    pub(super) name: Vec<Claim>,
    pub(super) value: Vec<Claim>,
}

/// The search through a case ended without an object.
enum Ended {
    Empty,
    Unknown,
}

impl Solver<'_> {
    pub(super) fn solve_object(&mut self, leaves: &[Claim]) -> Outcome {
        let Some(objects) = self.objects(leaves) else { return Outcome::Empty };
        match self.build_object(&objects) {
            Ok(members) if !objects.unclear => self.built(members.into()),
            Ok(_) | Err(Ended::Unknown) => Outcome::Unknown,
            Err(Ended::Empty) => Outcome::Empty,
        }
    }

    /// Sorts out the claims; `None` where they contradict each other at first sight.
    fn objects(&self, leaves: &[Claim]) -> Option<Objects> {
        let mut objects = Objects::default();
        for (id, holds) in leaves {
            objects.add(self.assertions.get(*id), *holds)?;
        }
        let count = objects.required.len() as u64;
        let fits = objects.max.is_none_or(|max| objects.min.max(count) <= max);
        let consistent = objects.required.keys().all(|name| !objects.absent.contains(name));
        (fits && consistent).then_some(objects)
    }

    fn build_object(&mut self, objects: &Objects) -> Result<Map<String, serde_json::Value>, Ended> {
        let mut members = Map::new();
        let mut unknown = false;
        for (name, claims) in &objects.required {
            match self.solve_member(objects, name, claims) {
                Outcome::Instance(value) => {
                    members.insert(name.clone(), value);
                }
                Outcome::Unknown => unknown = true,
                Outcome::Empty => return Err(Ended::Empty),
            }
        }
        let required = if objects.existentials.len() > 1 { members.clone() } else { Map::new() };
        for (index, existential) in objects.existentials.iter().enumerate() {
            match self.place(objects, existential, &members) {
                Ok((name, value)) => {
                    members.insert(name, value);
                }
                Err(Ended::Empty) if index == 0 => return Err(Ended::Empty),
                // An earlier choice may be to blame. What is impossible without it as well is impossible.
                Err(Ended::Empty) => match self.place(objects, existential, &required) {
                    Err(Ended::Empty) => return Err(Ended::Empty),
                    _ => unknown = true,
                },
                Err(Ended::Unknown) => unknown = true,
            }
        }
        if unknown {
            return Err(Ended::Unknown);
        }
        self.fill_up(objects, &mut members)?;
        match objects.max {
            Some(max) if members.len() as u64 > max => Err(Ended::Unknown),
            _ => Ok(members),
        }
    }

    /// Finds a property for `existential`: one that is named somewhere, or a new one.
    fn place(
        &mut self,
        objects: &Objects,
        existential: &Existential,
        members: &Map<String, serde_json::Value>,
    ) -> Result<(String, serde_json::Value), Ended> {
        let mut unknown = false;
        let is_full = objects.max.is_some_and(|max| members.len() as u64 >= max);
        // The properties that are required anyway come first: they make the smallest object.
        let required = objects.required.keys().cloned();
        let optional = objects.mentioned().into_iter();
        let optional = optional.filter(|name| !objects.required.contains_key(name));
        for name in required.chain(optional).collect::<Vec<_>>() {
            if is_full && !members.contains_key(&name) {
                unknown |= members.len() > objects.required.len();
                continue;
            }
            match self.covers(&existential.scope, &name) {
                Some(true) => {}
                Some(false) => continue,
                None => {
                    unknown = true;
                    continue;
                }
            }
            let mut claims = existential.value.clone();
            claims.extend(objects.required.get(&name).into_iter().flatten());
            match self.solve_name(objects, &name, &existential.name) {
                Outcome::Empty => continue,
                Outcome::Unknown => unknown = true,
                Outcome::Instance(_) => match self.solve_member(objects, &name, &claims) {
                    Outcome::Empty => {}
                    Outcome::Unknown => unknown = true,
                    Outcome::Instance(value) => return Ok((name, value)),
                },
            }
        }
        if is_full {
            let only_required = members.len() <= objects.required.len();
            return Err(if unknown || !only_required { Ended::Unknown } else { Ended::Empty });
        }
        match self.solve_new_member(objects, existential, members) {
            Ok(Some(member)) => Ok(member),
            Ok(None) if !unknown => Err(Ended::Empty),
            _ => Err(Ended::Unknown),
        }
    }

    /// Adds optional properties until there are enough.
    fn fill_up(
        &mut self,
        objects: &Objects,
        members: &mut Map<String, serde_json::Value>,
    ) -> Result<(), Ended> {
        let mut unknown = !objects.existentials.is_empty();
        if members.len() as u64 >= objects.min {
            return Ok(());
        }
        for name in objects.mentioned() {
            if members.len() as u64 >= objects.min {
                return Ok(());
            }
            if members.contains_key(&name) {
                continue;
            }
            match self.solve_member(objects, &name, &[]) {
                Outcome::Instance(value) => {
                    members.insert(name, value);
                }
                Outcome::Unknown => unknown = true,
                Outcome::Empty => {}
            }
        }
        let anything =
            Existential { scope: Scope::anything(), name: Vec::new(), value: Vec::new() };
        if objects.min > MAX_VALUES as u64 {
            return match self.solve_new_member(objects, &anything, members) {
                Ok(None) if !unknown => Err(Ended::Empty),
                _ => {
                    self.meet(Obstacle::Size);
                    Err(Ended::Unknown)
                }
            };
        }
        let mut first = true;
        while (members.len() as u64) < objects.min {
            if !self.budget.step() {
                self.meet(Obstacle::Steps);
                return Err(Ended::Unknown);
            }
            if let Some((name, value)) = self.numbered_member(objects, members) {
                members.insert(name, value);
                continue;
            }
            match self.solve_new_member(objects, &anything, members) {
                Ok(Some((name, value))) => {
                    members.insert(name, value);
                }
                Ok(None) if first && !unknown => return Err(Ended::Empty),
                _ => return Err(Ended::Unknown),
            }
            first = false;
        }
        Ok(())
    }

    /// A property with a made-up name, if the claims allow one: many of them are found faster this
    /// way than by asking each time for a name that is none of those before.
    fn numbered_member(
        &mut self,
        objects: &Objects,
        members: &Map<String, serde_json::Value>,
    ) -> Option<(String, serde_json::Value)> {
        let name = format!("example{}", members.len() + 1);
        if objects.absent.contains(&name) || members.contains_key(&name) {
            return None;
        }
        match self.solve_member(objects, &name, &[]) {
            Outcome::Instance(value) => Some((name, value)),
            Outcome::Empty | Outcome::Unknown => None,
        }
    }
}

impl Objects {
    /// Adds a claim; `None` where it contradicts the others.
    fn add(&mut self, assertion: &Assertion, holds: bool) -> Option<()> {
        match (assertion, holds) {
            (Assertion::Required(name), true) => {
                self.required.entry(name.clone()).or_default();
            }
            (Assertion::Required(name), false) => {
                self.absent.insert(name.clone());
            }
            (Assertion::Property { name, schema }, true) => {
                self.universals.push((Scope::Named(name.clone()), *schema));
            }
            (Assertion::Property { name, schema }, false) => {
                self.required.entry(name.clone()).or_default().push((*schema, false));
            }
            (Assertion::PatternProperty { pattern, schema }, true) => {
                self.universals.push((Scope::Matching(pattern.clone()), *schema));
            }
            (Assertion::PatternProperty { pattern, schema }, false) => {
                self.exists(Scope::Matching(pattern.clone()), Vec::new(), vec![(*schema, false)]);
            }
            (Assertion::OtherProperties { names, patterns, schema }, true) => {
                self.universals.push((Scope::outside(names, patterns), *schema));
            }
            (Assertion::OtherProperties { names, patterns, schema }, false) => {
                self.exists(Scope::outside(names, patterns), Vec::new(), vec![(*schema, false)]);
            }
            (Assertion::PropertyNames(schema), true) => self.names.push(*schema),
            (Assertion::PropertyNames(schema), false) => {
                self.exists(Scope::anything(), vec![(*schema, false)], Vec::new());
            }
            (Assertion::MinProperties(count), true) => self.min = self.min.max(*count),
            (Assertion::MinProperties(count), false) => self.at_most(count.checked_sub(1)?),
            (Assertion::MaxProperties(count), true) => self.at_most(*count),
            (Assertion::MaxProperties(count), false) => {
                self.min = self.min.max(count.checked_add(1)?);
            }
            _ => self.unclear = true,
        }
        Some(())
    }

    fn exists(&mut self, scope: Scope, name: Vec<Claim>, value: Vec<Claim>) {
        self.existentials.push(Existential { scope, name, value });
    }

    fn at_most(&mut self, count: u64) {
        self.max = Some(self.max.map_or(count, |max| max.min(count)));
    }

    /// The names that some claim tells apart from others, except those that must be absent.
    pub(super) fn mentioned(&self) -> BTreeSet<String> {
        let mut names: BTreeSet<String> = self.required.keys().cloned().collect();
        let scopes = self.universals.iter().map(|(scope, _)| scope);
        for scope in scopes.chain(self.existentials.iter().map(|existential| &existential.scope)) {
            match scope {
                Scope::Named(name) => {
                    names.insert(name.clone());
                }
                Scope::Outside { names: inside, .. } => names.extend(inside.iter().cloned()),
                Scope::Matching(_) => {}
            }
        }
        names.retain(|name| !self.absent.contains(name));
        names
    }
}
