//! What came of making the clients.

use std::fmt::Write;

use exact_schema_publish::{FileReport, FileState};
use serde::Deserialize;

use crate::matrix::Matrix;

/// The outcome of [`make`](crate::make).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// How large each validator of the npm package is.
    pub sizes: Vec<ValidatorSize>,
    /// How every validator judged the corpus.
    pub matrix: Matrix,
    /// Every file of the clients, by path.
    pub files: Vec<FileReport>,
    /// What is typed before `publish`, to repair them.
    pub publisher: String,
    /// What became of the files.
    pub outcome: Outcome,
}

/// What a page pays for one validator of the npm package, minified.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct ValidatorSize {
    /// The title of its type.
    #[serde(rename = "type")]
    pub title: String,
    /// In bytes.
    pub bytes: u64,
    /// In bytes, compressed as by gzip at level 9.
    pub gzip: u64,
}

/// What became of the files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// They were as they should be; none was touched.
    Fresh,
    /// What differed was written.
    Written,
    /// They differ, and nothing was to be written.
    Stale,
    /// The validators disagree, so nothing was written.
    Disagreement,
}

impl Report {
    /// Whether all agree, and the files are as they should be.
    #[must_use]
    pub fn is_success(&self) -> bool {
        matches!(self.outcome, Outcome::Fresh | Outcome::Written)
    }
}

/// The report as text. Lines end in `\n`.
#[must_use]
pub fn render(report: &Report) -> String {
    let mut text = String::new();
    sizes(report, &mut text);
    matrix(&report.matrix, &mut text);
    files(report, &mut text);
    text.push('\n');
    let _ = match report.outcome {
        Outcome::Fresh => writeln!(text, "The clients are up to date; no file was touched."),
        Outcome::Written => writeln!(text, "The clients are written."),
        Outcome::Stale => {
            writeln!(text, "Out of date. To repair it: {} publish --clients", report.publisher)
        }
        Outcome::Disagreement => writeln!(text, "The validators disagree, so nothing was written."),
    };
    text
}

fn sizes(report: &Report, text: &mut String) {
    text.push_str("\nvalidator in a page       minified   gzipped\n");
    for size in &report.sizes {
        let _ = writeln!(text, "{:24}  {:>6} B   {:>5} B", size.title, size.bytes, size.gzip);
    }
}

fn matrix(matrix: &Matrix, text: &mut String) {
    let asked = matrix.rows.iter().map(|row| &row.name);
    let names = asked.chain(matrix.unasked.iter().map(|(name, _)| name));
    let width = names.map(|name| name.chars().count()).max().unwrap_or_default();
    let _ = writeln!(text, "\n{:width$}  verdict       one violation", "validator");
    for row in &matrix.rows {
        let _ = writeln!(
            text,
            "{:width$}  {:>5} of {:<5}  {:>5} of {}",
            row.name, row.verdicts.agreed, row.verdicts.of, row.single.agreed, row.single.of,
        );
    }
    for (name, reason) in &matrix.unasked {
        let _ = writeln!(text, "{name:width$}  not asked, as {reason}");
    }
    for row in &matrix.rows {
        for it in &row.disagreements {
            let _ = writeln!(
                text,
                "\n{} disagrees on {}\n  text:     {}\n  expected: {:?}\n  found:    {:?}",
                row.name,
                it.case,
                it.text.escape_debug(),
                it.expected,
                it.found,
            );
        }
    }
}

fn files(report: &Report, text: &mut String) {
    for file in &report.files {
        let state = match file.state {
            FileState::Fresh => continue,
            FileState::Stale => "stale",
            FileState::Missing => "missing",
            FileState::Extra => "extra",
            FileState::Leftover => "leftover",
        };
        let _ = writeln!(text, "{state:7}  {}", file.path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_was_not_asked_is_named_with_the_reason() {
        let unasked = vec![("a validator in a browser".to_owned(), "no browser was found")];
        let matrix = Matrix { types: vec![], rows: vec![], unasked };
        let report = Report {
            sizes: vec![],
            matrix,
            files: vec![],
            publisher: "parcel-events".to_owned(),
            outcome: Outcome::Written,
        };
        let text = render(&report);
        assert!(
            text.contains("a validator in a browser  not asked, as no browser was found\n"),
            "{text}"
        );
        assert!(report.matrix.is_full() && report.is_success(), "all else is done");
    }
}
