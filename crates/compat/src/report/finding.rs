//! The breaks of a report one by one, as tools of a review take them.

use super::{Break, Report, TypeReport, Verdict};
use crate::document::Place;
use crate::kind::Severity;

/// A break, or a direction that was not decided.
pub(super) struct Finding<'r> {
    pub(super) level: Level,
    pub(super) report: &'r TypeReport,
    /// `backward` or `forward`.
    pub(super) direction: &'static str,
    /// Absent where the direction was not decided.
    pub(super) found: Option<&'r Break>,
    /// One line.
    pub(super) message: String,
}

/// How loud a finding is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    /// A break.
    Error,
    /// One that hits documents which hold by chance what nothing describes; or nothing is known.
    Warning,
    /// One that is accepted.
    Note,
}

/// What there is to say of a report, in its order.
pub(super) fn findings(report: &Report) -> Vec<Finding<'_>> {
    let mut findings = Vec::new();
    for report in &report.types {
        for (direction, rejecting, verdict) in directions(report) {
            let finding =
                |level, found, message| Finding { level, report, direction, found, message };
            match verdict {
                Verdict::Compatible => {}
                Verdict::Undetermined { reason } => {
                    let message = format!("{}: {direction} is undetermined: {reason}", report.name);
                    findings.push(finding(Level::Warning, None, message));
                }
                Verdict::Breaking { breaks, unexamined } => {
                    for found in breaks {
                        let message = sentence(report, rejecting, found);
                        findings.push(finding(level(found), Some(found), message));
                    }
                    if *unexamined > 0 {
                        let message = format!(
                            "{}: {direction}: up to {unexamined} more breaks: differences that were not \
                             looked at",
                            report.name
                        );
                        findings.push(finding(Level::Warning, None, message));
                    }
                }
            }
        }
    }
    findings
}

/// The directions that were asked for, each with the side that rejects.
pub(super) fn directions(
    report: &TypeReport,
) -> impl Iterator<Item = (&'static str, &'static str, &Verdict)> {
    let all = [("backward", "new", &report.backward), ("forward", "old", &report.forward)];
    all.into_iter().filter_map(|(direction, rejecting, verdict)| {
        Some((direction, rejecting, verdict.as_ref()?))
    })
}

impl Finding<'_> {
    /// The place to show: that in the new files, where there is one.
    pub(super) fn place(&self) -> Option<&Place> {
        let changes = self.found.into_iter().flat_map(|found| &found.changes);
        changes.filter_map(|it| it.new_place.as_ref().or(it.old_place.as_ref())).next()
    }

    /// The id of the first kind, which is the most telling.
    pub(super) fn rule(&self) -> &str {
        let kind = self.found.and_then(|found| found.kinds.first());
        kind.map_or("undetermined", |kind| kind.id())
    }
}

fn level(found: &Break) -> Level {
    match (found.accepted, found.severity()) {
        (true, _) => Level::Note,
        (false, Some(Severity::Low)) => Level::Warning,
        (false, _) => Level::Error,
    }
}

fn sentence(report: &TypeReport, rejecting: &str, found: &Break) -> String {
    let kinds: Vec<&str> = found.kinds.iter().map(|kind| kind.id()).collect();
    let mut text = format!("{}: {}", report.name, kinds.join(", "));
    if found.accepted {
        text.push_str(" (accepted)");
    }
    if let Some(witness) = &found.witness {
        text.push_str(&format!(": the {rejecting} schema rejects {}", cut(&witness.to_string())));
    }
    if let Some(violation) = found.violations.first() {
        let place = if violation.pointer.is_empty() { "the document" } else { &violation.pointer };
        text.push_str(&format!("; at {place}: {}", violation.message));
    }
    text
}

/// The beginning of a text that is long.
fn cut(text: &str) -> String {
    const SHOWN: usize = 300;
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
