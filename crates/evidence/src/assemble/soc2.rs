//! SOC 2 bundles.

use export_bundles::{
    ComplianceStatus, DEFAULT_SOC2_CONTROLS, ExportCase, NonEmptyText, ReviewStatus, Soc2Bundle,
    Soc2BundleId, Soc2BundleType, Soc2ControlMapping, Timestamp,
};
use uuid::Uuid;

use super::Assembled;
use super::context::Context;
use super::control_texts::CONTROL_TEXTS;
use super::facts::Facts;
use super::gap::Gaps;
use super::options::Options;
use super::reason::{Reasons, Refused};
use super::sealed::seal_of;

/// Makes a SOC 2 bundle of a case: the evidence, mapped to the controls that every incident export
/// demonstrates, with texts that name what this bundle shows, and an attestation that states facts only. It has
/// an id and a seal of its own. A control of which something is missing is met in part.
///
/// `now` is when the bundle is made, and `id` what its id is made of: a version-4 UUID (RFC 9562).
///
/// # Errors
///
/// As [`evidence`](super::evidence); and a period that ends before it starts is refused.
///
/// # Examples
///
/// ```
/// use export_bundles::{ExportCase, decode, utc_now};
/// use export_bundles_evidence::{Options, assemble};
///
/// let case: ExportCase = decode(include_bytes!("../../../../schemas/v1/examples/export-case/valid/full.json"))?;
/// let bundle = assemble::soc2(&case, &Options::default(), utc_now(), uuid::Uuid::new_v4())?.bundle;
/// assert_eq!(bundle.control_mappings.len(), 3);
/// assert_eq!(bundle.compliance_period_start, None, "nobody named a period");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn soc2(
    case: &ExportCase,
    options: &Options,
    now: Timestamp,
    id: Uuid,
) -> Result<Assembled<Soc2Bundle>, Refused> {
    let (mut gaps, mut reasons) = (Gaps::default(), Reasons::default());
    let context = Context::of(case, options, &mut gaps, &mut reasons);
    if let (Some(start), Some(end)) = (options.period_start, options.period_end)
        && end < start
    {
        reasons.note("", "expected a period that ends after it starts");
    }
    let Some(context) = context.filter(|_| reasons.is_empty()) else {
        return Err(reasons.refuse());
    };
    let facts = facts(case, options, now, &context);
    let control_mappings: Vec<Soc2ControlMapping> =
        DEFAULT_SOC2_CONTROLS.iter().map(|control| mapping(control, &facts)).collect();
    let criteria_covered = control_mappings.iter().map(|it| it.control_id.clone()).collect();
    let run = case.run.as_ref();
    let Context { run_id, trace_id, policy_context, steps } = context;
    let mut bundle = Soc2Bundle {
        bundle_id: bundle_id(id),
        bundle_type: Soc2BundleType::Soc2,
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
        control_mappings,
        attestation_statement: facts.say(&CONTROL_TEXTS.attestation).join(" "),
        compliance_period_start: options.period_start,
        compliance_period_end: options.period_end,
        auditor_notes: None,
        review_status: ReviewStatus::Pending,
        reviewed_by: None,
        reviewed_at: None,
        follows: None,
        criteria_covered,
        content_hash: None,
    };
    bundle.content_hash = seal_of(&bundle, &mut reasons);
    if !reasons.is_empty() {
        return Err(reasons.refuse());
    }
    Ok(Assembled { bundle, gaps: gaps.into_vec() })
}

/// The id of a SOC 2 bundle.
#[expect(clippy::expect_used, reason = "a UUID has 32 hexadecimal digits")]
pub(super) fn bundle_id(id: Uuid) -> Soc2BundleId {
    Soc2BundleId::try_from(format!("SOC2-{}", id.simple())).expect("an id")
}

/// A control, with what this bundle shows of it.
fn mapping(control: &Soc2ControlMapping, facts: &Facts) -> Soc2ControlMapping {
    let Some(text) = CONTROL_TEXTS.controls.get(control.control_id.as_str()) else {
        return control.clone();
    };
    let said = NonEmptyText::try_from(facts.say(&text.evidence).join(" "));
    let is_met = text.needs.iter().all(|name| facts.is_known(name));
    Soc2ControlMapping {
        evidence_provided: said.unwrap_or_else(|_| control.evidence_provided.clone()),
        compliance_status: match is_met {
            true => ComplianceStatus::Demonstrated,
            false => ComplianceStatus::Partial,
        },
        ..control.clone()
    }
}

fn facts(case: &ExportCase, options: &Options, now: Timestamp, context: &Context) -> Facts {
    let ExportCase { incident, run, trace, policy_snapshot } = case;
    let Context { steps, policy_context, .. } = context;
    let has_steps = steps.total_steps.get() > 0;
    let all = trace.as_ref().map_or(&[][..], |it| &it.steps);
    let mut facts = Facts::default();
    facts.know("run", &context.run_id);
    facts.know("trace", &context.trace_id);
    facts.know_if("steps", has_steps.then_some(steps.total_steps));
    facts.know_that("no_steps", !has_steps);
    facts.know_that("listed", has_steps && options.include_raw_steps);
    facts.know_that("left_out", has_steps && !options.include_raw_steps);
    facts.know_if("first", all.first().map(|it| it.timestamp));
    facts.know_if("last", all.last().map(|it| it.timestamp));
    facts.know_if("step", steps.violation.as_ref().map(|it| it.step_index));
    facts.know_if("violated", steps.violation.as_ref().map(|it| it.timestamp));
    facts.know_that("unmarked", steps.violation.is_none());
    facts.know_if("incomplete", (steps.incomplete > 0).then_some(steps.incomplete));
    facts.know("incident", &incident.id);
    facts.know("opened", incident.created_at);
    facts.know("snapshot", &policy_context.policy_snapshot_id);
    facts.know_that("no_policies", policy_snapshot.is_none());
    facts.know_if("policy_id", incident.policy_id.as_ref());
    facts.know_if("kind", incident.violation_type.as_ref());
    facts.know_if("limit", incident.threshold_value.as_ref());
    facts.know_if("reached", incident.actual_value.as_ref());
    facts.know_if("detected", incident.detected_at);
    facts.know_if("contained", incident.contained_at);
    facts.know_if("ended", run.as_ref().and_then(|it| it.completed_at));
    facts.know_if("reason", run.as_ref().and_then(|it| it.termination_reason.as_ref()));
    facts.know("exporter", options.exporter());
    facts.know("created", now);
    facts
}
