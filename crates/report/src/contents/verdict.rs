//! The verdict: what stands on the first page.

use export_bundles_attest::{Logged, Signature, Signed};
use export_bundles_document::{Block, Callout, Fact, List, Marker, Style, Text, Tone};
use export_bundles_evidence::{Finding, RULES, SealState, Severity};

use crate::format;
use crate::subject::Subject;

/// The verdict, with everything that was found.
pub fn of<'a>(subject: &Subject<'a>) -> Block<'a> {
    let verified = subject.verified;
    let (tone, title) = match (subject.is_sound, verified.is_spotless()) {
        (true, true) => (Tone::Good, "Sound: this bundle is what it has to be"),
        (true, false) => (Tone::Warning, "Sound, and something is worth a look"),
        (false, _) => (Tone::Bad, "Not sound: do not rely on this bundle"),
    };
    let facts = vec![
        Fact::new("Contents", "as the schema asks: every member was checked"),
        Fact::new("Rules", rules(&verified.findings)),
        Fact::new("Seal", seal(subject)),
        Fact::new("Signature", signed(subject.signed)),
        Fact::new("Log", logged(subject.logged)),
    ];
    let mut blocks = vec![Block::Facts(facts)];
    let faults = faults(subject);
    if !faults.is_empty() {
        blocks.push(Block::Paragraph(Text::strong("What was found")));
        blocks.push(Block::List(List { marker: Marker::Bullet, items: faults }));
    }
    Block::Callout(Callout { tone, title: title.into(), blocks })
}

fn rules(findings: &[Finding]) -> String {
    let count = |severity: Severity| findings.iter().filter(|it| it.severity == severity).count();
    let said = |severity: Severity, one: &str| match count(severity) {
        0 => None,
        some => Some(format::counted(some as u64, one)),
    };
    let counts: Vec<String> = [said(Severity::Error, "error"), said(Severity::Warning, "warning")]
        .into_iter()
        .flatten()
        .collect();
    match counts.is_empty() {
        true => "kept, all of them".to_owned(),
        false => counts.join(", "),
    }
}

/// What the seal says.
pub fn seal(subject: &Subject<'_>) -> Text {
    match (subject.verified.seal, subject.seal()) {
        (SealState::Matches, Some(seal)) => {
            Text::plain("matches: nothing was changed since it was sealed. SHA-256 ")
                .with(&seal.to_string(), Style::Code)
        }
        (SealState::Broken, _) => Text::strong("broken: something was changed since it was sealed"),
        _ => Text::plain("none – the document alone cannot tell whether it was changed"),
    }
}

/// Who signed.
pub fn signed(signed: &Signed) -> Text {
    match signed {
        Signed::Absent => Text::plain("none – whoever sent the document can have made it"),
        Signed::Unread => Text::plain(
            "there is one, and it was not checked: whoever made this report did not say whom to trust",
        ),
        Signed::Read(signature) => of_signature(signature),
    }
}

fn of_signature(signature: &Signature) -> Text {
    if !signature.is_trusted() {
        return Text::strong("not to be trusted");
    }
    let text = Text::plain("trusted: made with the key ").with(&signature.key_id, Style::Code);
    let text = match signature.proved_at {
        Some(at) => text
            .and(&format!(" before {}, as a time-stamping authority proves", format::moment(at))),
        None => text.and("; nothing proves when"),
    };
    match signature.same_file {
        true => text,
        false => text
            .and("; the file is spelled in another way since, which changes nothing that it says"),
    }
}

fn logged(logged: &Logged) -> Text {
    match logged {
        Logged::Absent => {
            Text::plain("none – the document alone cannot tell whether others are missing")
        }
        Logged::Unread => Text::plain(
            "there is a proof, and it was not checked: whoever made this report did not say which log to trust",
        ),
        Logged::Unproved(_) => Text::strong("not proved"),
        Logged::Proved { index, checkpoint } => Text::plain(&format!(
            "entry {} of {} in ",
            format::count(*index),
            format::count(checkpoint.size)
        ))
        .with(&checkpoint.origin, Style::Code),
    }
}

/// Everything that is wrong or worth a look, an item each.
fn faults(subject: &Subject<'_>) -> Vec<Text> {
    let mut items: Vec<Text> = subject.verified.findings.iter().map(finding).collect();
    let faults = subject.signed.signatures().iter().flat_map(|it| &it.faults);
    items.extend(faults.map(|fault| {
        let place = match fault.pointer.as_str() {
            "" => "the signature",
            pointer => pointer,
        };
        said("error", fault.kind.rule(), place, fault.kind.message())
    }));
    if let Logged::Unproved(why) = subject.logged {
        items.push(said("error", why.rule(), "the proof of the log", &why.to_string()));
    }
    items
}

fn finding(finding: &Finding) -> Text {
    let place = match finding.pointer.as_str() {
        "" => "the document",
        pointer => pointer,
    };
    let text = said(finding.severity.as_str(), finding.rule, place, finding.message);
    match RULES.iter().find(|rule| rule.id() == finding.rule) {
        Some(rule) => text.with(&format!(". {}", rule.title()), Style::Quiet),
        None => text,
    }
}

fn said(severity: &str, rule: &str, place: &str, message: &str) -> Text {
    Text::strong(severity)
        .and(" ")
        .with(rule, Style::Code)
        .and(" at ")
        .with(place, Style::Code)
        .and(&format!(": {message}"))
}
