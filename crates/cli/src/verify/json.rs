//! One line of JSON for each document.

use std::io;

use exact_schema_commands::terminal::json_line;
use serde::Serialize;

use super::report::Report;

#[derive(Serialize)]
struct Line<'a> {
    document: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u64>,
    #[serde(rename = "type")]
    title: &'a str,
    valid: bool,
    violations: Vec<Violation<'a>>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    truncated: bool,
    findings: Vec<Finding<'a>>,
    seal: &'a str,
    signatures: [(); 0],
    verdict: &'a str,
}

#[derive(Serialize)]
struct Violation<'a> {
    pointer: &'a str,
    keyword: &'a str,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    position: Option<Position>,
}

#[derive(Serialize)]
struct Position {
    line: usize,
    column: usize,
    offset: usize,
}

#[derive(Serialize)]
struct Finding<'a> {
    rule: &'a str,
    severity: &'a str,
    pointer: &'a str,
    message: &'a str,
}

/// The verdict on a document of the file `document`.
pub fn report(document: &str, report: &Report) -> io::Result<Vec<u8>> {
    let violations = report.violations.iter().map(|it| Violation {
        pointer: it.pointer(),
        keyword: it.keyword(),
        message: it.message(),
        position: it.position().map(|at| Position {
            line: at.line,
            column: at.column,
            offset: at.offset,
        }),
    });
    let findings = report.findings.iter().map(|it| Finding {
        rule: it.rule,
        severity: it.severity.as_str(),
        pointer: &it.pointer,
        message: it.message,
    });
    json_line(&Line {
        document,
        line: report.line,
        title: report.title,
        valid: report.violations.is_empty(),
        violations: violations.collect(),
        truncated: report.is_truncated,
        findings: findings.collect(),
        seal: report.seal.as_str(),
        signatures: [],
        verdict: if report.is_sound { "sound" } else { "unsound" },
    })
}
