//! What evidence and SOC 2 bundles say alike.

use export_bundles::{ExportCase, Identifier, PolicyContext};

use super::case;
use super::gap::Gaps;
use super::options::Options;
use super::reason::Reasons;
use super::steps::Steps;

/// What evidence and SOC 2 bundles say alike.
pub struct Context {
    pub run_id: Identifier,
    pub trace_id: Identifier,
    pub policy_context: PolicyContext,
    pub steps: Steps,
}

impl Context {
    /// Of a case; nothing, and every reason, where it cannot be told.
    pub fn of(
        case: &ExportCase,
        options: &Options,
        gaps: &mut Gaps,
        reasons: &mut Reasons,
    ) -> Option<Self> {
        case::hold_together(case, reasons);
        let run_id = reasons.require(
            run_id(case),
            "/incident/source_run_id",
            "expected the id of the run, here, in the run or in the trace",
        );
        let trace = reasons.require(case.trace.as_ref(), "/trace", "expected the trace of the run");
        let policy_context = policy_context(case, gaps, reasons);
        note_gaps(case, gaps);
        let steps = trace.and_then(|it| Steps::of(it, options.include_raw_steps, gaps, reasons));
        Some(Self {
            run_id: run_id?.clone(),
            trace_id: trace?.trace_id.clone(),
            policy_context: policy_context?,
            steps: steps?,
        })
    }
}

/// The id of the run, wherever the case has it.
pub fn run_id(case: &ExportCase) -> Option<&Identifier> {
    let run = case.run.as_ref().map(|it| &it.run_id);
    run.or(case.incident.source_run_id.as_ref()).or(case.trace.as_ref().map(|it| &it.run_id))
}

fn policy_context(
    case: &ExportCase,
    gaps: &mut Gaps,
    reasons: &mut Reasons,
) -> Option<PolicyContext> {
    let incident = &case.incident;
    let snapshot = case.policy_snapshot.as_ref();
    let of_run = case.run.as_ref().and_then(|it| it.policy_snapshot_id.as_ref());
    let id = reasons.require(
        snapshot.map(|it| &it.policy_snapshot_id).or(of_run),
        "/policy_snapshot",
        "expected the policies that were in force, or at least the id of their snapshot in the run",
    )?;
    gaps.note_unless(
        snapshot,
        "/policy_context/active_policies",
        "the policies that were in force are not known, only the id of their snapshot",
    );
    Some(PolicyContext {
        policy_snapshot_id: id.clone(),
        active_policies: snapshot.map(|it| it.policies.clone()).unwrap_or_default(),
        violated_policy_id: incident.policy_id.clone(),
        violated_policy_name: incident.policy_name.clone(),
        violation_type: incident.violation_type.clone(),
        threshold_value: incident.threshold_value.clone(),
        actual_value: incident.actual_value.clone(),
    })
}

fn note_gaps(case: &ExportCase, gaps: &mut Gaps) {
    let run = case.run.as_ref();
    let trace = case.trace.as_ref();
    gaps.note_unless(
        case.incident.policy_id.as_ref(),
        "/policy_context/violated_policy_id",
        "which policy was broken is not known",
    );
    gaps.note_unless(
        trace.and_then(|it| it.violation_step_index.as_ref()),
        "/violation_step_index",
        "which step broke the policy is not known",
    );
    gaps.note_unless(
        run.and_then(|it| it.started_at.as_ref()),
        "/run_started_at",
        "when the run began is not known",
    );
    gaps.note_unless(
        run.and_then(|it| it.completed_at.as_ref()),
        "/run_completed_at",
        "when the run ended is not known",
    );
    gaps.note_unless(
        run.and_then(|it| it.termination_reason.as_ref()),
        "/termination_reason",
        "why the run ended is not known",
    );
}
