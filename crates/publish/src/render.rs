//! A report as text.

use std::fmt::Write;

use crate::drift::Drift;
use crate::proof::{Claim, Verdict};
use crate::report::{FileState, Outcome, Report, Size, TypeReport};

/// How many places of a drift are listed.
const SHOWN: usize = 12;

/// The report as one table, what is proved, what is wrong, and what to do about it. Lines
/// end in `\n`.
#[must_use]
pub fn render(report: &Report) -> String {
    let mut text = String::new();
    table(report, &mut text);
    proofs(report, &mut text);
    failures(report, &mut text);
    drifts(report, &mut text);
    files(report, &mut text);
    text.push('\n');
    let _ = match report.outcome {
        Outcome::Fresh => writeln!(text, "Everything is up to date; no file was touched."),
        Outcome::Written => writeln!(text, "Written."),
        Outcome::Stale => {
            writeln!(text, "Out of date. To repair it: {} publish", report.publisher)
        }
        Outcome::Unproved => writeln!(text, "Not proved, so nothing was written."),
    };
    text
}

fn table(report: &Report, text: &mut String) {
    let release = match &report.released {
        Some(version) => format!("since {version}"),
        None => "since a release".to_owned(),
    };
    let header = [
        "type",
        "fields",
        "source = accept",
        "emit in accept",
        "since last time",
        &release,
        "files",
    ];
    let mut rows = vec![header.map(str::to_owned)];
    rows.extend(report.types.iter().map(row));
    let width = |column: usize| {
        rows.iter().map(|row| row[column].chars().count()).max().unwrap_or_default()
    };
    let widths: Vec<usize> = (0..header.len()).map(width).collect();
    for row in &rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(&widths) {
            let _ = write!(line, "{cell:width$}  ");
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
}

fn row(it: &TypeReport) -> [String; 7] {
    [
        it.title.to_owned(),
        match it.size {
            Size::Fields(count) => count.to_string(),
            Size::Branches(count) => format!("one of {count}"),
        },
        verdict(it, &[Claim::SourceInAccept, Claim::AcceptInSource]),
        verdict(it, &[Claim::EmitInAccept]),
        drift(&it.since_publication),
        it.since_release.as_ref().map_or_else(|| "-".to_owned(), drift),
        it.files.join(" "),
    ]
}

fn verdict(it: &TypeReport, claims: &[Claim]) -> String {
    let verdicts = it.proofs.iter().filter(|proof| claims.contains(&proof.claim));
    let mut worst = "proved";
    for proof in verdicts {
        match proof.verdict {
            Verdict::Refuted(_) => worst = "REFUTED",
            Verdict::Undecided(_) if worst == "proved" => worst = "UNDECIDED",
            _ => {}
        }
    }
    worst.to_owned()
}

fn drift(drift: &Drift) -> String {
    match drift {
        Drift::New => "new".to_owned(),
        Drift::Unchanged => "unchanged".to_owned(),
        Drift::Changed(pointers) => format!("{} changed", places(pointers.len())),
    }
}

fn places(count: usize) -> String {
    if count == 1 { "1 place".to_owned() } else { format!("{count} places") }
}

fn proofs(report: &Report, text: &mut String) {
    if report.types.iter().all(|it| it.proofs.iter().all(|proof| proof.verdict.is_proved())) {
        text.push_str("\nProved: with formats asserted, no document contradicts the table.\n");
    }
}

fn failures(report: &Report, text: &mut String) {
    for it in &report.types {
        for proof in &it.proofs {
            let _ = match &proof.verdict {
                Verdict::Proved => Ok(()),
                Verdict::Refuted(witness) => {
                    let witness = witness.as_deref().unwrap_or("one that is too large to be shown");
                    writeln!(
                        text,
                        "\n{}: {} does not hold. A document that tells:\n  {witness}",
                        it.title, proof.claim,
                    )
                }
                Verdict::Undecided(why) => {
                    writeln!(text, "\n{}: {} is undecided: {why}", it.title, proof.claim)
                }
            };
        }
    }
}

fn drifts(report: &Report, text: &mut String) {
    for it in &report.types {
        list(it.title, "since last time", &it.since_publication, text);
        if let (Some(drift), Some(version)) = (&it.since_release, &report.released) {
            list(it.title, &format!("since {version}"), drift, text);
        }
    }
}

fn list(title: &str, since: &str, drift: &Drift, text: &mut String) {
    if let Drift::Changed(pointers) = drift {
        let _ = writeln!(text, "\n{title} changed {since}:");
        for pointer in pointers.iter().take(SHOWN) {
            let _ = writeln!(text, "  {pointer}");
        }
        if let Some(more) = pointers.len().checked_sub(SHOWN).filter(|more| *more > 0) {
            let _ = writeln!(text, "  and {}", places(more));
        }
    }
}

fn files(report: &Report, text: &mut String) {
    let differing = report.files.iter().filter(|file| file.state != FileState::Fresh);
    for (position, file) in differing.enumerate() {
        if position == 0 {
            text.push('\n');
        }
        let state = match file.state {
            FileState::Fresh => "fresh",
            FileState::Stale => "stale",
            FileState::Missing => "missing",
            FileState::Extra => "extra",
            FileState::Leftover => "leftover",
        };
        let _ = writeln!(text, "{state:7}  {}", file.path);
    }
}
