//! What was measured, as a table, and what is promised of it.

use std::fmt::Write;

use export_bundles_benches::claim::Bound::{AtLeast, AtMost};
use export_bundles_benches::claim::Claim;
use export_bundles_benches::machine::Machine;
use export_bundles_benches::markdown::align;

use crate::entries::Column;

/// The seconds and megabytes that a report of a size may take.
const LIMITS: [(f64, Option<f64>); 3] = [(0.05, None), (1.0, None), (10.0, Some(150.0))];

pub fn claims(columns: &[Column]) -> Vec<Claim> {
    let mut claims = Vec::new();
    for (column, (seconds, megabytes)) in columns.iter().zip(LIMITS) {
        let payload = column.name;
        let mut claim = |says, measured, unit, bound| {
            claims.push(Claim { says, payload, measured, unit, bound, aim: None });
        };
        claim("a PDF takes at most so many seconds", Some(column.pdf), " s", AtMost(seconds));
        if let Some(megabytes) = megabytes {
            let peak = column.peak.map(|it| it / 1e6);
            claim("a PDF takes at most so much memory", peak, " MB", AtMost(megabytes));
        }
        let ratio = |other: Option<f64>| other.map(|it| it / column.pdf);
        if column.reportlab.is_some() {
            let says = "a PDF is made 5 times as fast as by reportlab";
            claim(says, ratio(column.reportlab), "×", AtLeast(5.0));
        }
        if column.browser.is_some() {
            let says = "a PDF is made 5 times as fast as a browser prints the page";
            claim(says, ratio(column.browser), "×", AtLeast(5.0));
        }
    }
    claims
}

pub fn render(columns: &[Column], claims: &[Claim], machine: &Machine) -> String {
    let line = |name: &str, cell: &dyn Fn(&Column) -> String| {
        let cells = columns.iter().map(cell);
        std::iter::once(name.to_owned()).chain(cells).collect::<Vec<_>>()
    };
    let seconds = |of: f64, column: &Column| format!("{} ({:.2})", time(of), of / column.pdf);
    let maybe =
        |of: Option<f64>, column: &Column| of.map_or("–".to_owned(), |it| seconds(it, column));
    let lines = [
        line("", &|it| it.name.to_owned()),
        line("**a PDF**: verified and set", &|it| seconds(it.pdf, it)),
        line("a page: verified and written", &|it| seconds(it.html, it)),
        line("reportlab, all steps in a table", &|it| maybe(it.reportlab, it)),
        line("headless Chromium, from start to a PDF of the page", &|it| maybe(it.browser, it)),
        line("memory of the process that sets the PDF, at most", &|it| {
            it.peak.map_or("–".to_owned(), |it| format!("{:.0} MB", it / 1e6))
        }),
        line("length of the PDF", &|it| length(it.lengths[0])),
        line("length of the page", &|it| length(it.lengths[1])),
    ];
    let mut text = align(&lines);
    // Writing to a text does not fail.
    let _ = writeln!(
        text,
        "\nMedians; in brackets how many times as long as the PDF it takes.\nMeasured on {machine}.\n"
    );
    for claim in claims {
        let _ = write!(text, "{claim}");
    }
    text
}

fn time(seconds: f64) -> String {
    match seconds < 1.0 {
        true => format!("{:.1} ms", seconds * 1e3),
        false => format!("{seconds:.2} s"),
    }
}

#[expect(clippy::cast_precision_loss, reason = "megabytes are shown")]
fn length(bytes: u64) -> String {
    match bytes < 1_000_000 {
        true => format!("{:.0} kB", bytes as f64 / 1e3),
        false => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}
