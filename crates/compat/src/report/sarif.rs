//! Reports as SARIF 2.1.0 (OASIS), which tools that review code read.

use serde_json::{Map, Value, json};

use super::Report;
use super::finding::{Finding, Level, findings};
use crate::document::Place;
use crate::kind::{KINDS, Kind, Severity};

/// Writes a SARIF log: the kinds of breaks are its rules, the breaks its results.
#[must_use]
pub fn sarif(report: &Report) -> String {
    let mut rules: Vec<Value> = KINDS.iter().map(rule).collect();
    rules.push(json!({
        "id": "undetermined",
        "shortDescription": {"text": "Neither a proof nor a break was found."},
        "defaultConfiguration": {"level": "warning"}
    }));
    let results: Vec<Value> = findings(report).iter().map(result).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": env!("CARGO_PKG_NAME"),
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules
            }},
            "results": results
        }]
    });
    format!("{log:#}\n")
}

fn rule(kind: &Kind) -> Value {
    let level = match kind.severity() {
        Severity::Low => "warning",
        Severity::Medium | Severity::High => "error",
    };
    json!({
        "id": kind.id(),
        "shortDescription": {"text": kind.what()},
        "help": {"text": kind.instead()},
        "defaultConfiguration": {"level": level}
    })
}

fn result(finding: &Finding<'_>) -> Value {
    let level = match finding.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "note",
    };
    let mut result = Map::new();
    result.insert("ruleId".to_owned(), finding.rule().into());
    result.insert("level".to_owned(), level.into());
    result.insert("message".to_owned(), json!({"text": finding.message}));
    let locations: Vec<Value> = finding.place().map(location).into_iter().collect();
    result.insert("locations".to_owned(), locations.into());
    let logical = format!("{} {}", finding.report.name, finding.direction);
    result.insert("partialFingerprints".to_owned(), json!({"type/v1": logical}));
    if finding.level == Level::Note {
        let why = "Breaks of this kind are accepted.";
        result
            .insert("suppressions".to_owned(), json!([{"kind": "external", "justification": why}]));
    }
    result.into()
}

fn location(place: &Place) -> Value {
    json!({"physicalLocation": {
        "artifactLocation": {"uri": uri(&place.file)},
        "region": {"startLine": place.line, "startColumn": place.column}
    }})
}

/// The path as a relative URI reference.
fn uri(path: &str) -> String {
    let path = path.replace('\\', "/");
    exact_schema_schema::reference::to(&path, "").trim_end_matches('#').to_owned()
}
