//! What is said about the steps as a whole.

use export_bundles::{Amount, StepStatus};

use super::finding::Findings;
use super::subject::Subject;

/// How far sums of amounts may lie apart: they depend on the order of their terms.
const TOLERANCE: f64 = 1e-6;

/// `totals-match`.
pub fn totals(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let Some(evidence) = &subject.evidence else { return };
    let steps = evidence.steps;
    if steps.is_empty() {
        return;
    }
    if u128::from(evidence.total_steps.get()) != steps.len() as u128 {
        findings.at("total_steps");
    }
    let tokens: u128 = steps.iter().map(|it| u128::from(it.tokens.get())).sum();
    if u128::from(evidence.total_tokens.get()) != tokens {
        findings.at("total_tokens");
    }
    if !is_sum(evidence.total_cost_cents, steps.iter().map(|it| it.cost_cents)) {
        findings.at("total_cost_cents");
    }
    if !is_sum(evidence.total_duration_ms, steps.iter().map(|it| it.duration_ms)) {
        findings.at("total_duration_ms");
    }
}

/// Whether a total is a sum, as far as that can be told: no amount is a sum beyond every double.
fn is_sum(total: Amount, amounts: impl Iterator<Item = Amount>) -> bool {
    let (total, sum): (f64, f64) = (total.get(), amounts.map(Amount::get).sum());
    sum.is_finite() && (total - sum).abs() <= TOLERANCE * total.max(sum)
}

/// `inflection-agrees`.
pub fn inflection(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let Some(evidence) = &subject.evidence else { return };
    if evidence.steps.is_empty() {
        return;
    }
    let marked = evidence.steps.iter().enumerate().filter(|(_, step)| step.is_inflection);
    for (index, _) in marked.skip(1) {
        findings.in_item("steps", index, "is_inflection");
    }
    let Some((index, step)) = evidence.inflection() else {
        if evidence.violation_step_index.is_some() {
            findings.at("violation_step_index");
        }
        return;
    };
    if step.status != StepStatus::Violation {
        findings.in_item("steps", index, "status");
    }
    if evidence.violation_step_index != Some(step.step_index) {
        findings.at("violation_step_index");
    }
    if evidence.violation_timestamp != Some(step.timestamp) {
        findings.at("violation_timestamp");
    }
}
