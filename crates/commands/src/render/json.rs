//! One line of JSON for each document.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

use super::escape::is_hazardous;
use crate::validate::report::{Excerpt, Finding, Report};

/// The verdicts on documents of the file `document`.
pub fn reports(document: &str, reports: &[Report]) -> io::Result<Vec<u8>> {
    let mut output = Vec::new();
    for report in reports {
        write_report(document, report, &mut output)?;
    }
    Ok(output)
}

/// A line of JSON that says that a document was not judged, or the rest of a file.
///
/// # Errors
///
/// Where it cannot be written.
pub fn unreadable(document: &str, line: Option<u64>, reason: &str) -> io::Result<Vec<u8>> {
    let mut output = Vec::new();
    write_line(&Unjudged { document, line, error: reason }, &mut output)?;
    Ok(output)
}

/// A line of JSON, in which what could drive a terminal is written as an escape.
pub fn write_line(value: &impl Serialize, output: &mut Vec<u8>) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(&mut *output, Harmless))?;
    output.push(b'\n');
    Ok(())
}

fn write_report(document: &str, report: &Report, output: &mut Vec<u8>) -> io::Result<()> {
    let failure = report.failure.as_deref();
    let line = Line {
        document,
        line: report.line,
        title: report.title,
        valid: failure.is_none(),
        violations: failure.map_or(&[][..], |it| &it.findings).iter().map(violation).collect(),
        truncated: failure.is_some_and(|it| it.truncated),
        defect: failure.is_some_and(|it| it.defect),
    };
    write_line(&line, output)
}

#[derive(Serialize)]
struct Line<'a> {
    document: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u64>,
    #[serde(rename = "type")]
    title: &'a str,
    valid: bool,
    violations: Vec<Violation<'a>>,
    #[serde(skip_serializing_if = "is_false")]
    truncated: bool,
    #[serde(skip_serializing_if = "is_false")]
    defect: bool,
}

#[derive(Serialize)]
struct Unjudged<'a> {
    document: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u64>,
    error: &'a str,
}

#[derive(Serialize)]
struct Violation<'a> {
    pointer: &'a str,
    keyword: &'a str,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    position: Option<Position>,
    #[serde(skip_serializing_if = "Option::is_none")]
    found: Option<String>,
}

/// In files with a document a line, within that line.
#[derive(Serialize)]
struct Position {
    line: usize,
    column: usize,
    offset: usize,
}

fn is_false(value: &bool) -> bool {
    !value
}

fn violation(finding: &Finding) -> Violation<'_> {
    Violation {
        pointer: &finding.pointer,
        keyword: &finding.keyword,
        message: &finding.message,
        position: finding.position.map(|it| Position {
            line: it.line,
            column: it.column,
            offset: it.offset,
        }),
        found: finding.found.as_ref().map(|found| match found {
            Excerpt::Value(value) => value.clone(),
            Excerpt::Text { before, after } => format!("{before}{after}"),
        }),
    }
}

/// Writes what JSON allows in a string and a terminal should not see as an escape.
struct Harmless;

impl Formatter for Harmless {
    fn write_string_fragment<W: Write + ?Sized>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut rest = fragment;
        while let Some(index) = rest.find(is_hazardous) {
            let (harmless, hazardous) = rest.split_at(index);
            writer.write_all(harmless.as_bytes())?;
            let mut characters = hazardous.chars();
            for unit in
                characters.next().iter().flat_map(|it| it.encode_utf16(&mut [0; 2]).to_vec())
            {
                write!(writer, "\\u{unit:04x}")?;
            }
            rest = characters.as_str();
        }
        writer.write_all(rest.as_bytes())
    }
}
