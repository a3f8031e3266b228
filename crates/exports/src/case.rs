//! Everything that is known of an incident, from the store.

use exact_schema_runtime::ProblemKind;
use export_bundles::{
    Document, ExportCase, Identifier, Incident, PolicySnapshot, Run, Trace, decode,
};
use export_bundles_evidence::Gap;
use export_bundles_evidence::otlp::{Imported, OtlpError, Prices, Selection, import, joined};
use export_bundles_store::PartKind;

use crate::answer::{Answer, not_found, problem, unprocessable};
use crate::service::Service;

/// What the platform has said of an incident, as far as it has been read: what may be large has not.
pub(crate) struct Known {
    incident: Incident,
    run: Option<Run>,
    trace: Traced,
    policy_snapshot: Option<Vec<u8>>,
}

/// What is known of the steps of a run.
enum Traced {
    Nothing,
    /// A trace, as the platform says it.
    Said(Vec<u8>),
    /// The spans of a trace.
    Recorded {
        trace_id: String,
        spans: Vec<Vec<u8>>,
    },
}

/// What the platform has said of an incident: itself, its run, its trace or the spans of it, and the policies that held.
pub(crate) async fn known(
    service: &Service,
    tenant: &str,
    incident_id: &str,
) -> Result<Known, Answer> {
    let part = async |kind, id: &str| service.store.part(tenant, kind, id).await;
    let incident = part(PartKind::Incident, incident_id).await?;
    let incident: Incident = read(&incident.ok_or_else(|| not_found("incident"))?)?;
    let mut known = Known { incident, run: None, trace: Traced::Nothing, policy_snapshot: None };
    let Some(run_id) = &known.incident.source_run_id else { return Ok(known) };
    let run = part(PartKind::Run, run_id.as_str()).await?;
    known.run = run.map(|it| read(&it)).transpose()?;
    known.trace = traced(service, tenant, run_id).await?;
    if let Some(id) = known.run.as_ref().and_then(|it| it.policy_snapshot_id.as_ref()) {
        known.policy_snapshot = part(PartKind::PolicySnapshot, id.as_str()).await?;
    }
    Ok(known)
}

/// The one trace of a run.
async fn traced(service: &Service, tenant: &str, run_id: &Identifier) -> Result<Traced, Answer> {
    let store = &service.store;
    let mut said = store.parts_of_run(tenant, PartKind::Trace, run_id.as_str(), 2).await?;
    match (said.pop(), said.pop()) {
        (Some(trace), None) => return Ok(Traced::Said(trace)),
        (Some(_), Some(_)) => return Err(several()),
        (None, _) => {}
    }
    let mut traces = store.traces_of_run(tenant, run_id.as_str()).await?;
    if traces.is_empty() {
        // A platform may call a run by the id of its trace.
        traces.push(run_id.as_str().to_ascii_lowercase());
    }
    let (Some(trace_id), None) = (traces.pop(), traces.pop()) else { return Err(several()) };
    let spans = store.spans(tenant, &trace_id).await?;
    Ok(if spans.is_empty() { Traced::Nothing } else { Traced::Recorded { trace_id, spans } })
}

fn several() -> Answer {
    let message = "expected one trace of the run, found several";
    unprocessable([("/trace".to_owned(), message.to_owned())])
}

impl Known {
    /// The case, and what is known to be missing of it. It takes its time where there are many steps.
    pub(crate) fn case(self, prices: &Prices) -> Result<(ExportCase, Vec<Gap>), Answer> {
        let Self { incident, run, trace, policy_snapshot } = self;
        let policy_snapshot = policy_snapshot.map(|it| read::<PolicySnapshot>(&it)).transpose()?;
        let mut case = ExportCase { incident, run, trace: None, policy_snapshot };
        match trace {
            Traced::Nothing => Ok((case, Vec::new())),
            Traced::Said(trace) => {
                case.trace = Some(read::<Trace>(&trace)?);
                Ok((case, Vec::new()))
            }
            Traced::Recorded { trace_id, spans } => {
                let trace_id = Some(trace_id);
                let selection =
                    Selection { trace_id, prices: prices.clone(), ..Selection::default() };
                let spans = joined(spans.iter().map(Vec::as_slice));
                let imported = import(&spans, &case.incident, &selection);
                let refused =
                    |error: OtlpError| unprocessable([("/trace".to_owned(), error.to_string())]);
                let Imported { trace, run, gaps } = imported.map_err(refused)?;
                case.trace = Some(trace);
                case.run.get_or_insert(run);
                Ok((case, gaps))
            }
        }
    }
}

/// What was valid when it came in is valid.
fn read<T: Document>(content: &[u8]) -> Result<T, Answer> {
    decode(content).map_err(|_| {
        tracing::error!(kind = T::TITLE, "the store holds a document that is not valid");
        problem(ProblemKind::Failed, "The store does not answer as it should.")
    })
}
