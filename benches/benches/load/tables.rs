//! A report, as Markdown that also reads well on a terminal.

use std::collections::BTreeSet;

use crate::entries::Entry;
use crate::measure::ROUNDS;
use crate::report::{Figures, Flood, Report, Table};
use export_bundles_benches::claim::Claim;
use export_bundles_benches::markdown::align;

/// The tables, the flood, the machine, and the list of claims.
pub fn render(report: &Report, claims: &[Claim]) -> String {
    let tables: Vec<String> = report.tables.iter().map(|it| table(it, report)).collect();
    let cores = match report.apart {
        true => "Server and generator had a core each.",
        false => "Server and generator shared the cores.",
    };
    let floods: String = report.floods.iter().map(flood).collect();
    let claims: String = claims.iter().map(Claim::to_string).collect();
    format!(
        "{}\nMedians of {ROUNDS} rounds; in brackets how many times as many requests \
         `Payload<T>` answers. CPU is the server's\ntime on a core for each request, memory its \
         resident set at the most. {cores}\n\n{}\nMeasured on {}, {}.\n\n{claims}",
        tables.join("\n"),
        floods,
        report.machine,
        versions(report),
    )
}

/// What the entries are made of, each named once.
fn versions(report: &Report) -> String {
    let all: BTreeSet<&str> =
        report.entries.values().flatten().flat_map(|it| it.split(", ")).collect();
    all.into_iter().collect::<Vec<_>>().join(", ")
}

fn table(table: &Table, report: &Report) -> String {
    let heading = [
        "",
        "requests/s",
        "CPU",
        "p50",
        "p99",
        "p99.9",
        "faulty: requests/s",
        "CPU",
        "p99",
        "memory",
    ];
    let mut lines = vec![heading.map(str::to_owned).to_vec()];
    let ours = table.rows.get(&Entry::Payload);
    for entry in Entry::ALL {
        let name = match &report.entries[&entry] {
            Ok(_) => entry.name().to_owned(),
            Err(reason) => format!("{}: not present ({reason})", entry.name()),
        };
        let Some(row) = table.rows.get(&entry) else {
            lines.push([name].into_iter().chain((0..9).map(|_| "–".to_owned())).collect());
            continue;
        };
        let rate = |figures: &Figures, ours: Option<&Figures>| match ours {
            Some(ours) => format!("{:.0} ({:.1})", figures.rate, ours.rate / figures.rate),
            None => format!("{:.0}", figures.rate),
        };
        lines.push(vec![
            name,
            rate(&row.valid, ours.map(|it| &it.valid)),
            time(row.valid.cpu),
            time(row.valid.p50),
            time(row.valid.p99),
            row.valid.p999.map_or_else(|| "–".to_owned(), time),
            rate(&row.faulty, ours.map(|it| &it.faulty)),
            time(row.faulty.cpu),
            time(row.faulty.p99),
            format!("{:.0} MiB", mebibytes(row.peak)),
        ]);
    }
    format!(
        "**{}**: {} on {} connections, rounds of {} seconds\n\n{}",
        table.name,
        bytes(table.bytes),
        table.connections,
        table.round.as_secs(),
        align(&lines)
    )
}

/// A line of the list of floods.
fn flood(flood: &Flood) -> String {
    format!(
        "- Flooded with {:.0} of the large bundles on {} connections within {} seconds, {} held \
         {:.0} MiB before, {:.0} MiB at most, and {:.0} MiB afterwards.\n",
        flood.requests,
        flood.connections,
        flood.seconds,
        flood.who,
        mebibytes(flood.before),
        mebibytes(flood.peak),
        mebibytes(flood.after),
    )
}

fn time(microseconds: f64) -> String {
    match microseconds {
        it if it < 1e1 => format!("{it:.1} µs"),
        it if it < 1e3 => format!("{it:.0} µs"),
        it if it < 1e4 => format!("{:.2} ms", it / 1e3),
        it => format!("{:.0} ms", it / 1e3),
    }
}

fn bytes(count: usize) -> String {
    match count as f64 {
        it if it < 1e3 => format!("{it} B"),
        it if it < 1e6 => format!("{:.1} kB", it / 1e3),
        it => format!("{:.2} MB", it / 1e6),
    }
}

fn mebibytes(bytes: u64) -> f64 {
    bytes as f64 / f64::from(1 << 20)
}
