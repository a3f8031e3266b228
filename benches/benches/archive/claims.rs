//! What is promised of archives.

use export_bundles_benches::claim::Bound::{AtLeast, AtMost};
use export_bundles_benches::claim::Claim;

use crate::Row;

pub fn claims(rows: &[Row], bundles: u64) -> Vec<Claim> {
    let row = |name: &str| rows.iter().find(|it| it.name.contains(name));
    let rate = |name: &str| row(name).and_then(Row::rate_per_core);
    let ratio = |one: &str, other: &str| Some(rate(one)? / rate(other)?);
    let add = row("`archive add`").and_then(|it| it.run.as_ref().ok());
    let million = add.map(|it| it.wall.as_secs_f64() * 1e6 / bundles as f64);
    let peak = add.and_then(|it| it.peak).map(|it| it as f64 / 1024.0);
    let claim = |says, payload, measured, unit, bound| Claim {
        says,
        payload,
        measured,
        unit,
        bound,
        aim: None,
    };
    let all = std::thread::available_parallelism().map_or(1, usize::from);
    let all = format!("`validate`, {all} at a time");
    vec![
        claim(
            "at least 0.8 of the rate of `decode` alone",
            "`validate`, 1 at a time",
            ratio("`validate`, 1 at", "`decode` alone"),
            "×",
            AtLeast(0.8),
        ),
        claim(
            "at least 0.9 of the rate for each core on all cores",
            "`validate`",
            ratio(&all, "`validate`, 1 at"),
            "×",
            AtLeast(0.9),
        ),
        claim("a million in at most 90 s", "`archive add`", million, " s", AtMost(90.0)),
        claim("at most 500 MB", "`archive add`", peak, " MB", AtMost(500.0)),
    ]
}
