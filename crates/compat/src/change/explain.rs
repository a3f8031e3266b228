//! Which differences explain a witness.

use super::{Difference, Edit};

/// Differences, those next to what a witness violates first: its likely causes.
pub(crate) struct Suspects(Vec<(Distance, usize)>);

impl Suspects {
    /// `violated` are the places in the rejecting schema that the witness violates.
    pub(crate) fn new(differences: &[Difference], violated: &[String]) -> Self {
        let distances = differences.iter().map(|it| Distance::between(it, violated));
        let mut ranked: Vec<(Distance, usize)> = distances.zip(0..).collect();
        ranked.sort_unstable();
        Self(ranked)
    }

    /// The differences by index, the likeliest first.
    pub(crate) fn each(&self) -> impl Iterator<Item = usize> {
        self.0.iter().map(|(_, index)| *index)
    }

    /// The least of the differences – by index – without all of which the witness would be accepted;
    /// `None` where even all of them do not get it accepted. `is_accepted` tells whether it is after
    /// the edits of some.
    pub(crate) fn least(
        &self,
        is_accepted: &mut dyn FnMut(&[usize]) -> bool,
    ) -> Option<Vec<usize>> {
        let within = |most: Distance| -> Vec<usize> {
            self.0.iter().filter(|(it, _)| *it <= most).map(|(_, index)| *index).collect()
        };
        let distances = [Distance::There, Distance::Beside, Distance::Elsewhere];
        let mut sets = distances.map(within).into_iter().filter(|kept| !kept.is_empty());
        sets.find(|kept| is_accepted(kept)).map(|enough| least(enough, is_accepted))
    }
}

/// What is left of the differences when those are taken away, the larger parts first, that are not
/// needed.
fn least(mut kept: Vec<usize>, accepted: &mut dyn FnMut(&[usize]) -> bool) -> Vec<usize> {
    kept.sort_unstable();
    let mut size = kept.len().div_ceil(2);
    while size > 0 && kept.len() > 1 {
        let mut start = 0;
        while start < kept.len() {
            let end = (start + size).min(kept.len());
            let rest: Vec<usize> = kept
                .iter()
                .enumerate()
                .filter(|(at, _)| !(start..end).contains(at))
                .map(|(_, index)| *index)
                .collect();
            if !rest.is_empty() && accepted(&rest) {
                kept = rest;
            } else {
                start = end;
            }
        }
        size = if size == 1 { 0 } else { size.div_ceil(2) };
    }
    kept
}

/// How far a difference is from what a witness violates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Distance {
    /// At a keyword that is violated, around it or within it.
    There,
    /// In the schema that holds such a keyword.
    Beside,
    Elsewhere,
}

impl Distance {
    fn between(difference: &Difference, violated: &[String]) -> Self {
        let is_within = |inner: &str, outer: &str| {
            let rest = inner.strip_prefix(outer);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let places = || difference.edits.iter().map(Edit::place);
        let is_there = |keyword: &String| {
            places().any(|place| is_within(place, keyword) || is_within(keyword, place))
        };
        let is_beside = |keyword: &String| {
            let schema = keyword.rsplit_once('/').map_or("", |(schema, _)| schema);
            places().any(|place| is_within(place, schema))
        };
        if violated.iter().any(is_there) {
            Self::There
        } else if violated.iter().any(is_beside) {
            Self::Beside
        } else {
            Self::Elsewhere
        }
    }
}
