//! Reports for people.

use std::io::{self, Write};

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};
use exact_schema_commands::terminal::harmless;
use export_bundles_attest::redact::Withheld;
use export_bundles_attest::{Logged, Signature, Signed};
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
    writeln!(output, "  signature {}", signed(&report.signed))?;
    writeln!(output, "  log       {}", logged(&report.logged))?;
    if let Some(withheld) = &report.withheld {
        writeln!(output, "  withheld  {}", what(withheld))?;
    }
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
    for fault in report.signed.signatures().iter().flat_map(|it| &it.faults) {
        match fault.pointer.as_str() {
            "" => writeln!(output, "  in the signature")?,
            pointer => writeln!(output, "  in the receipt at {CYAN}{}{CYAN:#}", harmless(pointer))?,
        }
        writeln!(
            output,
            "    error {YELLOW}{}{YELLOW:#}: {}",
            fault.kind.rule(),
            fault.kind.message()
        )?;
    }
    if let Logged::Unproved(why) = &report.logged {
        writeln!(output, "  in the proof of the log")?;
        writeln!(output, "    error {YELLOW}{}{YELLOW:#}: {why}", why.rule())?;
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
    if !report.is_read {
        return "not applied: nothing of it counts unless its signature does".to_owned();
    }
    match report.violations.len() {
        0 => "valid".to_owned(),
        1 => "invalid: 1 violation".to_owned(),
        many => format!("invalid: {many} violations"),
    }
}

fn rules(report: &Report) -> String {
    if !report.is_read || report.withheld.is_some() {
        return "not applied: they are for whole bundles".to_owned();
    }
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
        _ if !report.is_read => "not read",
        _ if report.withheld.is_some() => {
            "withheld: it covers what is withheld, too; whoever signed vouches for it"
        }
        SealState::Matches => "matches: nothing was changed since it was sealed",
        SealState::Broken => "broken: something was changed since it was sealed",
        SealState::Absent if !report.bears_a_seal => "none: a debrief has no member for one",
        SealState::Absent => "absent: the document alone cannot tell whether it was changed",
    }
}

fn signed(signed: &Signed) -> String {
    match signed {
        Signed::Absent => "absent: whoever sends the document can have made it".to_owned(),
        Signed::Unread => "unread: --trust says by whom it has to be".to_owned(),
        Signed::Read(it) => signature(it),
    }
}

fn signature(signature: &Signature) -> String {
    let state = if signature.is_trusted() { "trusted" } else { "not trusted" };
    let time = match signature.proved_at {
        Some(at) => format!("made before {at}, as an authority proves"),
        None => "nothing proves when it was made".to_owned(),
    };
    let file = if signature.is_trusted() && !signature.same_file {
        "; the file is spelled in another way since"
    } else {
        ""
    };
    format!("{state}: key {}, {time}{file}", harmless(&signature.key_id))
}

fn logged(logged: &Logged) -> String {
    match logged {
        Logged::Absent => {
            "absent: the document alone cannot tell whether others are missing".to_owned()
        }
        Logged::Unread => "unread: --trust says which logs count".to_owned(),
        Logged::Unproved(_) => "not proved".to_owned(),
        Logged::Proved { index, checkpoint } => {
            format!("entry {index} of {} in {}", checkpoint.size, harmless(&checkpoint.origin))
        }
    }
}

fn what(withheld: &Withheld) -> String {
    let mut parts = Vec::new();
    if withheld.members > 0 {
        let among = withheld.among.iter().map(|it| format!("/{it}")).collect::<Vec<_>>().join(", ");
        parts.push(match withheld.members == withheld.among.len() {
            true => among,
            false => format!("{} of {among}", withheld.members),
        });
    }
    for (list, items) in &withheld.items {
        let items = items.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        parts.push(format!("of /{}: {items}", harmless(list)));
    }
    parts.join("; ")
}
