//! Which differences explain a witness.

use super::Difference;

/// More differences than this are first halved, then tried one by one.
const FEW: usize = 40;

/// The least of `differences` – by index – without which the witness would be accepted.
/// `is_accepted` tells whether it is after the edits of the given ones; `None` where even all of
/// them do not get it accepted.
pub(crate) fn explain(
    differences: &[Difference],
    is_accepted: &mut dyn FnMut(&[&Difference]) -> bool,
) -> Option<Vec<usize>> {
    let all: Vec<usize> = (0..differences.len()).collect();
    let mut accepted = |kept: &[usize]| {
        let kept: Vec<&Difference> =
            kept.iter().filter_map(|index| differences.get(*index)).collect();
        is_accepted(&kept)
    };
    if differences.len() <= FEW
        && let Some(single) = all.iter().find(|index| accepted(&[**index]))
    {
        return Some(vec![*single]);
    }
    if !accepted(&all) {
        return None;
    }
    let mut kept = all;
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
    Some(kept)
}
