//! The same evidence for an auditor: criteria first, then who attests and reviews.

use export_bundles::{
    ComplianceStatus, DocumentType, ReviewStatus, Soc2Bundle, Soc2ControlMapping,
};
use export_bundles_document::{Block, Column, Document, Fact, Row, Style, Table, Text};

use super::run::Run;
use super::{begun, evidence, glossary, verdict};
use crate::format;
use crate::subject::Subject;

/// The report of a SOC 2 bundle.
pub fn document<'a>(bundle: &'a Soc2Bundle, subject: &Subject<'a>) -> Document<'a> {
    let run = Run::of_soc2(bundle);
    let mut document = begun("SOC 2 evidence of a run", run.bundle_id, run.created_at, subject);
    document.subtitle = evidence::subtitle(&run);
    document.head = Text::plain("SOC 2 evidence of a run").and(&evidence::sound(subject));
    document.author = Some(run.exported_by.as_str().to_owned());
    let blocks = &mut document.blocks;
    blocks.push(verdict::of(subject));
    blocks.push(Block::heading(1, "Trust services criteria"));
    blocks.extend(criteria(bundle, &run));
    blocks.extend([Block::heading(1, "Attestation"), Block::Paragraph(attestation(bundle))]);
    blocks.push(Block::Facts(vec![
        Fact::new("Attested by", Text::code(run.exported_by.as_str())),
        Fact::new("On", format::moment(run.created_at)),
        Fact::new("Period", period(bundle)),
    ]));
    blocks.extend([Block::heading(1, "Review"), Block::Facts(review(bundle))]);
    if let Some(notes) = bundle.auditor_notes.as_deref().filter(|notes| !notes.is_empty()) {
        blocks.extend([Block::heading(2, "The auditor's notes"), Block::Paragraph(notes.into())]);
    }
    blocks.extend([Block::heading(1, "What happened"), Block::Paragraph(evidence::happened(&run))]);
    blocks.extend(evidence::sections(&run, subject));
    blocks.extend(glossary::of(DocumentType::of::<Soc2Bundle>()));
    document
}

/// Which criterion is met by what.
fn criteria<'a>(bundle: &Soc2Bundle, run: &Run<'_>) -> Vec<Block<'a>> {
    let mut blocks = Vec::new();
    if bundle.control_mappings.is_empty() {
        blocks.push(Block::Paragraph("The bundle maps its evidence to no criterion.".into()));
    } else {
        let columns = vec![
            Column::new("Criterion", 9.0).naming_rows(),
            Column::new("Name", 17.0),
            Column::new("Evidence", 14.0),
            Column::new("What was demonstrated", 46.0),
            Column::new("By which steps", 14.0),
        ];
        let steps = steps(run);
        let rows: Vec<Row> = bundle.control_mappings.iter().map(|it| row(it, &steps)).collect();
        let caption = Text::plain("The criteria, and what this bundle shows of them.");
        blocks.push(Block::Table(Table { caption, columns, rows: Box::new(rows) }));
    }
    let mapped = |id: &str| bundle.control_mappings.iter().any(|it| it.control_id.as_str() == id);
    let unmapped: Vec<&str> =
        bundle.criteria_covered.iter().map(|id| id.as_str()).filter(|id| !mapped(id)).collect();
    if !unmapped.is_empty() {
        blocks.push(Block::Paragraph(
            Text::plain("The bundle says to cover as well, and maps no evidence to: ")
                .with(&unmapped.join(", "), Style::Strong)
                .and("."),
        ));
    }
    for mapping in bundle.control_mappings.iter() {
        let name = format!("{} – {}", mapping.control_id.as_str(), mapping.control_name.as_str());
        blocks.push(Block::heading(2, name));
        blocks.push(Block::Paragraph(mapping.control_description.as_str().into()));
    }
    blocks
}

fn row(mapping: &Soc2ControlMapping, steps: &Text) -> Row {
    let status = match mapping.compliance_status {
        ComplianceStatus::Demonstrated => Text::plain("demonstrated"),
        ComplianceStatus::Partial => Text::strong("in part"),
        ComplianceStatus::NotApplicable => Text::quiet("not applicable"),
    };
    Row::new(vec![
        Text::plain(mapping.control_id.as_str()),
        Text::plain(mapping.control_name.as_str()),
        status,
        Text::plain(mapping.evidence_provided.as_str()),
        steps.clone(),
    ])
}

/// The steps that are the evidence: a bundle tells of one run, and does not assign its steps to criteria.
fn steps(run: &Run<'_>) -> Text {
    let listed = match (run.steps.first(), run.steps.last()) {
        (Some(first), Some(last)) if run.steps.len() > 1 => {
            format!("{} to {}", first.step_index.get(), last.step_index.get())
        }
        (Some(only), _) => only.step_index.get().to_string(),
        _ if run.total_steps.get() > 0 => {
            format!("{}, left out here", format::counted(run.total_steps.get(), "step"))
        }
        _ => return Text::quiet("the run has none"),
    };
    match run.violation_index() {
        Some(index) => Text::plain(&format!("{listed}; {} broke the policy", index.get())),
        None => Text::plain(&listed),
    }
}

fn attestation(bundle: &Soc2Bundle) -> Text {
    match bundle.attestation_statement.as_str() {
        "" => Text::quiet("Nobody attests anything in this bundle."),
        statement => Text::plain(statement),
    }
}

fn period(bundle: &Soc2Bundle) -> Text {
    match (bundle.compliance_period_start, bundle.compliance_period_end) {
        (Some(start), Some(end)) => {
            Text::plain(&format!("{} to {}", format::moment(start), format::moment(end)))
        }
        (Some(start), None) => Text::plain(&format!("from {}", format::moment(start))),
        (None, Some(end)) => Text::plain(&format!("until {}", format::moment(end))),
        (None, None) => Text::quiet("no period was named"),
    }
}

fn review(bundle: &Soc2Bundle) -> Vec<Fact> {
    let status = match bundle.review_status {
        ReviewStatus::Pending => "not reviewed yet",
        ReviewStatus::Reviewed => "reviewed",
        ReviewStatus::Approved => "reviewed and approved",
    };
    let mut facts = vec![Fact::new("Status", Text::strong(status))];
    if let Some(reviewer) = &bundle.reviewed_by {
        facts.push(Fact::new("By", Text::code(reviewer.as_str())));
    }
    if let Some(at) = bundle.reviewed_at {
        facts.push(Fact::new("On", format::moment(at)));
    }
    if let Some(followed) = &bundle.follows {
        let before = Text::code(followed.as_str()).and(", the same evidence before this review");
        facts.push(Fact::new("Follows", before));
    }
    facts
}
