//! What rules look at.

use export_bundles::{
    Amount, Count, EvidenceBundle, ExecutiveDebriefBundle, ExportBundle, PolicyContext, Soc2Bundle,
    Timestamp, TraceStepEvidence,
};

/// A bundle, by what rules ask of it.
pub struct Subject<'a> {
    /// What an evidence bundle and a SOC 2 bundle both hold.
    pub evidence: Option<Evidence<'a>>,
    /// What only a SOC 2 bundle holds.
    pub soc2: Option<&'a Soc2Bundle>,
    /// An executive debrief.
    pub debrief: Option<&'a ExecutiveDebriefBundle>,
    /// What the document says of its seal.
    pub seal: SealFound,
}

/// What is found where a seal is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SealFound {
    /// None was made, or the bundle is of a type that bears none.
    Absent,
    /// The right one.
    Matching,
    /// Another one.
    Broken,
    /// One that nobody can have made: there is a number without an exact form at that pointer.
    Impossible(String),
}

/// What an evidence bundle and a SOC 2 bundle both hold.
pub struct Evidence<'a> {
    pub created_at: Timestamp,
    pub policy_context: &'a PolicyContext,
    pub violation_step_index: Option<Count>,
    pub violation_timestamp: Option<Timestamp>,
    pub steps: &'a [TraceStepEvidence],
    pub total_steps: Count,
    pub total_duration_ms: Amount,
    pub total_tokens: Count,
    pub total_cost_cents: Amount,
    pub run_started_at: Option<Timestamp>,
    pub run_completed_at: Option<Timestamp>,
}

/// The two types share these members, and no type.
macro_rules! evidence_of {
    ($bundle:expr) => {
        Evidence {
            created_at: $bundle.created_at,
            policy_context: &$bundle.policy_context,
            violation_step_index: $bundle.violation_step_index,
            violation_timestamp: $bundle.violation_timestamp,
            steps: &$bundle.steps,
            total_steps: $bundle.total_steps,
            total_duration_ms: $bundle.total_duration_ms,
            total_tokens: $bundle.total_tokens,
            total_cost_cents: $bundle.total_cost_cents,
            run_started_at: $bundle.run_started_at,
            run_completed_at: $bundle.run_completed_at,
        }
    };
}

impl<'a> Subject<'a> {
    pub fn of(bundle: &'a ExportBundle, seal: SealFound) -> Self {
        match bundle {
            ExportBundle::Evidence(bundle) => Self {
                evidence: Some(Evidence::of_evidence(bundle)),
                soc2: None,
                debrief: None,
                seal,
            },
            ExportBundle::Soc2(bundle) => Self {
                evidence: Some(Evidence::of_soc2(bundle)),
                soc2: Some(bundle),
                debrief: None,
                seal,
            },
            ExportBundle::ExecutiveDebrief(bundle) => {
                Self { evidence: None, soc2: None, debrief: Some(bundle), seal }
            }
        }
    }
}

impl<'a> Evidence<'a> {
    fn of_evidence(bundle: &'a EvidenceBundle) -> Self {
        evidence_of!(bundle)
    }

    fn of_soc2(bundle: &'a Soc2Bundle) -> Self {
        evidence_of!(bundle)
    }

    /// The first step that is marked as the one that broke the policy.
    pub fn inflection(&self) -> Option<(usize, &'a TraceStepEvidence)> {
        self.steps.iter().enumerate().find(|(_, step)| step.is_inflection)
    }
}
