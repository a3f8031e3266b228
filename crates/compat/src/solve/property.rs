//! Single properties: which names they can have, and which values under a name.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::{
    object::{Existential, Objects},
    search::{Claim, Outcome, Solver},
};
use crate::schema::{Assertion, Constant, Kind, KindSet};

/// What it takes to hold a name against a pattern, in sixteenths of a step.
const WORK_OF_PATTERN: u64 = 8;
/// Names that are compared in a sixteenth of a step.
const NAMES_A_WORK: u64 = 8;

/// The properties that a keyword speaks of.
#[derive(Clone, Debug)]
pub(super) enum Scope {
    /// The property of this name.
    Named(String),
    /// Properties whose names match this pattern.
    Matching(String),
    /// Properties that are neither named nor matched.
    Outside { names: Vec<String>, patterns: Vec<String> },
}

impl Scope {
    pub(super) fn anything() -> Self {
        Self::outside(&[], &[])
    }

    pub(super) fn outside(names: &[String], patterns: &[String]) -> Self {
        Self::Outside { names: names.to_vec(), patterns: patterns.to_vec() }
    }
}

impl Solver<'_> {
    /// Whether the scope has the property `name`; `None` where a pattern cannot be compiled.
    pub(super) fn covers(&mut self, scope: &Scope, name: &str) -> Option<bool> {
        match scope {
            Scope::Named(named) => Some(named == name),
            Scope::Matching(pattern) => self.matches(pattern, name),
            Scope::Outside { names, patterns } => self.is_other(names, patterns, name),
        }
    }

    /// Whether the name matches the pattern; `None` where that cannot be compiled.
    pub(super) fn matches(&mut self, pattern: &str, name: &str) -> Option<bool> {
        self.budget.work(WORK_OF_PATTERN);
        self.texts.meets("pattern", pattern, name)
    }

    /// Whether the name is none of those, and matches none of the patterns.
    pub(super) fn is_other(
        &mut self,
        names: &[String],
        patterns: &[String],
        name: &str,
    ) -> Option<bool> {
        self.budget.work(1 + names.len() as u64 / NAMES_A_WORK);
        if names.iter().any(|named| named == name) {
            return Some(false);
        }
        for pattern in patterns {
            if self.matches(pattern, name)? {
                return Some(false);
            }
        }
        Some(true)
    }

    /// The value of the property `name`, if it may be there at all.
    pub(super) fn solve_member(
        &mut self,
        objects: &Objects,
        name: &str,
        claims: &[Claim],
    ) -> Outcome {
        let name_outcome = self.solve_name(objects, name, &[]);
        if name_outcome == Outcome::Empty {
            return Outcome::Empty;
        }
        let mut value = claims.to_vec();
        let mut unclear = name_outcome == Outcome::Unknown;
        self.budget.work(objects.universals.len() as u64 / NAMES_A_WORK);
        for (scope, schema) in &objects.universals {
            match self.covers(scope, name) {
                Some(true) => value.push((*schema, true)),
                Some(false) => {}
                None => unclear = true,
            }
        }
        match self.solve(value) {
            Outcome::Instance(_) if unclear => Outcome::Unknown,
            outcome => outcome,
        }
    }

    /// Whether `name` may be the name of a property.
    pub(super) fn solve_name(
        &mut self,
        objects: &Objects,
        name: &str,
        claims: &[Claim],
    ) -> Outcome {
        if objects.names.is_empty() && claims.is_empty() {
            return Outcome::Instance(name.into());
        }
        let constant = Assertion::Values(vec![Constant::new(name.into())]);
        let constant = self.assertions.intern(constant);
        let mut goal = vec![(constant, true)];
        goal.extend_from_slice(claims);
        goal.extend(objects.names.iter().map(|schema| (*schema, true)));
        self.solve(goal)
    }

    /// A property whose name nothing mentions, for `existential`. `None` where there can be none;
    /// an error where that is not known.
    pub(super) fn solve_new_member(
        &mut self,
        objects: &Objects,
        existential: &Existential,
        members: &Map<String, Value>,
    ) -> Result<Option<(String, Value)>, ()> {
        let scopes = objects.universals.iter().map(|(scope, _)| scope);
        let mut undecided = BTreeSet::new();
        for scope in scopes.chain([&existential.scope]) {
            match scope {
                Scope::Matching(pattern) => {
                    undecided.insert(pattern.clone());
                }
                Scope::Outside { patterns, .. } => undecided.extend(patterns.iter().cloned()),
                Scope::Named(_) => {}
            }
        }
        let patterns: Vec<String> = undecided.into_iter().collect();
        let mut name_claims = existential.name.clone();
        name_claims.extend(objects.names.iter().map(|schema| (*schema, true)));
        name_claims.push(self.string());
        let mut taken = objects.mentioned();
        taken.extend(objects.absent.iter().cloned());
        taken.extend(members.keys().cloned());
        if !taken.is_empty() {
            let mut taken: Vec<Constant> =
                taken.into_iter().map(|name| Constant::new(name.into())).collect();
            taken.sort();
            name_claims.push((self.assertions.intern(Assertion::Values(taken)), false));
        }
        self.solve_name_among(objects, existential, &patterns, &mut BTreeSet::new(), name_claims)
    }

    /// Such a property whose name matches the patterns in `matching` and may match those in
    /// `undecided`. Of the cases – which patterns match – only those are looked at that a name can be
    /// in; matching none comes first.
    fn solve_name_among(
        &mut self,
        objects: &Objects,
        existential: &Existential,
        undecided: &[String],
        matching: &mut BTreeSet<String>,
        name_claims: Vec<Claim>,
    ) -> Result<Option<(String, Value)>, ()> {
        let Some((pattern, undecided)) = undecided.split_first() else {
            return self.solve_in_case(objects, existential, matching, name_claims);
        };
        let assertion = self.assertions.intern(Assertion::Pattern(pattern.clone()));
        let mut unknown = false;
        for matches in [false, true] {
            let mut name_claims = name_claims.clone();
            name_claims.push((assertion, matches));
            if self.budget.is_spent() {
                return Err(());
            }
            if matches {
                if self.solve(name_claims.clone()) == Outcome::Empty {
                    continue;
                }
                matching.insert(pattern.clone());
                if self.solve(claims_of_matching(objects, existential, matching)) == Outcome::Empty
                {
                    matching.remove(pattern);
                    continue;
                }
            }
            let found =
                self.solve_name_among(objects, existential, undecided, matching, name_claims);
            matching.remove(pattern);
            match found {
                Ok(None) => {}
                Err(()) => unknown = true,
                found => return found,
            }
        }
        if unknown { Err(()) } else { Ok(None) }
    }

    fn solve_in_case(
        &mut self,
        objects: &Objects,
        existential: &Existential,
        matching: &BTreeSet<String>,
        name_claims: Vec<Claim>,
    ) -> Result<Option<(String, Value)>, ()> {
        let matches = |pattern: &String| matching.contains(pattern);
        if !is_outside_names(&existential.scope, &matches) {
            return Ok(None);
        }
        let mut value_claims = existential.value.clone();
        for (scope, schema) in &objects.universals {
            if is_outside_names(scope, &matches) {
                value_claims.push((*schema, true));
            }
        }
        let value = self.solve(value_claims);
        if value == Outcome::Empty {
            return Ok(None);
        }
        match (self.solve(name_claims), value) {
            (Outcome::Empty, _) => Ok(None),
            (Outcome::Instance(Value::String(name)), Outcome::Instance(value)) => {
                Ok(Some((name, value)))
            }
            _ => Err(()),
        }
    }

    fn string(&mut self) -> Claim {
        (self.assertions.intern(Assertion::Kinds(KindSet::only(Kind::String))), true)
    }
}

/// What is claimed of the value of a property whose name matches these patterns, whatever else it
/// matches.
fn claims_of_matching(
    objects: &Objects,
    existential: &Existential,
    matching: &BTreeSet<String>,
) -> Vec<Claim> {
    let mut claims = existential.value.clone();
    for (scope, schema) in &objects.universals {
        if matches!(scope, Scope::Matching(pattern) if matching.contains(pattern)) {
            claims.push((*schema, true));
        }
    }
    claims
}

/// Whether `scope` has a property that no scope names, given the patterns that match its name.
fn is_outside_names(scope: &Scope, matches: &dyn Fn(&String) -> bool) -> bool {
    match scope {
        Scope::Named(_) => false,
        Scope::Matching(pattern) => matches(pattern),
        Scope::Outside { patterns, .. } => !patterns.iter().any(matches),
    }
}
