//! Reports as text for a terminal.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Break, Change, Compared, Report, TypeReport, Verdict, Violation};

/// A witness with more lines than this is written without line breaks.
const MAX_LINES: usize = 30;
/// A longer one is cut as well; the JSON report has it whole.
const MAX_CHARS: usize = 600;

/// Why there may be more breaks than are listed.
const NOT_LOOKED_AT: &str = "differences that were not looked at";

/// Writes `report` for people.
#[must_use]
pub fn render(report: &Report) -> String {
    let mut text = String::new();
    for report in &report.types {
        render_type(report, &mut text);
    }
    for compared in &report.compared {
        line(&mut text, 0, &format!("compared: {}", what(compared)));
    }
    for (kind, count) in accepted(report) {
        let breaks = if count == 1 { "break" } else { "breaks" };
        line(&mut text, 0, &format!("accepted: {count} {breaks} of the kind {kind}"));
    }
    line(&mut text, 0, &format!("verdict: {}", report.verdict()));
    line(&mut text, 0, &format!("required version bump: {}", report.required_bump().name()));
    text
}

/// How many breaks of which kinds were accepted.
fn accepted(report: &Report) -> BTreeMap<&str, usize> {
    let mut accepted = BTreeMap::new();
    for found in report.breaks().filter(|found| found.accepted) {
        for kind in &found.kinds {
            *accepted.entry(kind.id()).or_default() += 1;
        }
    }
    accepted
}

fn what(Compared { document, root, definitions }: &Compared) -> String {
    let definitions = match definitions {
        1 => "the one definition".to_owned(),
        count => format!("{count} definitions"),
    };
    let root = match root {
        true => "and its root",
        false => "and not its root, which accepts everything",
    };
    format!("{definitions} of {document}, each as a type of its own, {root}")
}

fn render_type(report: &TypeReport, text: &mut String) {
    line(text, 0, &report.name);
    let directions = [
        ("backward", "the new schema accepts what the old one accepts", "new", &report.backward),
        ("forward", "the old schema accepts what the new one accepts", "old", &report.forward),
    ];
    for (name, meaning, rejecting, verdict) in directions {
        match verdict {
            None => {}
            Some(Verdict::Compatible) => {
                line(text, 1, &format!("{name}: compatible – proved: {meaning}"));
            }
            Some(Verdict::Undetermined { reason }) => {
                line(text, 1, &format!("{name}: undetermined – {reason}"));
            }
            Some(Verdict::Breaking { breaks, unexamined }) => {
                let count = match breaks.len() {
                    1 => "1 break".to_owned(),
                    count => format!("{count} independent breaks"),
                };
                let verdict = verdict.as_ref().map_or("", Verdict::name);
                line(text, 1, &format!("{name}: {verdict} – {count}"));
                for (number, found) in (1..).zip(breaks) {
                    render_break(number, found, rejecting, text);
                }
                if *unexamined > 0 {
                    line(text, 2, &format!("and up to {unexamined} more: {NOT_LOOKED_AT}"));
                }
            }
        }
    }
    text.push('\n');
}

fn render_break(number: usize, found: &Break, rejecting: &str, text: &mut String) {
    let changes: Vec<String> = found.changes.iter().map(change).collect();
    line(text, 2, &format!("{number}. changed: {}", changes.join("; ")));
    for Change { old_place, new_place, .. } in &found.changes {
        let places = [("old", old_place), ("new", new_place)].into_iter();
        let places = places.filter_map(|(side, it)| Some(format!("{} ({side})", it.as_ref()?)));
        let places: Vec<String> = places.collect();
        if !places.is_empty() {
            line(text, 3, &format!("in {}", places.join(", ")));
        }
    }
    let kinds: Vec<&str> = found.kinds.iter().map(|kind| kind.id()).collect();
    let accepted = if found.accepted { ", accepted" } else { "" };
    line(text, 3, &format!("kind: {}{accepted}", kinds.join(", ")));
    if let Some(witness) = &found.witness {
        line(text, 3, &format!("the {rejecting} schema rejects this document:"));
        for part in shown(witness).lines() {
            line(text, 4, part);
        }
    }
    for Violation { pointer, keyword, message } in &found.violations {
        let place = if pointer.is_empty() { "the document" } else { pointer };
        line(text, 3, &format!("at {place} ({keyword}): {message}"));
    }
}

fn change(change: &Change) -> String {
    let place = |pointer: &str| {
        if pointer.is_empty() { "the whole schema".into() } else { pointer.to_owned() }
    };
    match (&change.old, &change.new) {
        (Some(old), Some(new)) if old == new => place(old),
        (Some(old), Some(new)) => format!("{} (old), {} (new)", place(old), place(new)),
        (Some(old), None) => format!("{} (removed)", place(old)),
        (None, Some(new)) => format!("{} (added)", place(new)),
        (None, None) => "the whole schema".to_owned(),
    }
}

fn shown(witness: &Value) -> String {
    let compact = witness.to_string();
    let length = compact.chars().count();
    if length <= 80 {
        return compact;
    }
    let pretty = format!("{witness:#}");
    if pretty.lines().count() <= MAX_LINES && length <= MAX_CHARS {
        return pretty;
    }
    match compact.char_indices().nth(MAX_CHARS) {
        None => compact,
        Some((cut, _)) => {
            let rest = length - MAX_CHARS;
            format!("{}… ({rest} more characters, in full in the JSON report)", &compact[..cut])
        }
    }
}

fn line(text: &mut String, depth: usize, content: &str) {
    text.push_str(&"  ".repeat(depth));
    text.push_str(content);
    text.push('\n');
}
