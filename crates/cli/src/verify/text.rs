//! Reports for people.

use std::io::{self, Write};

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};
use exact_schema_commands::terminal::harmless;
use export_bundles_evidence::{SealState, Severity};

use super::report::Report;

const STRONG: Style = Style::new().bold();
const RED: Style = STRONG.fg_color(Some(anstyle::Color::Ansi(AnsiColor::Red)));
const GREEN: Style = STRONG.fg_color(Some(anstyle::Color::Ansi(AnsiColor::Green)));
const CYAN: Style = STRONG.fg_color(Some(anstyle::Color::Ansi(AnsiColor::Cyan)));
const YELLOW: Style = Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Yellow)));

/// What holds of a document of the file `document`, and what does not.
pub fn report(document: &str, report: &Report, colours: ColorChoice) -> io::Result<Vec<u8>> {
    let mut output = AutoStream::new(Vec::new(), colours);
    let name = if document == "-" { "<standard input>" } else { document };
    let line = report.line.map(|line| format!(":{line}")).unwrap_or_default();
    let (colour, verdict) = if report.is_sound { (GREEN, "sound") } else { (RED, "unsound") };
    writeln!(
        output,
        "{STRONG}{}{line}{STRONG:#}: {colour}{verdict}{colour:#} {}",
        harmless(name),
        report.title
    )?;
    writeln!(output, "  schema    {}", schema(report))?;
    writeln!(output, "  rules     {}", rules(report))?;
    writeln!(output, "  seal      {}", seal(report))?;
    writeln!(output, "  signature absent: whoever sends the document can have made it")?;
    for violation in &report.violations {
        at(violation.pointer(), &mut output)?;
        let (keyword, message) = (harmless(violation.keyword()), harmless(violation.message()));
        writeln!(output, "    {YELLOW}{keyword}{YELLOW:#}: {message}")?;
    }
    if report.is_truncated {
        writeln!(output, "  there are more; these are the first {}", report.violations.len())?;
    }
    for finding in &report.findings {
        at(&finding.pointer, &mut output)?;
        let (severity, rule) = (finding.severity, finding.rule);
        writeln!(output, "    {severity} {YELLOW}{rule}{YELLOW:#}: {}", finding.message)?;
    }
    writeln!(output)?;
    Ok(output.into_inner())
}

/// How many documents were what.
pub fn summary(
    sound: u64,
    unsound: u64,
    unreadable: u64,
    colours: ColorChoice,
) -> io::Result<Vec<u8>> {
    let mut output = AutoStream::new(Vec::new(), colours);
    let all = sound + unsound;
    let documents = if all == 1 { "document" } else { "documents" };
    let of = |count: u64, colour: Style| if count == 0 { Style::new() } else { colour };
    let (good, bad) = (of(sound, GREEN), of(unsound, RED));
    write!(
        output,
        "{all} {documents}: {good}{sound} sound{good:#}, {bad}{unsound} unsound{bad:#}"
    )?;
    if unreadable > 0 {
        let files = if unreadable == 1 { "file" } else { "files" };
        write!(output, "; {RED}{unreadable} {files} could not be read{RED:#}")?;
    }
    writeln!(output)?;
    Ok(output.into_inner())
}

fn at(pointer: &str, output: &mut impl Write) -> io::Result<()> {
    let place = if pointer.is_empty() { "the document".into() } else { harmless(pointer) };
    writeln!(output, "  at {CYAN}{place}{CYAN:#}")
}

fn schema(report: &Report) -> String {
    match report.violations.len() {
        0 => "valid".to_owned(),
        1 => "invalid: 1 violation".to_owned(),
        many => format!("invalid: {many} violations"),
    }
}

fn rules(report: &Report) -> String {
    if !report.violations.is_empty() {
        return "not applied: they are for what the schema accepts".to_owned();
    }
    let count = |severity: Severity| {
        let count = report.count(severity);
        let plural = if count == 1 { "" } else { "s" };
        (count > 0).then(|| format!("{count} {severity}{plural}"))
    };
    let counts: Vec<String> =
        [Severity::Error, Severity::Warning].into_iter().filter_map(count).collect();
    if counts.is_empty() { "kept".to_owned() } else { counts.join(", ") }
}

fn seal(report: &Report) -> &'static str {
    match report.seal {
        SealState::Matches => "matches: nothing was changed since it was sealed",
        SealState::Broken => "broken: something was changed since it was sealed",
        SealState::Absent if !report.bears_a_seal => "none: a debrief has no member for one",
        SealState::Absent => "absent: the document alone cannot tell whether it was changed",
    }
}
