//! An incident, and what is known of it: the example of the contract, with a trace of so many steps.

use export_bundles::{EvidenceBundle, ExportCase, decode};
use export_bundles_benches::{Result, documents};
use serde::Serialize;
use serde_json::{Value, json};

const EXAMPLE: &[u8] = include_bytes!("../../../schemas/v1/examples/export-case/valid/full.json");

/// An incident, and what is known of it.
pub struct Incident {
    /// All of it.
    pub case: ExportCase,
}

impl Incident {
    /// One whose trace has so many steps.
    pub fn of(steps: usize) -> Result<Self> {
        let mut case: ExportCase = decode(EXAMPLE).map_err(|error| error.to_string())?;
        let bundle = documents::evidence(steps);
        let bundle: EvidenceBundle =
            decode(bundle.as_bytes()).map_err(|error| error.to_string())?;
        let trace = json!({
            "trace_id": bundle.trace_id,
            "run_id": bundle.run_id,
            "tenant_id": bundle.tenant_id,
            "violation_step_index": bundle.violation_step_index,
            "violation_timestamp": bundle.violation_timestamp,
            "steps": bundle.steps.iter().map(step).collect::<Result<Vec<_>>>()?,
        });
        let trace = serde_json::to_vec(&trace)?;
        case.trace = Some(decode(&trace).map_err(|error| error.to_string())?);
        Ok(Self { case })
    }

    /// Whose it is.
    pub fn tenant(&self) -> &str {
        self.case.incident.tenant_id.as_str()
    }

    /// What a client asks to get a bundle of it.
    pub fn request(&self) -> Vec<u8> {
        json!({ "incident_id": self.case.incident.id, "export_reason": "An audit." })
            .to_string()
            .into()
    }

    /// Where each document goes that a service has to know, and the document.
    pub fn parts(&self) -> Result<Vec<(String, Vec<u8>)>> {
        let ExportCase { incident, run, trace, policy_snapshot } = &self.case;
        let mut parts = vec![part("incidents", incident.id.as_str(), incident)?];
        if let Some(run) = run {
            parts.push(part("runs", run.run_id.as_str(), run)?);
        }
        if let Some(trace) = trace {
            parts.push(part("traces", trace.trace_id.as_str(), trace)?);
        }
        if let Some(snapshot) = policy_snapshot {
            let id = snapshot.policy_snapshot_id.as_str();
            parts.push(part("policy-snapshots", id, snapshot)?);
        }
        Ok(parts)
    }
}

fn part(kind: &str, id: &str, document: &impl Serialize) -> Result<(String, Vec<u8>)> {
    Ok((format!("/v1/{kind}/{id}"), serde_json::to_vec(document)?))
}

/// A step of a bundle as a trace has it.
fn step(step: &export_bundles::TraceStepEvidence) -> Result<Value> {
    let mut step = serde_json::to_value(step)?;
    if let Some(members) = step.as_object_mut() {
        members.remove("is_inflection");
    }
    Ok(step)
}
