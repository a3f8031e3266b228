//! Which differences explain a witness.

use super::{Difference, Edit};

/// Differences that are tried alone, those next to what the witness violates first.
const TRIED_ALONE: usize = 40;

/// The least of `differences` – by index – without which the witness would be accepted.
/// `is_accepted` tells whether it is after the edits of the given ones; `None` where even all of
/// them do not get it accepted. `violated` are the places in the rejecting schema that the witness
/// violates: what has changed there is tried first.
pub(crate) fn explain(
    differences: &[Difference],
    violated: &[String],
    is_accepted: &mut dyn FnMut(&[&Difference]) -> bool,
) -> Option<Vec<usize>> {
    let mut accepted = |kept: &[usize]| {
        let kept: Vec<&Difference> =
            kept.iter().filter_map(|index| differences.get(*index)).collect();
        is_accepted(&kept)
    };
    let mut ranked: Vec<(Distance, usize)> =
        differences.iter().map(|it| Distance::between(it, violated)).zip(0..).collect();
    ranked.sort_unstable();
    let mut single = ranked.iter().take(TRIED_ALONE).map(|(_, index)| *index);
    if let Some(single) = single.find(|index| accepted(&[*index])) {
        return Some(vec![single]);
    }
    let within = |most: Distance| -> Vec<usize> {
        ranked.iter().filter(|(it, _)| *it <= most).map(|(_, index)| *index).collect()
    };
    let mut sets = [Distance::There, Distance::Beside, Distance::Elsewhere].map(within).into_iter();
    let enough = sets.find(|kept| !kept.is_empty() && accepted(kept))?;
    Some(least(enough, &mut accepted))
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
