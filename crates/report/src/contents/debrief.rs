//! The debrief: a page for whoever has a minute.

use export_bundles::{ExecutiveDebriefBundle, RemediationStatus, RiskLevel};
use export_bundles_document::{Block, Callout, Document, Fact, List, Marker, Style, Text, Tone};
use export_bundles_evidence::Severity;

use super::{begun, evidence, verdict};
use crate::format;
use crate::subject::Subject;

/// The report of an executive debrief.
pub fn document<'a>(bundle: &'a ExecutiveDebriefBundle, subject: &Subject<'a>) -> Document<'a> {
    let mut document =
        begun("Executive debrief", bundle.bundle_id.as_str(), bundle.created_at, subject);
    document.subtitle = subtitle(bundle);
    document.head = Text::strong(bundle.classification.as_str())
        .with(" · Executive debrief", Style::Plain)
        .and(&evidence::sound(subject));
    document.author = Some(bundle.prepared_by.as_str().to_owned());
    let blocks = &mut document.blocks;
    // What cannot be relied on says so before it says anything else.
    if !subject.is_sound {
        blocks.push(verdict::of(subject));
    }
    blocks.push(risk(bundle));
    blocks.extend([
        Block::heading(1, "What happened"),
        Block::Paragraph(bundle.incident_summary.as_str().into()),
        Block::heading(1, "What it meant"),
        Block::Paragraph(bundle.business_impact.as_str().into()),
        Block::Facts(figures(bundle)),
        Block::heading(1, "What to do"),
    ]);
    let actions: Vec<Text> = bundle.recommended_actions.iter().map(|it| Text::plain(it)).collect();
    blocks.push(match actions.is_empty() {
        true => Block::Paragraph("Nothing is recommended.".into()),
        false => Block::List(List { marker: Marker::Box, items: actions }),
    });
    blocks.push(Block::Paragraph(remediation(bundle)));
    if subject.is_sound {
        blocks.push(Block::Paragraph(assurance(subject)));
    }
    blocks.push(Block::Paragraph(ids(bundle, subject)));
    document
}

fn subtitle(bundle: &ExecutiveDebriefBundle) -> Text {
    let made = format!("{} · prepared", format::day(bundle.created_at));
    let receiver = match bundle.prepared_for.as_deref().filter(|it| !it.is_empty()) {
        Some(receiver) => format!(" for {receiver}"),
        None => String::new(),
    };
    Text::plain(&format!("{made}{receiver} by {}", bundle.prepared_by.as_str()))
}

fn risk<'a>(bundle: &ExecutiveDebriefBundle) -> Block<'a> {
    let (tone, level) = match bundle.risk_level {
        RiskLevel::Low => (Tone::Neutral, "Low risk"),
        RiskLevel::Medium => (Tone::Warning, "Medium risk"),
        RiskLevel::High => (Tone::Bad, "High risk"),
        RiskLevel::Critical => (Tone::Bad, "Critical risk"),
    };
    let broken = Text::plain("The policy that was broken: ")
        .with(bundle.policy_violated.as_str(), Style::Strong);
    Block::Callout(Callout { tone, title: level.into(), blocks: vec![Block::Paragraph(broken)] })
}

fn figures(bundle: &ExecutiveDebriefBundle) -> Vec<Fact> {
    let seconds = |seconds: u64| {
        #[expect(clippy::cast_precision_loss, reason = "no count is beyond 2^53")]
        let milliseconds = seconds as f64 * 1000.0;
        match seconds {
            0 => "in less than a second".to_owned(),
            _ => format!("within {}", format::duration(milliseconds)),
        }
    };
    #[expect(clippy::cast_precision_loss, reason = "no count is beyond 2^53")]
    let money = |cents: u64| format::money_rounded(cents as f64);
    let mut facts = vec![
        Fact::new("Happened", format::moment(bundle.violation_time)),
        Fact::new(
            "Noticed",
            format!(
                "{}, {}",
                format::moment(bundle.detection_time),
                seconds(bundle.time_to_detect_seconds.get())
            ),
        ),
    ];
    facts.push(match bundle.time_to_contain_seconds {
        Some(time) => Fact::new("Contained", format!("{} of being noticed", seconds(time.get()))),
        None => Fact::new("Contained", "how long it took is not known"),
    });
    facts.push(Fact::new("Spent before the stop", money(bundle.cost_incurred_cents.get())));
    if let Some(cents) = bundle.cost_prevented_cents {
        facts.push(Fact::new("Prevented", format!("{}, an estimate", money(cents.get()))));
    }
    facts
}

fn remediation(bundle: &ExecutiveDebriefBundle) -> Text {
    let status = match bundle.remediation_status {
        RemediationStatus::Pending => "not begun",
        RemediationStatus::InProgress => "under way",
        RemediationStatus::Completed => "done",
    };
    let text = Text::plain("Remediation is ").with(status, Style::Strong).and(".");
    match bundle.remediation_notes.as_deref().filter(|it| !it.is_empty()) {
        Some(notes) => text.and(" ").and(notes),
        None => text,
    }
}

/// The verdict in a line.
fn assurance(subject: &Subject<'_>) -> Text {
    let warnings =
        subject.verified.findings.iter().filter(|it| it.severity == Severity::Warning).count();
    let rules = match warnings {
        0 => "it is what its schema and the rules ask for".to_owned(),
        some => format!(
            "it is what its schema asks for, and breaks no rule; {}",
            match some {
                1 => "1 thing is worth a look".to_owned(),
                _ => format!("{} things are worth a look", format::count(some as u64)),
            }
        ),
    };
    Text::strong("Sound: ")
        .and(&rules)
        .and(". Signature: ")
        .and(&verdict::signed(subject.signed).to_string())
        .and(".")
}

/// What finds the records: not for whoever has a minute.
fn ids(bundle: &ExecutiveDebriefBundle, subject: &Subject<'_>) -> Text {
    Text::quiet("Incident ")
        .with(bundle.incident_id.as_str(), Style::Quiet)
        .with(" · run ", Style::Quiet)
        .with(bundle.run_id.as_str(), Style::Quiet)
        .with(" · tenant ", Style::Quiet)
        .with(bundle.tenant_id.as_str(), Style::Quiet)
        .with(&format!(" · SHA-256 of {}: {}", subject.name, subject.digest()), Style::Quiet)
}
