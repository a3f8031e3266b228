//! What was measured, as tables.

use std::fmt::Write;
use std::time::Duration;

use export_bundles_benches::claim::Claim;
use export_bundles_benches::machine::Machine;
use export_bundles_benches::markdown::align;

use crate::growth::Column;
use crate::load::{Cell, Figures};

pub fn render(cells: &[Cell], columns: &[Column], claims: &[Claim], machine: &Machine) -> String {
    let versions = cells.first().map(|it| it.peer_versions.as_str()).unwrap_or_default();
    let mut text = align(&load(cells));
    // Writing to a text does not fail.
    let _ = writeln!(
        text,
        "\nExports a second are medians of three rounds, in brackets how many times as many we make; p50 and p99 are of \
         all rounds.\n"
    );
    text += &align(&growth(columns));
    let _ = writeln!(
        text,
        "\nMedians of requests one after the other, in brackets their p99.\nMeasured on {machine}; {versions}.\n"
    );
    for claim in claims {
        let _ = write!(text, "{claim}");
    }
    text
}

fn load(cells: &[Cell]) -> Vec<Vec<String>> {
    let line = |name: &str, cell: &dyn Fn(&Cell) -> String| {
        std::iter::once(name.to_owned()).chain(cells.iter().map(cell)).collect::<Vec<_>>()
    };
    let peer = |cell: &Cell, show: &dyn Fn(&Figures) -> String| {
        cell.peer.as_ref().map_or("–".to_owned(), show)
    };
    vec![
        line("", &|it| it.name.to_owned()),
        line("**`exports`**: exports a second", &|it| rate(it.ours.rate)),
        line("p50", &|it| time(it.ours.p50)),
        line("p99", &|it| it.ours.p99.map_or("–".to_owned(), time)),
        line("memory, at most", &|it| memory(it.ours.peak)),
        line("FastAPI + SQLModel: exports a second", &|it| {
            peer(it, &|peer| format!("{} ({:.1})", rate(peer.rate), it.ours.rate / peer.rate))
        }),
        line("p50", &|it| peer(it, &|peer| time(peer.p50))),
        line("p99", &|it| peer(it, &|peer| peer.p99.map_or("–".to_owned(), time))),
        line("memory, at most", &|it| peer(it, &|peer| memory(peer.peak))),
    ]
}

fn growth(columns: &[Column]) -> Vec<Vec<String>> {
    let line = |name: &str, cell: &dyn Fn(&Column) -> String| {
        std::iter::once(name.to_owned()).chain(columns.iter().map(cell)).collect::<Vec<_>>()
    };
    let mut lines = vec![line("", &|it| format!("{} bundles", thousands(it.bundles)))];
    let kinds = columns.first().map_or(0, |it| it.requests.len());
    for kind in 0..kinds {
        let name = columns.first().and_then(|it| it.requests.get(kind)).map_or("", |it| it.0);
        lines.push(line(name, &|it| {
            let measured = it.requests.get(kind);
            measured.map_or("–".to_owned(), |it| format!("{} ({})", time(it.1), time(it.2)))
        }));
    }
    lines.push(line("`exports fsck`", &|it| time(it.check)));
    lines.push(line("written in a second", &|it| rate(it.filled)));
    lines.push(line("length of the store", &|it| memory(it.length)));
    lines
}

fn rate(a_second: f64) -> String {
    match a_second < 100.0 {
        true => format!("{a_second:.1}"),
        false => format!("{a_second:.0}"),
    }
}

fn time(duration: Duration) -> String {
    let seconds = duration.as_secs_f64();
    match seconds {
        ..0.01 => format!("{:.2} ms", seconds * 1e3),
        ..1.0 => format!("{:.0} ms", seconds * 1e3),
        _ => format!("{seconds:.1} s"),
    }
}

#[expect(clippy::cast_precision_loss, reason = "megabytes are shown")]
fn memory(bytes: u64) -> String {
    format!("{:.0} MB", bytes as f64 / 1e6)
}

fn thousands(count: u64) -> String {
    match (count / 1_000_000, count / 1_000 % 1_000) {
        (0, thousands) => format!("{thousands},000"),
        (millions, thousands) => format!("{millions},{thousands:03},000"),
    }
}
