//! What is promised of the service.

use std::time::Duration;

use export_bundles_benches::claim::Bound::{AtLeast, AtMost};
use export_bundles_benches::claim::Claim;

use crate::growth::Column;
use crate::load::Cell;

pub fn claims(cells: &[Cell], columns: &[Column]) -> Vec<Claim> {
    let of_load = cells.iter().map(|cell| Claim {
        says: "at least 5 times the exports a second of the peer",
        payload: cell.name,
        measured: cell.peer.as_ref().map(|it| cell.ours.rate / it.rate),
        unit: "×",
        bound: AtLeast(5.0),
        aim: None,
    });
    let (first, last) = (columns.first(), columns.last());
    let kinds = first.into_iter().flat_map(|it| 0..it.requests.len());
    let of_growth = kinds.filter_map(|kind| {
        let (name, small, _) = *first?.requests.get(kind)?;
        let (_, large, _) = *last?.requests.get(kind)?;
        Some(Claim {
            says: "takes at most twice as long in the largest store as in the smallest",
            payload: name,
            measured: Some(seconds(large) / seconds(small)),
            unit: "×",
            bound: AtMost(2.0),
            aim: None,
        })
    });
    of_load.chain(of_growth).collect()
}

fn seconds(duration: Duration) -> f64 {
    duration.as_secs_f64()
}
