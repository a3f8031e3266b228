//! What a report says, in which order.

mod attachments;
mod check;
mod debrief;
mod evidence;
mod glossary;
mod policy;
mod run;
mod soc2;
mod steps;
mod timeline;
mod verdict;

use export_bundles::{ExportBundle, Timestamp};
use export_bundles_document::{Document, Style, Text};

use crate::format;
use crate::subject::Subject;
use run::Run;

/// What a report says, however it is drawn.
#[must_use]
pub fn document<'a>(subject: &Subject<'a>) -> Document<'a> {
    let mut document = match subject.bundle() {
        ExportBundle::Evidence(bundle) => evidence::document(&Run::of_evidence(bundle), subject),
        ExportBundle::Soc2(bundle) => soc2::document(bundle, subject),
        ExportBundle::ExecutiveDebrief(bundle) => debrief::document(bundle, subject),
    };
    document.attachments = attachments::of(subject);
    document
}

/// A document of that title about a bundle of that id, made at that time.
fn begun<'a>(title: &str, id: &str, created_at: Timestamp, subject: &Subject<'a>) -> Document<'a> {
    let foot = match subject.seal() {
        Some(seal) => seal_in_short(id, &seal.to_string(), subject),
        None => Text::plain(id),
    };
    let seconds = created_at.as_datetime().timestamp();
    Document { foot, created: Some(seconds), ..Document::new(title) }
}

/// What stands on every page of the seal. One that does not match is not to be taken for one.
fn seal_in_short(id: &str, seal: &str, subject: &Subject<'_>) -> Text {
    use export_bundles_evidence::SealState;
    let named = if subject.verified.seal == SealState::Matches { "seal" } else { "broken seal" };
    Text::plain(id)
        .and(&format!(" · {named} "))
        .with(format::short_digest(seal), Style::Code)
        .and("…")
}
