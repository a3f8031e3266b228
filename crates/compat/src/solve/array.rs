//! Arrays: how long they are, and what stands at which position.

use serde_json::Value;

use super::{
    Obstacle,
    search::{Claim, Outcome, Solver},
};
use crate::schema::{Assertion, AssertionId, Constant};

/// The claims about an array, sorted out.
#[derive(Debug, Default)]
pub(super) struct Arrays {
    pub(super) min: u64,
    pub(super) max: Option<u64>,
    /// Claims about single positions.
    pub(super) elements: Vec<(u64, Claim)>,
    /// Schemas of all positions from one on.
    rests: Vec<(u64, AssertionId)>,
    /// Some item from this position on must meet the claim.
    pub(super) existentials: Vec<(u64, Claim)>,
    pub(super) counts: Vec<Count>,
    pub(super) unique: bool,
    pub(super) repeated: bool,
    unclear: bool,
}

/// The number of items that meet a schema.
#[derive(Clone, Copy, Debug)]
pub(super) struct Count {
    pub(super) schema: AssertionId,
    pub(super) min: u64,
    pub(super) max: Option<u64>,
}

/// Positions that are looked at one by one; what follows them is alike.
const MAX_POSITIONS: u64 = 2_000;
/// Longer prefixes make too many pairs of positions.
const MAX_TWIN_POSITIONS: u64 = 40;

/// Whether two items can be equal.
enum Twins {
    At(u64, u64, Value),
    Nowhere,
    Unknown,
}

impl Solver<'_> {
    pub(super) fn solve_array(&mut self, leaves: &[Claim]) -> Outcome {
        let mut arrays = Arrays::default();
        for (id, holds) in leaves {
            if arrays.add(self.assertions.get(*id), *holds).is_none() {
                return Outcome::Empty;
            }
        }
        if arrays.unique && arrays.repeated {
            return Outcome::Empty;
        }
        let Some(prefix) = self.prefix(&arrays) else { return Outcome::Unknown };
        if self.narrow_length(&mut arrays, prefix).is_none()
            || self.rules_out_counts(&arrays, prefix)
            || arrays.max.is_some_and(|max| self.needed(&arrays, prefix) > max)
        {
            return Outcome::Empty;
        }
        for (from, claim) in &arrays.existentials {
            let mut positions = self.positions(&arrays, prefix, *from);
            if positions.all(|slot| self.solve_slot(&arrays, slot, &[*claim]) == Outcome::Empty) {
                return Outcome::Empty;
            }
        }
        if arrays.repeated {
            match self.twins(&arrays, prefix) {
                Twins::At(first, second, value) => {
                    let value = Assertion::Values(vec![Constant::new(value)]);
                    let claim = (self.assertions.intern(value), true);
                    arrays.elements.extend([(first, claim), (second, claim)]);
                    arrays.min = arrays.min.max(second + 1);
                }
                Twins::Nowhere => return Outcome::Empty,
                Twins::Unknown => return Outcome::Unknown,
            }
        }
        // The twins are positions of their own.
        let Some(prefix) = self.prefix(&arrays) else { return Outcome::Unknown };
        if arrays.unique && self.runs_out_of_values(&arrays, prefix) {
            return Outcome::Empty;
        }
        match self.build_array(&arrays, prefix) {
            Some(array) if !arrays.unclear => self.built(array.into()),
            _ => Outcome::Unknown,
        }
    }

    /// The number of leading positions that are not like all that follow; `None` for too many.
    fn prefix(&mut self, arrays: &Arrays) -> Option<u64> {
        let prefix = arrays.prefix();
        if prefix > MAX_POSITIONS {
            self.meet(Obstacle::Positions(prefix));
            return None;
        }
        Some(prefix)
    }

    /// Ends the array before the first position that no value can take; `None` where it is needed.
    fn narrow_length(&mut self, arrays: &mut Arrays, prefix: u64) -> Option<()> {
        for position in 0..=prefix {
            if arrays.max.is_some_and(|max| max <= position) {
                break;
            }
            if self.solve_slot(arrays, position, &[]) == Outcome::Empty {
                arrays.at_most(position);
            }
        }
        let past_end = |from: &u64| arrays.max.is_some_and(|max| *from >= max);
        let needed = arrays.existentials.iter().any(|(from, _)| past_end(from));
        (!needed && arrays.max.is_none_or(|max| arrays.min <= max)).then_some(())
    }

    /// The positions that differ, from `from` on: the prefix, and the first one after it.
    pub(super) fn positions(
        &self,
        arrays: &Arrays,
        prefix: u64,
        from: u64,
    ) -> impl Iterator<Item = u64> + use<> {
        let end = arrays.max.map_or(prefix + 1, |max| max.min(prefix + 1));
        from..end.max(from)
    }

    /// Whether no item from `from` on can meet `claims`.
    pub(super) fn is_nowhere(
        &mut self,
        arrays: &Arrays,
        prefix: u64,
        from: u64,
        claims: &[Claim],
    ) -> bool {
        let mut positions = self.positions(arrays, prefix, from);
        positions.all(|position| self.solve_slot(arrays, position, claims) == Outcome::Empty)
    }

    /// A value for the position, given what every value there must meet.
    pub(super) fn solve_slot(
        &mut self,
        arrays: &Arrays,
        position: u64,
        claims: &[Claim],
    ) -> Outcome {
        let mut goal = arrays.claims_at(position);
        goal.extend_from_slice(claims);
        self.solve(goal)
    }

    /// Whether more items than there are values must all be different.
    fn runs_out_of_values(&mut self, arrays: &Arrays, prefix: u64) -> bool {
        // Positions of a prefix may have values of their own, so only a plain list is counted.
        if prefix > 0 || arrays.min < 2 || arrays.min > 64 {
            return false;
        }
        let mut found = Vec::new();
        while (found.len() as u64) < arrays.min {
            match self.another(arrays, 0, &[], &found) {
                Outcome::Instance(value) => found.push(value),
                Outcome::Empty => return true,
                Outcome::Unknown => return false,
            }
        }
        false
    }

    /// Two positions that can hold the same value.
    fn twins(&mut self, arrays: &Arrays, prefix: u64) -> Twins {
        let end = arrays.max.map_or(prefix + 2, |max| max.min(prefix + 2));
        if end > MAX_TWIN_POSITIONS {
            self.meet(Obstacle::Positions(end));
            return Twins::Unknown;
        }
        let mut found = Twins::Nowhere;
        for second in 1..end {
            for first in 0..second {
                let claims = arrays.claims_at(second);
                match self.solve_slot(arrays, first, &claims) {
                    Outcome::Instance(value) => return Twins::At(first, second, value),
                    Outcome::Unknown => found = Twins::Unknown,
                    Outcome::Empty => {}
                }
            }
        }
        found
    }
}

impl Arrays {
    /// Adds a claim; `None` where it contradicts the others.
    fn add(&mut self, assertion: &Assertion, holds: bool) -> Option<()> {
        match (assertion, holds) {
            (Assertion::Element { index, schema }, holds) => {
                if !holds {
                    self.min = self.min.max(index.checked_add(1)?);
                }
                self.elements.push((*index, (*schema, holds)));
            }
            (Assertion::Elements { from, schema }, true) => self.rests.push((*from, *schema)),
            (Assertion::Elements { from, schema }, false) => {
                self.existentials.push((*from, (*schema, false)));
            }
            (Assertion::Count { schema, min, max }, true) => {
                self.counts.push(Count { schema: *schema, min: *min, max: *max });
            }
            (Assertion::MinItems(count), true) => self.min = self.min.max(*count),
            (Assertion::MinItems(count), false) => self.at_most(count.checked_sub(1)?),
            (Assertion::MaxItems(count), true) => self.at_most(*count),
            (Assertion::MaxItems(count), false) => self.min = self.min.max(count.checked_add(1)?),
            (Assertion::UniqueItems, true) => self.unique = true,
            (Assertion::UniqueItems, false) => self.repeated = true,
            _ => self.unclear = true,
        }
        Some(())
    }

    fn at_most(&mut self, count: u64) {
        self.max = Some(self.max.map_or(count, |max| max.min(count)));
    }

    /// The number of leading positions that are not like all that follow.
    fn prefix(&self) -> u64 {
        let elements = self.elements.iter().map(|(index, _)| index.saturating_add(1));
        let rests = self.rests.iter().map(|(from, _)| *from);
        let existentials = self.existentials.iter().map(|(from, _)| *from);
        elements.chain(rests).chain(existentials).max().unwrap_or(0)
    }

    /// What every value at `position` must meet.
    fn claims_at(&self, position: u64) -> Vec<Claim> {
        let elements = self.elements.iter().filter(|(index, _)| *index == position);
        let rests = self.rests.iter().filter(|(from, _)| *from <= position);
        elements.map(|(_, claim)| *claim).chain(rests.map(|(_, schema)| (*schema, true))).collect()
    }
}
