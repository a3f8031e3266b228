//! Arrays, built from what is claimed about them.

use serde_json::Value;

use super::{
    Obstacle,
    array::Arrays,
    search::{Claim, MAX_VALUES, Outcome, Solver},
};
use crate::schema::{Assertion, Constant};

/// The longest array that is built.
const MAX_BUILT: u64 = MAX_VALUES as u64;

/// The claims about one position of an array that is being built.
type Slot = Vec<Claim>;

impl Solver<'_> {
    /// A value for the position that is none of `taken`.
    pub(super) fn another(
        &mut self,
        arrays: &Arrays,
        position: u64,
        claims: &[Claim],
        taken: &[Value],
    ) -> Outcome {
        let mut claims = claims.to_vec();
        if !taken.is_empty() {
            let mut values: Vec<_> = taken.iter().cloned().map(Constant::new).collect();
            values.sort();
            claims.push((self.assertions.intern(Assertion::Values(values)), false));
        }
        self.solve_slot(arrays, position, &claims)
    }

    /// Builds the shortest array that there seems to be. What it gets wrong, the caller finds out;
    /// it never serves as a proof.
    pub(super) fn build_array(&mut self, arrays: &Arrays, prefix: u64) -> Option<Vec<Value>> {
        let slots = self.slots(arrays, prefix)?;
        let bounded = arrays.counts.iter().filter(|count| count.max.is_some());
        let avoided: Vec<Claim> = bounded.map(|count| (count.schema, false)).collect();
        let mut array: Vec<Value> = Vec::new();
        let mut last: Option<(Vec<Claim>, Value)> = None;
        for (position, slot) in (0..).zip(&slots) {
            if !self.budget.step() {
                return None;
            }
            let mut claims = slot.clone();
            if slot.is_empty() {
                claims.extend_from_slice(&avoided);
            }
            let outcome = match &last {
                _ if arrays.unique => match variation(array.last(), slot, position) {
                    Some(value) => Outcome::Instance(value),
                    None => self.another(arrays, position, &claims, &array),
                },
                // Positions behind the prefix are alike, so what served once serves again.
                Some((same, value)) if position > prefix && *same == claims => {
                    Outcome::Instance(value.clone())
                }
                _ => self.solve_slot(arrays, position, &claims),
            };
            let value = match outcome {
                Outcome::Instance(value) => value,
                // Too many items of a sort may do no harm: the limit can lie higher.
                _ => match self.solve_slot(arrays, position, slot) {
                    Outcome::Instance(value) => value,
                    _ => return None,
                },
            };
            if position >= prefix {
                last = Some((claims, value.clone()));
            }
            array.push(value);
        }
        Some(array)
    }

    /// As many positions as the array needs, each with what is asked of an item there.
    fn slots(&mut self, arrays: &Arrays, prefix: u64) -> Option<Vec<Slot>> {
        let mut slots: Vec<Slot> = Vec::new();
        for (from, claim) in &arrays.existentials {
            let position = self.free_position(arrays, &slots, prefix, *from, *claim)?;
            slot_at(&mut slots, position).push(*claim);
        }
        for count in &arrays.counts {
            let claim = (count.schema, true);
            let mut from = 0;
            for _ in 0..count.min.min(MAX_BUILT) {
                if !self.budget.step() {
                    return None;
                }
                let position = self.free_position(arrays, &slots, prefix, from, claim)?;
                from = position + 1;
                slot_at(&mut slots, position).push(claim);
            }
        }
        if arrays.min > MAX_BUILT {
            self.meet(Obstacle::Size);
            return None;
        }
        if let Some(last) = arrays.min.checked_sub(1) {
            slot_at(&mut slots, last);
        }
        Some(slots)
    }

    /// The first position that can also take `claim`; what is claimed already stays.
    fn free_position(
        &mut self,
        arrays: &Arrays,
        slots: &[Slot],
        prefix: u64,
        from: u64,
        claim: Claim,
    ) -> Option<u64> {
        let end = (prefix + 1).max(slots.len() as u64 + 1).max(from + 1);
        (from..end).filter(|position| arrays.max.is_none_or(|max| *position < max)).find(
            |position| {
                let index = usize::try_from(*position).unwrap_or(usize::MAX);
                let mut goal = slots.get(index).map_or_else(Vec::new, Slot::clone);
                // The same claim twice asks for two items.
                if goal.contains(&claim) {
                    return false;
                }
                goal.push(claim);
                matches!(self.solve_slot(arrays, *position, &goal), Outcome::Instance(_))
            },
        )
    }
}

/// The slot at `position`, made to exist.
fn slot_at(slots: &mut Vec<Slot>, position: u64) -> &mut Slot {
    let index = usize::try_from(position.min(MAX_BUILT)).unwrap_or_default();
    if slots.len() <= index {
        slots.resize(index + 1, Slot::new());
    }
    &mut slots[index]
}

/// In a long run of different items, the next one in order; asking the solver for each would take
/// time that grows with the square of the length.
fn variation(last: Option<&Value>, claims: &[Claim], position: u64) -> Option<Value> {
    const BEFORE: u64 = 12;
    if position < BEFORE || !claims.is_empty() {
        return None;
    }
    match last? {
        Value::Number(number) => Some(number.as_i64()?.checked_abs()?.checked_add(1)?.into()),
        Value::String(text) => {
            let stem = text.trim_end_matches(|c: char| c.is_ascii_digit());
            Some(format!("{stem}{position}").into())
        }
        _ => None,
    }
}
