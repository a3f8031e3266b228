//! What was measured, as a table.

use std::fmt::Write;

use export_bundles_benches::claim::Claim;
use export_bundles_benches::machine::Machine;
use export_bundles_benches::markdown::align;

use crate::Row;

pub fn render(rows: &[Row], claims: &[Claim], bundles: u64, machine: &Machine) -> String {
    let mut lines = vec![
        ["", "seconds", "MB a second", "MB a second and core", "memory, at most"]
            .map(str::to_owned)
            .to_vec(),
    ];
    lines.extend(rows.iter().map(line));
    let mut text = align(&lines);
    // Writing to a text does not fail.
    let _ = writeln!(
        text,
        "\nOf {bundles} sealed bundles of {} bytes each, about; ours are medians of {} rounds. Peers read the first 20,000 \
         in one process, DuckDB all of them with all cores.\nMeasured on {machine}.\n",
        rows.first().map_or(0, |it| it.bytes / bundles.max(1)),
        crate::ROUNDS,
    );
    for claim in claims {
        let _ = write!(text, "{claim}");
    }
    text
}

fn line(row: &Row) -> Vec<String> {
    match &row.run {
        Ok(run) => {
            let rate = row.bytes as f64 / run.wall.as_secs_f64() / 1e6;
            vec![
                row.name.clone(),
                format!("{:.2}", run.wall.as_secs_f64()),
                format!("{rate:.0}"),
                format!("{:.0}", rate / row.cores as f64),
                run.peak.map_or("–".to_owned(), |it| format!("{} MB", it / 1024)),
            ]
        }
        Err(reason) => {
            vec![row.name.clone(), reason.clone(), "–".into(), "–".into(), "–".into()]
        }
    }
}
