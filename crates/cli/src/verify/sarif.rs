//! SARIF 2.1.0 (OASIS): what tools that review code and scans read. One document for all files, written piece by piece.

use std::io;

use export_bundles_attest::Logged;
use export_bundles_evidence::{RULES, Rule, Severity};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use super::report::Report;

/// What a path may hold in a URI as it stands (RFC 3986).
const PATH: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');
/// The rule that every violation of the schema breaks.
const SCHEMA: &str = "schema";

/// A document that is written piece by piece.
#[derive(Default)]
pub struct Sarif {
    is_begun: bool,
    has_results: bool,
    notifications: Vec<Notification>,
}

impl Sarif {
    /// The results of documents of one file.
    pub fn reports(&mut self, document: &str, reports: &[Report]) -> io::Result<Vec<u8>> {
        let mut text = self.begin()?;
        for report in reports {
            for result in results(document, report) {
                text.extend_from_slice(if self.has_results { b",\n" } else { b"\n" });
                self.has_results = true;
                serde_json::to_writer(&mut text, &result)?;
            }
        }
        Ok(text)
    }

    /// That something was not judged.
    pub fn unreadable(
        &mut self,
        document: &str,
        line: Option<u64>,
        reason: &str,
    ) -> io::Result<Vec<u8>> {
        self.notifications.push(Notification {
            level: "error",
            message: Text::new(reason),
            locations: vec![Location::of(document, line, None, None)],
        });
        self.begin()
    }

    /// What closes the document.
    pub fn end(&mut self) -> io::Result<Vec<u8>> {
        let mut text = self.begin()?;
        let invocation = Invocation {
            execution_successful: self.notifications.is_empty(),
            tool_execution_notifications: &self.notifications,
        };
        text.extend_from_slice(b"\n],\"invocations\":[");
        serde_json::to_writer(&mut text, &invocation)?;
        text.extend_from_slice(b"]}]}\n");
        Ok(text)
    }

    /// What stands before the results, the first time.
    fn begin(&mut self) -> io::Result<Vec<u8>> {
        if self.is_begun {
            return Ok(Vec::new());
        }
        self.is_begun = true;
        let mut text =
            br#"{"version":"2.1.0","runs":[{"columnKind":"unicodeCodePoints","tool":"#.to_vec();
        serde_json::to_writer(&mut text, &Tool { driver: Driver::new() })?;
        text.extend_from_slice(br#","results":["#);
        Ok(text)
    }
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    rules: Vec<Described>,
}

impl Driver {
    fn new() -> Self {
        let schema = Described {
            id: SCHEMA,
            short_description: Text::new("A bundle is what its schema asks for"),
            full_description: Text::new(
                "What is not cannot be read by whoever relies on the contract.",
            ),
            default_configuration: Configuration { level: "error" },
        };
        let rules = std::iter::once(schema).chain(RULES.iter().map(Described::of)).collect();
        Self { name: "export-bundles", semantic_version: env!("CARGO_PKG_VERSION"), rules }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Described {
    id: &'static str,
    short_description: Text,
    full_description: Text,
    default_configuration: Configuration,
}

impl Described {
    fn of(rule: &'static Rule) -> Self {
        Self {
            id: rule.id(),
            short_description: Text::new(rule.title()),
            full_description: Text::new(rule.why()),
            default_configuration: Configuration { level: level(rule.severity()) },
        }
    }
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Text {
    text: String,
}

impl Text {
    fn new(text: impl Into<String>) -> Self {
        Self { text: text.into() }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Found {
    rule_id: String,
    level: &'static str,
    message: Text,
    locations: Vec<Location>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation<'a> {
    execution_successful: bool,
    tool_execution_notifications: &'a [Notification],
}

#[derive(Serialize)]
struct Notification {
    level: &'static str,
    message: Text,
    locations: Vec<Location>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: Physical,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    logical_locations: Vec<Logical>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Serialize)]
struct Artifact {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_column: Option<u64>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Logical {
    fully_qualified_name: String,
}

impl Location {
    /// In a file: where the document stands in there, where in that, and at which pointer.
    fn of(
        document: &str,
        line: Option<u64>,
        position: Option<(u64, u64)>,
        pointer: Option<&str>,
    ) -> Self {
        let name = if document == "-" { "stdin" } else { document };
        let uri = utf8_percent_encode(&name.replace('\\', "/"), PATH).to_string();
        let region = match (line, position) {
            (Some(start_line), at) => {
                Some(Region { start_line, start_column: at.map(|(_, column)| column) })
            }
            (None, Some((start_line, column))) => {
                Some(Region { start_line, start_column: Some(column) })
            }
            (None, None) => None,
        };
        let named = pointer.map(|it| Logical { fully_qualified_name: it.to_owned() });
        Self {
            physical_location: Physical { artifact_location: Artifact { uri }, region },
            logical_locations: named.into_iter().collect(),
        }
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// Everything that is wrong with a document.
fn results(document: &str, report: &Report) -> Vec<Found> {
    let found = |rule: &str, level, message: &str, location| Found {
        rule_id: rule.to_owned(),
        level,
        message: Text::new(message),
        locations: vec![location],
    };
    let at = |pointer: &str| Location::of(document, report.line, None, Some(pointer));
    let mut results = Vec::new();
    for violation in &report.violations {
        let position = violation.position().map(|it| (it.line as u64, it.column as u64));
        let place = Location::of(document, report.line, position, Some(violation.pointer()));
        let message = format!("{}: {}", violation.keyword(), violation.message());
        results.push(found(SCHEMA, "error", &message, place));
    }
    for finding in &report.findings {
        results.push(found(
            finding.rule,
            level(finding.severity),
            finding.message,
            at(&finding.pointer),
        ));
    }
    for fault in report.signed.signatures().iter().flat_map(|it| &it.faults) {
        let message = format!("in the receipt at {:?}: {}", fault.pointer, fault.kind.message());
        results.push(found(fault.kind.rule(), "error", &message, at("")));
    }
    if let Logged::Unproved(why) = &report.logged {
        results.push(found(
            why.rule(),
            "error",
            &format!("in the proof of the log: {why}"),
            at(""),
        ));
    }
    results
}
