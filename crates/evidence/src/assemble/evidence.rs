//! Evidence bundles.

use export_bundles::{EvidenceBundle, EvidenceBundleId, EvidenceBundleType, ExportCase, Timestamp};
use uuid::Uuid;

use super::Assembled;
use super::context::Context;
use super::gap::Gaps;
use super::options::Options;
use super::reason::{Reasons, Refused};
use super::sealed::seal_of;

/// Makes an evidence bundle of a case: the steps as the trace numbers them, the violating one marked, their
/// totals, and the policies that held.
///
/// `now` is when the bundle is made, and `id` what its id is made of: a version-4 UUID (RFC 9562).
///
/// # Errors
///
/// Every [reason](super::Reason) why the case makes no sound bundle: the run, its trace or the snapshot of its
/// policies is not known, or they contradict each other.
///
/// # Examples
///
/// ```
/// use export_bundles::{ExportCase, decode, utc_now};
/// use export_bundles_evidence::{Options, assemble};
///
/// let case: ExportCase = decode(include_bytes!("../../../../schemas/v1/examples/export-case/valid/full.json"))?;
/// let options = Options { include_raw_steps: false, ..Options::default() };
/// let bundle = assemble::evidence(&case, &options, utc_now(), uuid::Uuid::new_v4())?.bundle;
/// assert!(bundle.steps.is_empty());
/// assert_eq!(bundle.total_steps.get(), 3, "of all steps");
/// assert!(bundle.content_hash.is_some());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn evidence(
    case: &ExportCase,
    options: &Options,
    now: Timestamp,
    id: Uuid,
) -> Result<Assembled<EvidenceBundle>, Refused> {
    let (mut gaps, mut reasons) = (Gaps::default(), Reasons::default());
    let context = Context::of(case, options, &mut gaps, &mut reasons);
    let Some(context) = context.filter(|_| reasons.is_empty()) else {
        return Err(reasons.refuse());
    };
    let run = case.run.as_ref();
    let Context { run_id, trace_id, policy_context, steps } = context;
    #[expect(clippy::expect_used, reason = "a UUID has 32 hexadecimal digits")]
    let bundle_id = EvidenceBundleId::try_from(format!("EVD-{}", id.simple())).expect("an id");
    let mut bundle = EvidenceBundle {
        bundle_id,
        bundle_type: EvidenceBundleType::Evidence,
        created_at: now,
        run_id,
        incident_id: Some(case.incident.id.clone()),
        trace_id,
        tenant_id: case.incident.tenant_id.clone(),
        agent_id: run.and_then(|it| it.agent_id.clone()),
        policy_context,
        violation_step_index: steps.violation.as_ref().map(|it| it.step_index),
        violation_timestamp: steps.violation_timestamp,
        total_steps: steps.total_steps,
        total_duration_ms: steps.total_duration_ms,
        total_tokens: steps.total_tokens,
        total_cost_cents: steps.total_cost_cents,
        steps: steps.listed,
        run_goal: run.and_then(|it| it.goal.clone()),
        run_started_at: run.and_then(|it| it.started_at),
        run_completed_at: run.and_then(|it| it.completed_at),
        termination_reason: run.and_then(|it| it.termination_reason.clone()),
        exported_by: options.exporter(),
        export_reason: options.export_reason.clone(),
        content_hash: None,
    };
    bundle.content_hash = seal_of(&bundle, &mut reasons);
    if !reasons.is_empty() {
        return Err(reasons.refuse());
    }
    Ok(Assembled { bundle, gaps: gaps.into_vec() })
}
