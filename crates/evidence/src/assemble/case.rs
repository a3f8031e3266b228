//! Whether the parts of a case belong together.

use export_bundles::{ExportCase, Identifier, Run, Trace};

use super::reason::Reasons;

/// Notes everything in which the parts of a case contradict each other.
pub fn hold_together(case: &ExportCase, reasons: &mut Reasons) {
    let ExportCase { incident, run, trace, policy_snapshot } = case;
    let tenants = [
        ("/run/tenant_id", run.as_ref().map(|it| &it.tenant_id)),
        ("/trace/tenant_id", trace.as_ref().map(|it| &it.tenant_id)),
        ("/policy_snapshot/tenant_id", policy_snapshot.as_ref().map(|it| &it.tenant_id)),
    ];
    for (pointer, tenant) in tenants {
        if tenant.is_some_and(|it| *it != incident.tenant_id) {
            reasons.note(pointer, "expected the tenant of the incident");
        }
    }
    if let Some(run) = run {
        hold_run(run, incident.source_run_id.as_ref(), reasons);
    }
    if let Some(trace) = trace {
        let known = run.as_ref().map(|it| &it.run_id).or(incident.source_run_id.as_ref());
        if known.is_some_and(|it| *it != trace.run_id) {
            reasons.note("/trace/run_id", "expected the run of the case");
        }
        hold_trace(trace, reasons);
    }
    let snapshot_of_run = run.as_ref().and_then(|it| it.policy_snapshot_id.as_ref());
    if let (Some(expected), Some(snapshot)) = (snapshot_of_run, policy_snapshot)
        && *expected != snapshot.policy_snapshot_id
    {
        reasons.note(
            "/policy_snapshot/policy_snapshot_id",
            "expected the snapshot that was in force during the run",
        );
    }
}

fn hold_run(run: &Run, source: Option<&Identifier>, reasons: &mut Reasons) {
    if source.is_some_and(|it| *it != run.run_id) {
        reasons.note("/run/run_id", "expected the run that caused the incident");
    }
    if let (Some(start), Some(end)) = (run.started_at, run.completed_at)
        && end < start
    {
        reasons.note("/run/completed_at", "expected no earlier moment than `started_at`");
    }
}

fn hold_trace(trace: &Trace, reasons: &mut Reasons) {
    for (index, step) in trace.steps.iter().enumerate() {
        if step.step_index.get() != index as u64 {
            reasons.note(
                format!("/trace/steps/{index}/step_index"),
                "expected the position of the step, counted from 0 without gaps",
            );
        }
    }
    for (index, pair) in trace.steps.windows(2).enumerate() {
        if let [before, step] = pair
            && step.timestamp < before.timestamp
        {
            reasons.note(
                format!("/trace/steps/{}/timestamp", index + 1),
                "expected no earlier moment than that of the step before",
            );
        }
    }
    let Some(index) = trace.violation_step_index else { return };
    let step = usize::try_from(index.get()).ok().and_then(|index| trace.steps.get(index));
    match (step, trace.violation_timestamp) {
        (None, _) => {
            reasons.note("/trace/violation_step_index", "expected the index of one of the steps");
        }
        (Some(step), Some(moment)) if moment != step.timestamp => {
            reasons.note("/trace/violation_timestamp", "expected the moment of the violating step");
        }
        (Some(_), _) => {}
    }
}
