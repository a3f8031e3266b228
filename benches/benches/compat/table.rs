//! What was measured, as tables, and what is promised of it.

use std::fmt::Write;

use export_bundles_benches::claim::Bound::AtMost;
use export_bundles_benches::claim::Claim;
use export_bundles_benches::machine::Machine;
use export_bundles_benches::markdown::align;

use crate::measure::{Measured, Row};

/// How many of the slowest are told by name.
const SLOWEST: usize = 5;

pub fn claims(groups: &[Measured]) -> Vec<Claim> {
    let mut claims = Vec::new();
    for Measured { name, rows } in groups {
        let mut claim = |says, of: fn(&Row) -> f64, unit, limit| {
            let measured = middle_and_most(rows, of).map(|(_, most)| most);
            let bound = AtMost(limit);
            claims.push(Claim { says, payload: name, measured, unit, bound, aim: None });
        };
        claim("the worst comparison takes so much of one core", |it| it.seconds, " s", 10.0);
        claim("the worst comparison takes so much memory", |it| it.mebibytes, " MiB", 256.0);
    }
    claims
}

pub fn render(groups: &[Measured], claims: &[Claim], machine: &Machine) -> String {
    let heads = ["", "pairs", "median time", "worst time", "median memory", "worst memory"]
        .map(str::to_owned);
    let mut lines = vec![heads.to_vec()];
    for Measured { name, rows } in groups {
        let seconds = middle_and_most(rows, |it| it.seconds).unwrap_or_default();
        let memory = middle_and_most(rows, |it| it.mebibytes).unwrap_or_default();
        lines.push(vec![
            (*name).to_owned(),
            rows.len().to_string(),
            time(seconds.0),
            time(seconds.1),
            format!("{:.1} MiB", memory.0),
            format!("{:.0} MiB", memory.1),
        ]);
    }
    let mut text = align(&lines);
    let mut slowest: Vec<&Row> = groups.iter().flat_map(|it| &it.rows).collect();
    slowest.sort_by(|one, other| other.seconds.total_cmp(&one.seconds));
    let heads = ["the slowest", "time", "memory", "backward; forward"].map(str::to_owned);
    let mut lines = vec![heads.to_vec()];
    lines.extend(slowest.into_iter().take(SLOWEST).map(|row| {
        let Row { pair, seconds, mebibytes, verdicts } = row;
        vec![pair.clone(), time(*seconds), format!("{mebibytes:.0} MiB"), verdicts.clone()]
    }));
    // Writing to a text does not fail.
    let _ = writeln!(text, "\n{}\nMeasured on {machine}.\n", align(&lines));
    for claim in claims {
        let _ = write!(text, "{claim}");
    }
    text
}

fn middle_and_most(rows: &[Row], of: impl Fn(&Row) -> f64) -> Option<(f64, f64)> {
    let mut all: Vec<f64> = rows.iter().map(of).collect();
    all.sort_by(f64::total_cmp);
    Some((*all.get(all.len() / 2)?, *all.last()?))
}

fn time(seconds: f64) -> String {
    match seconds < 1.0 {
        true => format!("{:.1} ms", seconds * 1e3),
        false => format!("{seconds:.2} s"),
    }
}
