//! Steps, one behind the other.

use super::finding::Findings;
use super::subject::Subject;

/// `steps-contiguous`.
pub fn contiguous(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let steps = subject.evidence.as_ref().map_or(&[][..], |it| it.steps);
    for (index, step) in steps.iter().enumerate() {
        if step.step_index.get() != index as u64 {
            findings.in_item("steps", index, "step_index");
        }
    }
}

/// `steps-chronological`.
pub fn chronological(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let steps = subject.evidence.as_ref().map_or(&[][..], |it| it.steps);
    for (index, pair) in steps.windows(2).enumerate() {
        if let [before, step] = pair
            && step.timestamp < before.timestamp
        {
            findings.in_item("steps", index + 1, "timestamp");
        }
    }
}
