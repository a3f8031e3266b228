//! Kinds for people.

use super::{KINDS, Kind};

/// What is to be said of a kind.
#[must_use]
pub fn explain(kind: &Kind) -> String {
    let Kind { id, severity, what, instead, .. } = kind;
    format!("{id}\n  severity: {severity}\n  {what}\n  Instead: {instead}\n")
}

/// Every kind as a table in Markdown, which the documentation holds.
#[must_use]
pub fn table() -> String {
    let row = |kind: &Kind| {
        let Kind { id, severity, what, instead, .. } = kind;
        format!("| `{id}` | {severity} | {what} | {instead} |\n")
    };
    let rows: String = KINDS.iter().map(row).collect();
    format!("| kind | severity | what | instead |\n| --- | --- | --- | --- |\n{rows}")
}
