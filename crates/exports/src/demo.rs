//! Incidents to try the service with, made of spans that were recorded.

use std::sync::Arc;

use export_bundles::{ExportCase, decode, utc_now};
use export_bundles_evidence::otlp::split;
use export_bundles_store::{Part, Write};
use serde::Serialize;

use crate::api::parts::{Known, kept};
use crate::api::traces::span;
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
    let mut writes = vec![part(&case.incident)?];
    writes.extend(case.run.as_ref().map(part).transpose()?);
    writes.extend(case.policy_snapshot.as_ref().map(part).transpose()?);
    let spans = split(demo.spans.as_bytes()).map_err(|error| error.to_string())?;
    let spans = spans.into_iter().map(|single| single.map(span).map_err(|error| error.to_string()));
    writes.push(Write::Spans(spans.collect::<Result<_, String>>()?, utc_now()));
    Ok(writes)
}

fn part<T: Known + Serialize>(document: &T) -> Result<Write, String> {
    let content = serde_json::to_vec(document).map_err(|error| error.to_string())?;
    Ok(Write::Part(Part { content: content.clone(), ..kept(document, &content) }))
}
