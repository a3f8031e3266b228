//! Everything that is known of an incident, from the store.

use export_bundles::{
    Document, ExportCase, Identifier, Incident, PolicySnapshot, Run, Trace, decode,
};
use export_bundles_evidence::Gap;
use export_bundles_evidence::otlp::{Imported, Selection, import, joined};
use export_bundles_store::PartKind;

use crate::answer::{Answer, not_found, problem, unprocessable};
use crate::service::Service;

/// A case, and what is known to be missing of it.
pub(crate) struct Known {
    pub(crate) case: ExportCase,
    pub(crate) gaps: Vec<Gap>,
}

/// What the platform has said of an incident: itself, its run, its trace or the spans of it, and the policies that held.
pub(crate) async fn known(
    service: &Service,
    tenant: &str,
    incident_id: &str,
) -> Result<Known, Answer> {
    let incident = part::<Incident>(service, tenant, PartKind::Incident, incident_id).await?;
    let incident = incident.ok_or_else(|| not_found("incident"))?;
    let mut case = ExportCase { incident, run: None, trace: None, policy_snapshot: None };
    let mut gaps = Vec::new();
    if let Some(run_id) = case.incident.source_run_id.clone() {
        case.run = part::<Run>(service, tenant, PartKind::Run, run_id.as_str()).await?;
        case.trace = trace(service, tenant, &run_id).await?;
        if case.trace.is_none() {
            gaps = add_spans(service, tenant, &run_id, &mut case).await?;
        }
    }
    let snapshot = case.run.as_ref().and_then(|it| it.policy_snapshot_id.clone());
    if let Some(id) = snapshot {
        case.policy_snapshot =
            part::<PolicySnapshot>(service, tenant, PartKind::PolicySnapshot, id.as_str()).await?;
    }
    Ok(Known { case, gaps })
}

async fn part<T: Document>(
    service: &Service,
    tenant: &str,
    kind: PartKind,
    id: &str,
) -> Result<Option<T>, Answer> {
    service.store.part(tenant, kind, id).await?.map(|it| read(&it)).transpose()
}

/// What was valid when it came in is valid.
fn read<T: Document>(content: &[u8]) -> Result<T, Answer> {
    decode(content).map_err(|_| {
        tracing::error!(kind = T::TITLE, "the store holds a document that is not valid");
        problem(
            exact_schema_runtime::ProblemKind::Failed,
            "The store does not answer as it should.",
        )
    })
}

/// The one trace of a run that the platform has said.
async fn trace(
    service: &Service,
    tenant: &str,
    run_id: &Identifier,
) -> Result<Option<Trace>, Answer> {
    let traces = service.store.parts_of_run(tenant, PartKind::Trace, run_id.as_str(), 2).await?;
    match &traces[..] {
        [] => Ok(None),
        [trace] => read(trace).map(Some),
        _ => Err(several()),
    }
}

fn several() -> Answer {
    let message = "expected one trace of the run, found several";
    unprocessable([("/trace".to_owned(), message.to_owned())])
}

/// Adds what the spans of a run show, if there are any, and gives what is known to be missing of them.
async fn add_spans(
    service: &Service,
    tenant: &str,
    run_id: &Identifier,
    case: &mut ExportCase,
) -> Result<Vec<Gap>, Answer> {
    let mut traces = service.store.traces_of_run(tenant, run_id.as_str()).await?;
    if traces.is_empty() {
        // A platform may call a run by the id of its trace.
        traces.push(run_id.as_str().to_ascii_lowercase());
    }
    let [trace_id] = &traces[..] else { return Err(several()) };
    let spans = service.store.spans(tenant, trace_id).await?;
    if spans.is_empty() {
        return Ok(Vec::new());
    }
    let selection = Selection {
        trace_id: Some(trace_id.clone()),
        prices: service.prices.clone(),
        ..Selection::default()
    };
    let incident = case.incident.clone();
    let work = move || import(&joined(spans.iter().map(Vec::as_slice)), &incident, &selection);
    let imported = service.workers.run(work).await?;
    let refused = |error: export_bundles_evidence::otlp::OtlpError| {
        unprocessable([("/trace".to_owned(), error.to_string())])
    };
    let Imported { trace, run, gaps } = imported.map_err(refused)?;
    case.trace = Some(trace);
    case.run.get_or_insert(run);
    Ok(gaps)
}
