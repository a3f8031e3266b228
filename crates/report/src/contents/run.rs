//! What an evidence bundle and a SOC 2 bundle both tell of a run.

use export_bundles::{
    Amount, Count, EvidenceBundle, Identifier, PolicyContext, Slug, Soc2Bundle, Timestamp,
    TraceStepEvidence,
};

/// What an evidence bundle and a SOC 2 bundle both hold.
#[derive(Clone, Copy)]
pub struct Run<'a> {
    pub bundle_id: &'a str,
    pub created_at: Timestamp,
    pub run_id: &'a Identifier,
    pub incident_id: Option<&'a Identifier>,
    pub trace_id: &'a Identifier,
    pub tenant_id: &'a Identifier,
    pub agent_id: Option<&'a Identifier>,
    pub policy_context: &'a PolicyContext,
    pub violation_step_index: Option<Count>,
    pub violation_timestamp: Option<Timestamp>,
    pub steps: &'a [TraceStepEvidence],
    pub total_steps: Count,
    pub total_duration_ms: Amount,
    pub total_tokens: Count,
    pub total_cost_cents: Amount,
    pub run_goal: Option<&'a str>,
    pub run_started_at: Option<Timestamp>,
    pub run_completed_at: Option<Timestamp>,
    pub termination_reason: Option<&'a Slug>,
    pub exported_by: &'a Identifier,
    pub export_reason: Option<&'a str>,
}

/// The two types share these members, and no type.
macro_rules! run_of {
    ($bundle:expr) => {
        Run {
            bundle_id: $bundle.bundle_id.as_str(),
            created_at: $bundle.created_at,
            run_id: &$bundle.run_id,
            incident_id: $bundle.incident_id.as_ref(),
            trace_id: &$bundle.trace_id,
            tenant_id: &$bundle.tenant_id,
            agent_id: $bundle.agent_id.as_ref(),
            policy_context: &$bundle.policy_context,
            violation_step_index: $bundle.violation_step_index,
            violation_timestamp: $bundle.violation_timestamp,
            steps: &$bundle.steps,
            total_steps: $bundle.total_steps,
            total_duration_ms: $bundle.total_duration_ms,
            total_tokens: $bundle.total_tokens,
            total_cost_cents: $bundle.total_cost_cents,
            run_goal: $bundle.run_goal.as_deref(),
            run_started_at: $bundle.run_started_at,
            run_completed_at: $bundle.run_completed_at,
            termination_reason: $bundle.termination_reason.as_ref(),
            exported_by: &$bundle.exported_by,
            export_reason: $bundle.export_reason.as_deref(),
        }
    };
}

impl<'a> Run<'a> {
    pub fn of_evidence(bundle: &'a EvidenceBundle) -> Self {
        run_of!(bundle)
    }

    pub fn of_soc2(bundle: &'a Soc2Bundle) -> Self {
        run_of!(bundle)
    }

    /// The step that broke the policy, where it is listed.
    pub fn violation(&self) -> Option<&'a TraceStepEvidence> {
        self.steps.iter().find(|step| step.is_inflection)
    }

    /// The position of the step that broke the policy, where anything says so.
    pub fn violation_index(&self) -> Option<Count> {
        self.violation_step_index.or_else(|| self.violation().map(|step| step.step_index))
    }

    /// When the policy was broken, where anything says so.
    pub fn violated_at(&self) -> Option<Timestamp> {
        self.violation_timestamp.or_else(|| self.violation().map(|step| step.timestamp))
    }

    /// The id of the run. Older producers write a word where there is none.
    pub fn run_id(&self) -> Option<&'a str> {
        Some(self.run_id.as_str()).filter(|id| *id != "N/A")
    }

    /// What the policy is called that was broken.
    pub fn policy(&self) -> Option<&'a str> {
        let context = self.policy_context;
        let name = context.violated_policy_name.as_deref().filter(|name| !name.is_empty());
        name.or_else(|| context.violated_policy_id.as_ref().map(|id| id.as_str()))
    }
}
