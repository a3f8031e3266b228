//! What leadership reads.

use super::finding::Findings;
use super::subject::Subject;
use crate::moments::whole_seconds;

/// `detection-order`.
pub fn detection(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let Some(bundle) = subject.debrief else { return };
    match whole_seconds(bundle.violation_time, bundle.detection_time) {
        None => findings.at("detection_time"),
        Some(seconds) if seconds != bundle.time_to_detect_seconds.get() => {
            findings.at("time_to_detect_seconds");
        }
        Some(_) => {}
    }
}
