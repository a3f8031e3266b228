//! Incidents to try the service with, made of spans that were recorded.

use std::sync::Arc;

use export_bundles::{ExportCase, decode, utc_now};
use export_bundles_evidence::otlp::split;
use export_bundles_store::{Part, PartKind, Span, Write};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::error::Error;
use crate::service::Service;

/// Whose incidents they are.
pub const DEMO_TENANT: &str = "demo";

/// An incident with its run, its policies and its spans.
#[derive(Clone, Copy, Debug)]
pub struct Demo {
    /// An `ExportCase` without a trace.
    pub case: &'static str,
    /// The spans, as OTLP in JSON.
    pub spans: &'static str,
}

impl Demo {
    /// All of them.
    pub const ALL: [Self; 3] = [
        Self {
            case: include_str!("../demo/1-opentelemetry.case.json"),
            spans: include_str!("../demo/1-opentelemetry.spans.jsonl"),
        },
        Self {
            case: include_str!("../demo/2-openllmetry.case.json"),
            spans: include_str!("../demo/2-openllmetry.spans.jsonl"),
        },
        Self {
            case: include_str!("../demo/3-openinference.case.json"),
            spans: include_str!("../demo/3-openinference.spans.jsonl"),
        },
    ];
}

/// Puts all of them into the store. What is there already stays.
pub(crate) async fn fill(service: &Arc<Service>) -> Result<(), Error> {
    for demo in Demo::ALL {
        for write in writes(&demo).map_err(Error::Demo)? {
            service.writer.write(DEMO_TENANT, write).await?;
        }
    }
    Ok(())
}

fn writes(demo: &Demo) -> Result<Vec<Write>, String> {
    let case: ExportCase = decode(demo.case.as_bytes()).map_err(|error| error.to_string())?;
    let run_id = case.incident.source_run_id.as_ref().map(|it| it.as_str());
    let mut writes =
        vec![part(PartKind::Incident, case.incident.id.as_str(), run_id, &case.incident)?];
    if let Some(run) = &case.run {
        writes.push(part(PartKind::Run, run.run_id.as_str(), run_id, run)?);
    }
    if let Some(snapshot) = &case.policy_snapshot {
        let id = snapshot.policy_snapshot_id.as_str();
        writes.push(part(PartKind::PolicySnapshot, id, None, snapshot)?);
    }
    let spans = split(demo.spans.as_bytes()).map_err(|error| error.to_string())?;
    let spans = spans.into_iter().map(|single| {
        let single = single.map_err(|error| error.to_string())?;
        Ok(Span {
            digest: Sha256::digest(single.text).into(),
            content: single.text.as_bytes().to_vec(),
            trace_id: single.trace_id,
            span_id: single.span_id,
            run_id: single.run_id,
        })
    });
    writes.push(Write::Spans(spans.collect::<Result<_, String>>()?, utc_now()));
    Ok(writes)
}

fn part(
    kind: PartKind,
    id: &str,
    run_id: Option<&str>,
    document: &impl Serialize,
) -> Result<Write, String> {
    let content = serde_json::to_vec(document).map_err(|error| error.to_string())?;
    let form = export_bundles_evidence::canonical(&content).map_err(|error| error.to_string())?;
    Ok(Write::Part(Part {
        kind,
        id: id.to_owned(),
        run_id: run_id.map(str::to_owned),
        digest: Sha256::digest(&form).into(),
        now: utc_now(),
        content,
    }))
}
