//! How many items of an array can, must and are asked to meet a schema.

use super::{
    array::{Arrays, Count},
    search::{Claim, Outcome, Solver},
};
use crate::schema::AssertionId;

impl Solver<'_> {
    /// Whether the numbers of items that must and can meet a schema leave `contains` no room.
    pub(super) fn rules_out_counts(&mut self, arrays: &Arrays, prefix: u64) -> bool {
        arrays.counts.iter().any(|count| {
            let Count { schema, min, max } = *count;
            (min > 0 && self.most(arrays, prefix, schema).is_some_and(|most| most < min))
                || max.is_some_and(|max| self.fewest(arrays, prefix, schema) > max)
        })
    }

    /// The number of items that are asked for by claims no two of which one item can meet.
    pub(super) fn needed(&mut self, arrays: &Arrays, prefix: u64) -> u64 {
        let counted = arrays.counts.iter().map(|count| (count.min, (count.schema, true)));
        let existing = arrays.existentials.iter().map(|(_, claim)| (1, *claim));
        let mut asked: Vec<(u64, Claim)> =
            counted.chain(existing).filter(|(min, _)| *min > 0).collect();
        asked.sort_by_key(|(min, _)| std::cmp::Reverse(*min));
        let mut chosen: Vec<Claim> = Vec::new();
        let mut needed = 0_u64;
        for (min, claim) in asked {
            let is_apart = |other: &Claim| self.is_nowhere(arrays, prefix, 0, &[claim, *other]);
            if chosen.iter().all(is_apart) {
                chosen.push(claim);
                needed = needed.saturating_add(min);
            }
        }
        needed
    }

    /// The number of items that can meet `schema`, if it is bounded.
    fn most(&mut self, arrays: &Arrays, prefix: u64, schema: AssertionId) -> Option<u64> {
        let mut most = Some(0_u64);
        for position in self.positions(arrays, prefix, 0) {
            if self.solve_slot(arrays, position, &[(schema, true)]) == Outcome::Empty {
                continue;
            }
            let count =
                if position < prefix { Some(1) } else { arrays.max.map(|max| max - prefix) };
            most = most.zip(count).and_then(|(most, count)| most.checked_add(count));
        }
        // What meets this schema also meets a wider one that may be met only so often.
        for wider in &arrays.counts {
            if let Some(max) = wider.max {
                let goal = [(schema, true), (wider.schema, false)];
                if self.is_nowhere(arrays, prefix, 0, &goal) {
                    most = Some(most.map_or(max, |most| most.min(max)));
                }
            }
        }
        most
    }

    /// The number of items that cannot but meet `schema`.
    fn fewest(&mut self, arrays: &Arrays, prefix: u64, schema: AssertionId) -> u64 {
        let mut fewest = 0;
        for position in self.positions(arrays, prefix, 0) {
            if position >= arrays.min {
                break;
            }
            if self.solve_slot(arrays, position, &[(schema, false)]) == Outcome::Empty {
                fewest += if position < prefix { 1 } else { arrays.min - prefix };
            }
        }
        let mut needed = fewest;
        for (from, claim) in &arrays.existentials {
            let goal = [*claim, (schema, false)];
            if self.is_nowhere(arrays, prefix, *from, &goal) {
                needed = needed.max(1);
            }
        }
        for narrower in &arrays.counts {
            let goal = [(narrower.schema, true), (schema, false)];
            if narrower.min > needed && self.is_nowhere(arrays, prefix, 0, &goal) {
                needed = narrower.min;
            }
        }
        needed
    }
}
