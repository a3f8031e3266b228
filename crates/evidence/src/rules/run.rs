//! The run, and the policy that it broke.

use super::finding::Findings;
use super::subject::{Evidence, Subject};

/// `run-interval`.
pub fn interval(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let Some(evidence) = &subject.evidence else { return };
    if let (Some(start), Some(end)) = (evidence.run_started_at, evidence.run_completed_at)
        && end < start
    {
        findings.at("run_completed_at");
    }
}

/// `steps-in-run`.
pub fn steps(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let Some(evidence) = &subject.evidence else { return };
    let outside = evidence.steps.iter().position(|step| {
        evidence.run_started_at.is_some_and(|start| step.timestamp < start)
            || evidence.run_completed_at.is_some_and(|end| step.timestamp > end)
    });
    if let Some(index) = outside {
        findings.in_item("steps", index, "timestamp");
    }
}

/// `created-after-run`.
pub fn created(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let Some(evidence) = &subject.evidence else { return };
    if evidence.run_completed_at.is_some_and(|end| evidence.created_at < end) {
        findings.at("created_at");
    }
}

/// `policy-named`.
pub fn policy_named(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let Some(evidence) = &subject.evidence else { return };
    if is_violation_marked(evidence) && evidence.policy_context.violated_policy_id.is_none() {
        findings.within("policy_context", "violated_policy_id");
    }
}

/// `policy-in-snapshot`.
pub fn policy_listed(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let Some(evidence) = &subject.evidence else { return };
    let policies = evidence.policy_context;
    let Some(violated) = &policies.violated_policy_id else { return };
    let is_violated = |id: Option<&serde_json::Value>| {
        id.and_then(serde_json::Value::as_str) == Some(violated.as_str())
    };
    if !policies.active_policies.iter().any(|policy| is_violated(policy.get("id"))) {
        findings.within("policy_context", "violated_policy_id");
    }
}

fn is_violation_marked(evidence: &Evidence<'_>) -> bool {
    evidence.violation_step_index.is_some() || evidence.inflection().is_some()
}
