//! Executive debriefs.

use export_bundles::{
    Amount, Classification, Count, ExecutiveDebriefBundle, ExecutiveDebriefBundleId,
    ExecutiveDebriefBundleType, ExportCase, NonEmptyText, RemediationStatus, RiskLevel, Severity,
    Timestamp,
};
use uuid::Uuid;

use super::debrief_texts::TEXTS;
use super::facts::Facts;
use super::gap::Gaps;
use super::options::Options;
use super::reason::{Reasons, Refused};
use super::{Assembled, case as parts, context};
use crate::moments::{in_words, whole_seconds};

/// Ends of a run that the platform brought about.
const STOPPED: [&str; 3] = ["policy_block", "budget_exceeded", "rate_limited"];

/// Makes an executive debrief of a case: plain sentences about what the case shows, and no others.
///
/// The violation is the moment of the trace, the detection that of the incident. What the run cost is rounded
/// up to whole cents. `now` is when the bundle is made, and `id` what its id is made of: a version-4 UUID
/// (RFC 9562).
///
/// # Errors
///
/// Every [reason](super::Reason) why the case makes no debrief: the run, the moment of the violation, the name
/// of the policy or the severity is not known, or the parts of the case contradict each other.
///
/// # Examples
///
/// ```
/// use export_bundles::{ExportCase, RiskLevel, decode, utc_now};
/// use export_bundles_evidence::{Options, assemble};
///
/// let case: ExportCase = decode(include_bytes!("../../../../schemas/v1/examples/export-case/valid/full.json"))?;
/// let bundle = assemble::executive_debrief(&case, &Options::default(), utc_now(), uuid::Uuid::new_v4())?.bundle;
/// assert_eq!(bundle.risk_level, RiskLevel::Critical);
/// assert_eq!(bundle.time_to_detect_seconds.get(), 1);
/// assert_eq!(bundle.cost_incurred_cents.get(), 4, "3.5, rounded up");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn executive_debrief(
    case: &ExportCase,
    options: &Options,
    now: Timestamp,
    id: Uuid,
) -> Result<Assembled<ExecutiveDebriefBundle>, Refused> {
    let (mut gaps, mut reasons) = (Gaps::default(), Reasons::default());
    let bundle = made_of(case, options, now, id, &mut gaps, &mut reasons);
    match bundle.filter(|_| reasons.is_empty()) {
        Some(bundle) => Ok(Assembled { bundle, gaps: gaps.into_vec() }),
        None => Err(reasons.refuse()),
    }
}

fn made_of(
    case: &ExportCase,
    options: &Options,
    now: Timestamp,
    id: Uuid,
    gaps: &mut Gaps,
    reasons: &mut Reasons,
) -> Option<ExecutiveDebriefBundle> {
    parts::hold_together(case, reasons);
    let incident = &case.incident;
    let run_id = reasons.require(
        context::run_id(case),
        "/incident/source_run_id",
        "expected the id of the run, here, in the run or in the trace",
    );
    let severity =
        reasons.require(incident.severity, "/incident/severity", "expected how grave it is");
    let policy = reasons.require(
        policy_name(case),
        "/incident/policy_name",
        "expected the name that people know the policy by, here or in the policies in force",
    );
    let times = Times::of(case, gaps, reasons);
    let cost = cost(case, gaps, reasons);
    let (policy, times) = (policy?, times?);
    let facts = facts(case, &policy, &times, cost);
    let texts = TEXTS.of(incident.violation_type.as_ref());
    let paragraph = |of_kind, of_all| {
        let sentences = [facts.say(of_kind), facts.say(of_all)].concat();
        NonEmptyText::try_from(sentences.join(" ")).ok()
    };
    #[expect(clippy::expect_used, reason = "a UUID has 32 hexadecimal digits")]
    let bundle_id =
        ExecutiveDebriefBundleId::try_from(format!("EXEC-{}", id.simple())).expect("an id");
    let nothing_to_say = "expected a case that something can be said about";
    Some(ExecutiveDebriefBundle {
        bundle_id,
        bundle_type: ExecutiveDebriefBundleType::ExecutiveDebrief,
        created_at: now,
        incident_summary: reasons.require(
            paragraph(&texts.summary, &TEXTS.summary),
            "/incident",
            nothing_to_say,
        )?,
        business_impact: reasons.require(
            paragraph(&texts.impact, &TEXTS.impact),
            "/incident",
            nothing_to_say,
        )?,
        risk_level: risk(severity?),
        run_id: run_id?.clone(),
        incident_id: incident.id.clone(),
        tenant_id: incident.tenant_id.clone(),
        policy_violated: policy,
        violation_time: times.violation,
        detection_time: times.detection,
        recommended_actions: facts.say(&texts.actions),
        remediation_status: RemediationStatus::Pending,
        remediation_notes: None,
        time_to_detect_seconds: times.to_detect,
        time_to_contain_seconds: times.to_contain,
        cost_incurred_cents: cost?,
        cost_prevented_cents: None,
        prepared_for: options.prepared_for.clone(),
        prepared_by: options.exporter(),
        classification: Classification::Internal,
    })
}

fn risk(severity: Severity) -> RiskLevel {
    match severity {
        Severity::Low => RiskLevel::Low,
        Severity::Medium => RiskLevel::Medium,
        Severity::High => RiskLevel::High,
        Severity::Critical => RiskLevel::Critical,
    }
}

/// The name of the policy that was broken: that of the incident, else that of the snapshot.
fn policy_name(case: &ExportCase) -> Option<NonEmptyText> {
    let told = case.incident.policy_name.clone();
    let listed = || {
        let id = case.incident.policy_id.as_ref()?;
        let policies = &case.policy_snapshot.as_ref()?.policies;
        let policy = policies.iter().find(|it| it.get("id").is_some_and(|it| it == id.as_str()));
        Some(policy?.get("name")?.as_str()?.to_owned())
    };
    told.or_else(listed).and_then(|name| NonEmptyText::try_from(name).ok())
}

struct Times {
    violation: Timestamp,
    detection: Timestamp,
    to_detect: Count,
    to_contain: Option<Count>,
}

impl Times {
    fn of(case: &ExportCase, gaps: &mut Gaps, reasons: &mut Reasons) -> Option<Self> {
        let incident = &case.incident;
        let trace = case.trace.as_ref();
        let step = trace.and_then(|trace| {
            let index = usize::try_from(trace.violation_step_index?.get()).ok()?;
            trace.steps.get(index)
        });
        let moment = step.map(|it| it.timestamp).or(trace.and_then(|it| it.violation_timestamp));
        let violation = reasons.require(
            moment,
            if trace.is_some() { "/trace/violation_timestamp" } else { "/trace" },
            "expected the moment of the violation",
        )?;
        gaps.note_unless(
            incident.detected_at.as_ref(),
            "/detection_time",
            "when the violation was noticed is not known; the opening of the incident stands for it",
        );
        let (detection, place) = match incident.detected_at {
            Some(detection) => (detection, "/incident/detected_at"),
            None => (incident.created_at, "/incident/created_at"),
        };
        let to_detect = reasons.require(
            seconds(violation, detection),
            place,
            "expected no earlier moment than that of the violation",
        );
        let contained = incident.contained_at.map(|contained| {
            reasons.require(
                seconds(detection, contained),
                "/incident/contained_at",
                "expected no earlier moment than that of the detection",
            )
        });
        let to_contain = match contained {
            Some(contained) => Some(contained?),
            None => None,
        };
        Some(Self { violation, detection, to_detect: to_detect?, to_contain })
    }
}

fn seconds(start: Timestamp, end: Timestamp) -> Option<Count> {
    whole_seconds(start, end).and_then(|it| Count::try_from(it).ok())
}

/// What the run cost, in whole cents: what was metered, else the sum of its steps.
fn cost(case: &ExportCase, gaps: &mut Gaps, reasons: &mut Reasons) -> Option<Count> {
    let metered = case.run.as_ref().and_then(|it| it.total_cost_cents).map(Amount::get);
    let steps = case.trace.as_ref().map_or(&[][..], |it| &it.steps);
    let summed = || {
        let known = steps.iter().map(|it| it.cost_cents.map(Amount::get));
        if steps.is_empty() { None } else { known.sum::<Option<f64>>() }
    };
    let cents = metered.or_else(summed);
    gaps.note_unless(
        cents.as_ref(),
        "/cost_incurred_cents",
        "what the run cost is not known, and 0 stands in its place",
    );
    reasons.require(
        // What is beyond every `u64` becomes the greatest one, which is no count either.
        Count::try_from(cents.unwrap_or_default().ceil() as u64).ok(),
        "/run/total_cost_cents",
        "expected a cost that is a number of whole cents when it is rounded up",
    )
}

fn facts(case: &ExportCase, policy: &NonEmptyText, times: &Times, cost: Option<Count>) -> Facts {
    let incident = &case.incident;
    let reason = case.run.as_ref().and_then(|it| it.termination_reason.as_ref());
    let in_words = |seconds: Count| in_words(seconds.get());
    let dollars = |cents: Count| format!("USD {}.{:02}", cents.get() / 100, cents.get() % 100);
    let mut facts = Facts::default();
    facts.know("policy", policy);
    facts.know_if("limit", incident.threshold_value.as_ref());
    facts.know_if("reached", incident.actual_value.as_ref());
    facts.know_that("stopped", reason.is_some_and(|it| STOPPED.contains(&it.as_str())));
    facts.know("to_detect", in_words(times.to_detect));
    facts.know_that("detected", incident.detected_at.is_some());
    facts.know_if("to_contain", times.to_contain.map(in_words));
    facts.know_that("not_contained", incident.contained_at.is_none());
    facts.know_if("cost", cost.filter(|it| it.get() > 0).map(dollars));
    facts
}
