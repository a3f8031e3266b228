//! Reports as a compiler would write them.

use std::io::{self, Write};

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};

use super::escape::harmless;
use super::wording::Wording;
use crate::validate::report::{Excerpt, Failure, Finding, Report, Tally};

const STRONG: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();
const RED: Style = STRONG.fg_color(Some(anstyle::Color::Ansi(AnsiColor::Red)));
const GREEN: Style = STRONG.fg_color(Some(anstyle::Color::Ansi(AnsiColor::Green)));
const CYAN: Style = STRONG.fg_color(Some(anstyle::Color::Ansi(AnsiColor::Cyan)));
const YELLOW: Style = Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Yellow)));

/// What is wrong with documents of the file `document`.
pub fn reports(
    document: &str,
    reports: &[Report],
    wording: &Wording,
    colours: ColorChoice,
) -> io::Result<Vec<u8>> {
    let mut output = AutoStream::new(Vec::new(), colours);
    for report in reports {
        if let Some(failure) = &report.failure {
            write_failure(document, report, failure, wording, &mut output)?;
        }
    }
    Ok(output.into_inner())
}

/// How many documents were what.
pub fn summary(tally: &Tally, colours: ColorChoice) -> io::Result<Vec<u8>> {
    let Tally { valid, invalid, unreadable } = tally;
    let mut output = AutoStream::new(Vec::new(), colours);
    let all = valid + invalid;
    let documents = if all == 1 { "document" } else { "documents" };
    let (good, bad) = (colour_of(*valid, GREEN), colour_of(*invalid, RED));
    write!(
        output,
        "{all} {documents}: {good}{valid} valid{good:#}, {bad}{invalid} invalid{bad:#}"
    )?;
    if *unreadable > 0 {
        let files = if *unreadable == 1 { "file" } else { "files" };
        write!(output, "; {RED}{unreadable} {files} could not be read{RED:#}")?;
    }
    writeln!(output)?;
    Ok(output.into_inner())
}

fn write_failure(
    document: &str,
    report: &Report,
    failure: &Failure,
    wording: &Wording,
    output: &mut impl Write,
) -> io::Result<()> {
    let document = if document == "-" { "<standard input>" } else { document };
    let line = report.line.map(|line| format!(":{line}")).unwrap_or_default();
    let (document, title) = (harmless(document), report.title);
    writeln!(
        output,
        "{RED}error{RED:#}{STRONG}: {document}{line} is not a valid {title}{STRONG:#}"
    )?;
    for (place, findings) in by_place(failure, report.line) {
        writeln!(output, "  at {CYAN}{place}{CYAN:#}")?;
        for finding in findings {
            write_finding(finding, output)?;
        }
    }
    write_notes(failure, wording, output)?;
    writeln!(output)
}

fn colour_of(count: u64, colour: Style) -> Style {
    if count == 0 { Style::new() } else { colour }
}

/// The findings at each place, in the order in which the places first come up.
fn by_place(failure: &Failure, line: Option<u64>) -> Vec<(String, Vec<&Finding>)> {
    let mut places: Vec<(String, Vec<&Finding>)> = Vec::new();
    for finding in &failure.findings {
        let place = place(finding, line);
        match places.iter_mut().find(|(known, _)| *known == place) {
            Some((_, findings)) => findings.push(finding),
            None => places.push((place, vec![finding])),
        }
    }
    places
}

/// Where a finding is, as an editor would say it where it is a place in the text.
fn place(finding: &Finding, line: Option<u64>) -> String {
    let pointer = harmless(&finding.pointer);
    match finding.position {
        Some(position) => {
            let line = line.unwrap_or(position.line as u64);
            let within = if pointer.is_empty() { "" } else { ", in " };
            format!("{line}:{}{within}{pointer}", position.column)
        }
        None if pointer.is_empty() => "the root".to_owned(),
        None => pointer.into_owned(),
    }
}

fn write_finding(finding: &Finding, output: &mut impl Write) -> io::Result<()> {
    let (keyword, message) = (harmless(&finding.keyword), harmless(&finding.message));
    writeln!(output, "    {YELLOW}{keyword}{YELLOW:#}: {message}")?;
    match &finding.found {
        Some(Excerpt::Value(value)) => writeln!(output, "      found: {}", harmless(value))?,
        Some(Excerpt::Text { before, after }) => {
            let (before, after) = (harmless(before), harmless(after));
            let indent = " ".repeat(before.chars().count());
            writeln!(output, "      found: {before}{after}")?;
            writeln!(output, "             {indent}{RED}^{RED:#}")?;
        }
        None => {}
    }
    if let Some(schema) = &finding.schema {
        writeln!(output, "      {FAINT}schema: {}{FAINT:#}", harmless(schema))?;
    }
    Ok(())
}

fn write_notes(failure: &Failure, wording: &Wording, output: &mut impl Write) -> io::Result<()> {
    if failure.truncated {
        let listed = failure.findings.len();
        writeln!(output, "  {STRONG}note{STRONG:#}: there are more; these are the first {listed}")?;
    }
    if failure.defect {
        let name = wording.name.to_uppercase();
        writeln!(
            output,
            "  {RED}THIS IS A DEFECT OF {name}, and not of the document{RED:#}: the type and \
             its schema disagree."
        )?;
        if let Some(repository) = &wording.repository {
            writeln!(output, "  Please report it at {repository}/issues.")?;
        }
    }
    // What is wrong with the text is wrong for every type.
    let is_text = failure.findings.iter().any(|finding| finding.position.is_some());
    if failure.untyped && !is_text {
        writeln!(
            output,
            "  {CYAN}help{CYAN:#}: it does not say in `{tag}` which {title} it is; if it is \
             none, name its type with --type",
            tag = wording.tag,
            title = wording.default_title,
        )?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(pointer: &str, message: &str) -> Finding {
        Finding {
            pointer: pointer.to_owned(),
            keyword: "defect".to_owned(),
            message: message.to_owned(),
            schema: None,
            position: None,
            found: None,
        }
    }

    fn render(failure: Failure) -> io::Result<String> {
        let failure = Some(Box::new(failure));
        let verdict = Report { line: None, title: "Delivered", failure };
        let wording = Wording {
            name: "parcel-events".to_owned(),
            repository: Some("https://example.org/parcels".to_owned()),
            default_title: "ParcelEvent",
            tag: "kind",
        };
        let rendered = reports("a.json", &[verdict], &wording, ColorChoice::Never)?;
        Ok(String::from_utf8_lossy(&rendered).into_owned())
    }

    #[test]
    fn a_defect_is_called_one() -> io::Result<()> {
        let findings = vec![finding("", "the schema accepts what the Rust type does not")];
        let failure = Failure { findings, truncated: false, defect: true, untyped: false };
        assert_eq!(
            render(failure)?,
            "error: a.json is not a valid Delivered\n  \
               at the root\n    \
                 defect: the schema accepts what the Rust type does not\n  \
               THIS IS A DEFECT OF PARCEL-EVENTS, and not of the document: the type and its schema \
             disagree.\n  \
               Please report it at https://example.org/parcels/issues.\n\n",
        );
        Ok(())
    }

    #[test]
    fn what_is_wrong_at_one_place_stands_together() -> io::Result<()> {
        let findings = vec![finding("/a", "one"), finding("/b", "two"), finding("/a", "three")];
        let failure = Failure { findings, truncated: true, defect: false, untyped: false };
        assert_eq!(
            render(failure)?,
            "error: a.json is not a valid Delivered\n  \
               at /a\n    defect: one\n    defect: three\n  \
               at /b\n    defect: two\n  \
               note: there are more; these are the first 3\n\n",
        );
        Ok(())
    }
}
