//! A report, as Markdown that also reads well on a terminal.

use crate::measure::ROUNDS;
use crate::report::{Column, Report};
use crate::rows::Row;
use export_bundles_benches::claim::Claim;
use export_bundles_benches::markdown::align;

/// The table, the machine, and the list of claims.
pub fn render(report: &Report, claims: &[Claim]) -> String {
    let claims: String = claims.iter().map(Claim::to_string).collect();
    format!(
        "{}\nThe time of one operation, the median of {ROUNDS} rounds; in brackets how many times as \
         long as `decode` it is.\nIn the least steady row the middle half of the rounds lay within \
         {:.0} % of the median.\nMeasured on {}.\n\n{claims}",
        align(&cells(report)),
        report.spread() * 100.0,
        report.machine,
    )
}

fn cells(report: &Report) -> Vec<Vec<String>> {
    let line = |name: String, cell: &dyn Fn(&Column) -> Option<String>| {
        let cells = report.columns.iter().map(|it| cell(it).unwrap_or_else(|| "–".to_owned()));
        [name].into_iter().chain(cells).collect()
    };
    let mut lines = vec![
        line(String::new(), &|it| Some(it.payload.to_owned())),
        line("length of the text".to_owned(), &|it| Some(bytes(it.bytes))),
    ];
    lines.extend(Row::ALL.map(|row| {
        let name = match report.peers.get(&row) {
            Some(Ok(versions)) => format!("{} {versions}", row.name()),
            Some(Err(reason)) => format!("{}: not present ({reason})", row.name()),
            None => row.name().to_owned(),
        };
        line(name, &|it| Some(time(it.time(row)?, it.ratio(row, Row::Decode)?)))
    }));
    let heap = |bytes_of_heap: usize, it: &Column| {
        format!(
            "{} ({:.2} of the text)",
            bytes(bytes_of_heap),
            bytes_of_heap as f64 / it.bytes as f64
        )
    };
    lines.push(line("heap that the value keeps".to_owned(), &|it| Some(heap(it.heap?.kept, it))));
    lines
        .push(line("heap while decoding, at most".to_owned(), &|it| Some(heap(it.heap?.peak, it))));
    lines
}

fn time(nanoseconds: f64, ratio: f64) -> String {
    let time = match nanoseconds {
        it if it < 1e3 => format!("{it:.0} ns"),
        it if it < 1e6 => format!("{:.1} µs", it / 1e3),
        it => format!("{:.2} ms", it / 1e6),
    };
    if ratio < 10.0 { format!("{time} ({ratio:.2})") } else { format!("{time} ({ratio:.1})") }
}

fn bytes(count: usize) -> String {
    match count as f64 {
        it if it < 1e3 => format!("{it} B"),
        it if it < 1e6 => format!("{:.1} kB", it / 1e3),
        it => format!("{:.2} MB", it / 1e6),
    }
}
