//! The steps of a trace, as a bundle lists and sums them.

use export_bundles::{Amount, Count, StepStatus, Timestamp, Trace, TraceStep, TraceStepEvidence};

use super::gap::Gaps;
use super::reason::Reasons;

/// What a bundle says of the steps of a trace.
#[derive(Clone)]
pub struct Steps {
    /// The steps, or none where they are left out.
    pub listed: Vec<TraceStepEvidence>,
    pub total_steps: Count,
    pub total_tokens: Count,
    pub total_cost_cents: Amount,
    pub total_duration_ms: Amount,
    /// The step that broke the policy.
    pub violation: Option<TraceStepEvidence>,
    pub violation_timestamp: Option<Timestamp>,
    /// How many steps have an unknown number of tokens, price or duration.
    pub incomplete: usize,
}

impl Steps {
    /// Of a trace that holds together. Nothing, and a reason, where a sum is beyond what a bundle can say.
    pub fn of(
        trace: &Trace,
        are_listed: bool,
        gaps: &mut Gaps,
        reasons: &mut Reasons,
    ) -> Option<Self> {
        let violating = trace.violation_step_index.and_then(|it| usize::try_from(it.get()).ok());
        let steps: Vec<TraceStepEvidence> = (0..)
            .zip(&trace.steps)
            .map(|(index, step)| evidence_of(step, Some(index) == violating))
            .collect();
        note_gaps(trace, are_listed, gaps);
        let tokens = steps.iter().try_fold(0_u64, |sum, it| sum.checked_add(it.tokens.get()));
        let total_tokens = tokens.and_then(|sum| Count::try_from(sum).ok());
        let total_cost_cents = sum(steps.iter().map(|it| it.cost_cents));
        let total_duration_ms = sum(steps.iter().map(|it| it.duration_ms));
        let total_steps = Count::try_from(steps.len()).ok();
        let violation = violating.and_then(|index| steps.get(index)).cloned();
        let beyond = "expected steps whose sum is a number that a bundle can hold";
        let is_incomplete = |step: &&TraceStep| MEASURES.iter().any(|it| (it.is_unknown)(step));
        Some(Self {
            total_steps: reasons.require(total_steps, "/trace/steps", beyond)?,
            total_tokens: reasons.require(total_tokens, "/trace/steps", beyond)?,
            total_cost_cents: reasons.require(total_cost_cents, "/trace/steps", beyond)?,
            total_duration_ms: reasons.require(total_duration_ms, "/trace/steps", beyond)?,
            violation_timestamp: violation
                .as_ref()
                .map(|it| it.timestamp)
                .or(trace.violation_timestamp),
            violation,
            incomplete: trace.steps.iter().filter(is_incomplete).count(),
            listed: if are_listed { steps } else { Vec::new() },
        })
    }
}

fn evidence_of(step: &TraceStep, broke_the_policy: bool) -> TraceStepEvidence {
    #[expect(clippy::expect_used, reason = "0 is a count and an amount")]
    let (no_tokens, nothing) =
        (Count::try_from(0_u64).expect("a count"), Amount::try_from(0.0).expect("an amount"));
    TraceStepEvidence {
        step_index: step.step_index,
        timestamp: step.timestamp,
        step_type: step.step_type.clone(),
        tokens: step.tokens.unwrap_or(no_tokens),
        cost_cents: step.cost_cents.unwrap_or(nothing),
        duration_ms: step.duration_ms.unwrap_or(nothing),
        status: if broke_the_policy { StepStatus::Violation } else { step.status },
        is_inflection: broke_the_policy,
        content_hash: step.content_hash,
    }
}

fn sum(amounts: impl Iterator<Item = Amount>) -> Option<Amount> {
    Amount::try_from(amounts.map(Amount::get).sum::<f64>()).ok()
}

/// What a trace may not know of a step.
struct Measure {
    /// The member of a step, and that of the bundle.
    members: (&'static str, &'static str),
    name: &'static str,
    is_unknown: fn(&TraceStep) -> bool,
}

const MEASURES: [Measure; 3] = [
    Measure {
        members: ("tokens", "total_tokens"),
        name: "number of tokens",
        is_unknown: |step| step.tokens.is_none(),
    },
    Measure {
        members: ("cost_cents", "total_cost_cents"),
        name: "price",
        is_unknown: |step| step.cost_cents.is_none(),
    },
    Measure {
        members: ("duration_ms", "total_duration_ms"),
        name: "duration",
        is_unknown: |step| step.duration_ms.is_none(),
    },
];

/// What the trace does not know of its steps.
fn note_gaps(trace: &Trace, are_listed: bool, gaps: &mut Gaps) {
    for Measure { members: (member, total), name, is_unknown } in MEASURES {
        let unknown: Vec<usize> = (0..)
            .zip(&trace.steps)
            .filter_map(|(index, step)| is_unknown(step).then_some(index))
            .collect();
        if unknown.is_empty() {
            continue;
        }
        let (count, all) = (unknown.len(), trace.steps.len());
        gaps.note(
            format!("/{total}"),
            format!("the {name} of {count} of {all} steps is not known, and not in the sum"),
        );
        if are_listed {
            for index in unknown {
                let message = format!("the {name} is not known, and 0 stands in its place");
                gaps.note(format!("/steps/{index}/{member}"), message);
            }
        }
    }
}
