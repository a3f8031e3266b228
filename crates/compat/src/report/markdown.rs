//! Reports as Markdown, for a comment on a pull request.

use super::finding::{Finding, directions, findings};
use super::{Change, Report};

/// Writes a table of verdicts, and every break below it.
#[must_use]
pub fn markdown(report: &Report) -> String {
    let mut text = format!(
        "## Schemas: {}\n\nRequired version bump: **{}**\n\n| type | backward | forward | bump |\n\
         | --- | --- | --- | --- |\n",
        report.verdict(),
        report.required_bump()
    );
    for report in &report.types {
        let verdict = |asked: &str| {
            let found = directions(report).find(|(direction, ..)| *direction == asked);
            found.map_or("–", |(_, _, verdict)| verdict.name())
        };
        let (backward, forward) = (verdict("backward"), verdict("forward"));
        let (name, bump) = (code(&report.name), report.required_bump);
        text.push_str(&format!("| {name} | {backward} | {forward} | {bump} |\n"));
    }
    for finding in findings(report) {
        text.push_str(&section(&finding));
    }
    text
}

fn section(finding: &Finding<'_>) -> String {
    let name = code(&finding.report.name);
    let Some(found) = finding.found else { return format!("\n- {}\n", escaped(&finding.message)) };
    let kinds: Vec<String> = found.kinds.iter().map(|kind| code(kind.id())).collect();
    let accepted = if found.accepted { ", accepted" } else { "" };
    let mut text =
        format!("\n### {name}, {}: {}{accepted}\n\n", finding.direction, kinds.join(", "));
    let places: Vec<String> = found.changes.iter().map(changed).collect();
    text.push_str(&format!("Changed: {}\n", places.join("; ")));
    if let Some(witness) = &found.witness {
        let side = if finding.direction == "backward" { "new" } else { "old" };
        let fence = fence(&witness.to_string());
        text.push_str(&format!(
            "\nThe {side} schema rejects this document:\n\n{fence}json\n{witness:#}\n{fence}\n"
        ));
    }
    if let Some(violation) = found.violations.first() {
        text.push_str(&format!("\n{}\n", escaped(&violation.message)));
    }
    for kind in &found.kinds {
        text.push_str(&format!("\nInstead: {}\n", kind.instead()));
    }
    text
}

fn changed(change: &Change) -> String {
    let pointer = match change.pointer() {
        "" => "the whole schema".to_owned(),
        pointer => code(pointer),
    };
    match change.new_place.as_ref().or(change.old_place.as_ref()) {
        Some(place) => format!("{pointer} in {}", code(&place.to_string())),
        None => pointer,
    }
}

/// A text as code, whatever it holds.
fn code(text: &str) -> String {
    let text = text.replace('|', "\\|").replace(['\r', '\n'], " ");
    let ticks = "`".repeat(longest_run(&text) + 1);
    let space = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{ticks}{space}{text}{space}{ticks}")
}

/// A fence that the text does not hold.
fn fence(text: &str) -> String {
    "`".repeat((longest_run(text) + 1).max(3))
}

fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

/// A text that means nothing but itself.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for c in text.chars() {
        if c.is_ascii_punctuation() {
            escaped.push('\\');
        }
        escaped.push(if c.is_control() { ' ' } else { c });
    }
    escaped
}
