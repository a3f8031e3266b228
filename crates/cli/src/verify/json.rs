//! One line of JSON for each document.

use std::collections::BTreeMap;
use std::io;

use exact_schema_commands::terminal::json_line;
use export_bundles::Timestamp;
use export_bundles_attest::{self as attest, Logged};
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
    signatures: Vec<Signature<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    log: Option<Log<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    withheld: Option<Withheld<'a>>,
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

#[derive(Serialize)]
struct Signature<'a> {
    key_id: &'a str,
    trusted: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    proved_at: Option<Timestamp>,
    file: &'a str,
    faults: Vec<Fault<'a>>,
}

#[derive(Serialize)]
struct Fault<'a> {
    rule: &'a str,
    pointer: &'a str,
    message: &'a str,
}

fn signature(signature: &attest::Signature) -> Signature<'_> {
    let faults = signature.faults.iter().map(|it| Fault {
        rule: it.kind.rule(),
        pointer: &it.pointer,
        message: it.kind.message(),
    });
    Signature {
        key_id: &signature.key_id,
        trusted: signature.is_trusted(),
        proved_at: signature.proved_at,
        file: if signature.same_file { "same" } else { "other" },
        faults: faults.collect(),
    }
}

#[derive(Serialize)]
struct Log<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    origin: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    index: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    size: Option<u64>,
    faults: Vec<LogFault>,
}

#[derive(Serialize)]
struct Withheld<'a> {
    members: usize,
    among: &'a [String],
    items: &'a BTreeMap<String, Vec<usize>>,
}

#[derive(Serialize)]
struct LogFault {
    rule: &'static str,
    message: String,
}

fn log(logged: &Logged) -> Option<Log<'_>> {
    match logged {
        Logged::Absent | Logged::Unread => None,
        Logged::Proved { index, checkpoint } => Some(Log {
            origin: Some(&checkpoint.origin),
            index: Some(*index),
            size: Some(checkpoint.size),
            faults: Vec::new(),
        }),
        Logged::Unproved(why) => {
            let fault = LogFault { rule: why.rule(), message: why.to_string() };
            Some(Log { origin: None, index: None, size: None, faults: vec![fault] })
        }
    }
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
        valid: report.is_read && report.violations.is_empty(),
        violations: violations.collect(),
        truncated: report.is_truncated,
        findings: findings.collect(),
        seal: if report.withheld.is_some() { "withheld" } else { report.seal.as_str() },
        signatures: report.signed.signatures().iter().map(signature).collect(),
        log: log(&report.logged),
        withheld: report.withheld.as_ref().map(|it| Withheld {
            members: it.members,
            among: &it.among,
            items: &it.items,
        }),
        verdict: if report.is_sound { "sound" } else { "unsound" },
    })
}
