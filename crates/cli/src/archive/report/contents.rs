//! What a report of an archive says, in which order.

use export_bundles_archive::{Fault, Population, Verified};
use export_bundles_document::{
    Block, Callout, Column, Document, Fact, Row, Rows, Style, Table, Text, Tone,
};
use serde_json::json;

use super::Subject;

/// What a report says, however it is drawn.
pub fn document<'s>(subject: &Subject<'s>) -> Document<'s> {
    let Subject { period, verified, drawn } = subject;
    let mut document = Document::new("Archive of export bundles");
    document.subtitle = Text::plain(&format!("The bundles of {period}"));
    document.head = Text::plain(&format!("Archive of export bundles, {period}"));
    document.foot =
        Text::plain("root ").with(&verified.root.to_string()[..16], Style::Code).and("…");
    let blocks = &mut document.blocks;
    blocks.push(verdict(verified));
    blocks.push(Block::heading(1, "What there is"));
    blocks.push(Block::Table(Table {
        caption: Text::plain("Bundles by month, tenant and type"),
        columns: vec![
            Column::new("Month", 2.0),
            Column::new("Tenant", 5.0).naming_rows(),
            Column::new("Type", 4.0),
            Column::number("Bundles", 3.0),
            Column::number("Steps", 3.0),
        ],
        rows: rows(verified.population.iter().map(|(month, it)| {
            let Population { tenant, bundle_type, count } = it;
            let (bundles, steps) = (count.bundles.to_string(), count.steps.to_string());
            [&month.to_string(), tenant, bundle_type, &bundles, &steps]
                .map(|it| Text::plain(it))
                .into()
        })),
    }));
    if !verified.warnings.is_empty() {
        blocks.push(Block::heading(1, "What is worth a look"));
        blocks.push(Block::Table(Table {
            caption: Text::plain("Bundles by the rule that says so"),
            columns: vec![Column::new("Rule", 5.0).naming_rows(), Column::number("Bundles", 3.0)],
            rows: rows(
                verified
                    .warnings
                    .iter()
                    .map(|(rule, count)| vec![Text::code(rule), Text::plain(&count.to_string())]),
            ),
        }));
    }
    if !verified.is_sound() {
        blocks.push(Block::heading(1, "What is wrong"));
        blocks.push(faults(verified));
    }
    if let Some((drawn, seed)) = drawn {
        blocks.push(Block::heading(1, "What was drawn"));
        blocks.push(Block::Paragraph(
            Text::plain(&format!(
                "{} of {} bundles: those with the smallest SHA-256 of ",
                drawn.bundles.len(),
                drawn.population
            ))
            .with("root:", Style::Code)
            .with(&format!("{seed}:"), Style::Code)
            .with("seal", Style::Code)
            .and(", so that anybody draws the same."),
        ));
        blocks.push(Block::Table(Table {
            caption: Text::plain("The sample"),
            columns: vec![
                Column::new("Bundle", 6.0).naming_rows(),
                Column::new("Tenant", 3.0),
                Column::new("Seal", 8.0),
            ],
            rows: rows(drawn.bundles.iter().map(|it| {
                vec![
                    Text::code(&it.bundle_id),
                    Text::plain(&it.tenant),
                    Text::code(&it.seal.to_string()),
                ]
            })),
        }));
    }
    document
}

fn verdict<'s>(verified: &Verified) -> Block<'s> {
    let (tone, title) = match (verified.is_sound(), verified.warnings.is_empty()) {
        (true, true) => (Tone::Good, "Complete: every bundle is there, and is what it was"),
        (true, false) => (
            Tone::Warning,
            "Complete: every bundle is there and is what it was; some are worth a look",
        ),
        (false, _) => (Tone::Bad, "Not what it has to be: do not rely on this archive"),
    };
    let log = match &verified.log {
        Some(log) => format!("{} bundles in {}", log.size, log.origin),
        None => "none".to_owned(),
    };
    let facts = vec![
        Fact::new("Bundles", verified.bundles.to_string()),
        Fact::new("Root", Text::code(&verified.root.to_string())),
        Fact::new("Log of seals", log),
        Fact::new("With a receipt", verified.signed.to_string()),
        Fact::new("Set aside", format!("{} documents of the whole archive", verified.aside)),
    ];
    Block::Callout(Callout { tone, title: title.into(), blocks: vec![Block::Facts(facts)] })
}

fn faults<'s>(verified: &Verified) -> Block<'s> {
    let named = verified.faults.named();
    let total: u64 = verified.faults.counts().values().sum();
    Block::Table(Table {
        caption: Text::plain(&format!("{} of {total} faults", named.len())),
        columns: vec![
            Column::new("Fault", 3.0).naming_rows(),
            Column::new("Where", 7.0),
            Column::new("What", 7.0),
        ],
        rows: rows(named.iter().map(|Fault { fault, path, seal, message }| {
            let seal = seal.map(|it| format!(", the bundle {it}")).unwrap_or_default();
            let kind = json!(fault);
            vec![
                Text::code(kind.as_str().unwrap_or_default()),
                Text::code(&format!("{path}{seal}")),
                Text::plain(message),
            ]
        })),
    })
}

fn rows<'r>(rows: impl Iterator<Item = Vec<Text>>) -> Box<dyn Rows + 'r> {
    Box::new(rows.map(Row::new).collect::<Vec<_>>())
}
