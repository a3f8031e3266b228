//! `PUT /v1/incidents/{id}` and the like: what the platform knows.

use std::sync::Arc;

use axum::Extension;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use exact_schema_runtime::axum::json_body;
use exact_schema_runtime::{ProblemDetails, ProblemKind};
use export_bundles::{CONTRACT, Document, Incident, PolicySnapshot, Run, Trace, decode, utc_now};
use export_bundles_store::{Part, PartKind, Put, Write, Written};

use super::Named;
use crate::access::Caller;
use crate::answer::{Answer, contradicts, problem};
use crate::digest::digest;
use crate::service::Service;

/// A document that the platform keeps under a name.
pub(crate) trait Known: Document + Send + 'static {
    const KIND: PartKind;
    /// Where the document has its own name.
    const NAME: &'static str;

    fn name(&self) -> &str;
    fn tenant(&self) -> &str;
    fn run_id(&self) -> Option<&str>;
}

impl Known for Incident {
    const KIND: PartKind = PartKind::Incident;
    const NAME: &'static str = "/id";

    fn name(&self) -> &str {
        self.id.as_str()
    }

    fn tenant(&self) -> &str {
        self.tenant_id.as_str()
    }

    fn run_id(&self) -> Option<&str> {
        self.source_run_id.as_ref().map(|it| it.as_str())
    }
}

impl Known for Run {
    const KIND: PartKind = PartKind::Run;
    const NAME: &'static str = "/run_id";

    fn name(&self) -> &str {
        self.run_id.as_str()
    }

    fn tenant(&self) -> &str {
        self.tenant_id.as_str()
    }

    fn run_id(&self) -> Option<&str> {
        Some(self.run_id.as_str())
    }
}

impl Known for PolicySnapshot {
    const KIND: PartKind = PartKind::PolicySnapshot;
    const NAME: &'static str = "/policy_snapshot_id";

    fn name(&self) -> &str {
        self.policy_snapshot_id.as_str()
    }

    fn tenant(&self) -> &str {
        self.tenant_id.as_str()
    }

    fn run_id(&self) -> Option<&str> {
        None
    }
}

impl Known for Trace {
    const KIND: PartKind = PartKind::Trace;
    const NAME: &'static str = "/trace_id";

    fn name(&self) -> &str {
        self.trace_id.as_str()
    }

    fn tenant(&self) -> &str {
        self.tenant_id.as_str()
    }

    fn run_id(&self) -> Option<&str> {
        Some(self.run_id.as_str())
    }
}

/// Keeps a document under its name, once.
pub(crate) async fn put<T: Known>(
    State(service): State<Arc<Service>>,
    Extension(caller): Extension<Caller>,
    Named(name): Named,
    request: Request,
) -> Result<Response, Answer> {
    caller.expect_writer()?;
    let content = json_body(request, &CONTRACT).await.map_err(|refused| refused.problem())?;
    let tenant = caller.tenant().to_owned();
    let read = move || part::<T>(&content, &name, &tenant).map(|part| (part, content));
    let (part, content) = service.workers.run(read).await??;
    let write = Write::Part(Part { content: content.to_vec(), ..part });
    let status = match service.writer.write(caller.tenant(), write).await? {
        Written::Part(Put::New) => StatusCode::CREATED,
        Written::Part(Put::Same) => StatusCode::OK,
        Written::Part(Put::Other) | Written::Spans(_) | Written::Bundle(_) => {
            let message =
                "Something else is here under this name, and stays: what is known never changes.";
            return Err(problem(ProblemKind::Conflict, message));
        }
    };
    Ok((status, [(CONTENT_TYPE, "application/json")], content).into_response())
}

/// What is to be kept of a document, without its text.
fn part<T: Known>(content: &[u8], name: &str, tenant: &str) -> Result<Part, Answer> {
    let document: T = decode(content).map_err(|rejection| ProblemDetails::from(&rejection))?;
    if document.name() != name {
        return Err(contradicts(T::NAME, "expected the name that is in the path"));
    }
    if document.tenant() != tenant {
        return Err(contradicts("/tenant_id", "expected the tenant that the token is of"));
    }
    Ok(kept(&document, content))
}

/// The same, of a document that was read of that text.
pub(crate) fn kept<T: Known>(document: &T, content: &[u8]) -> Part {
    Part {
        kind: T::KIND,
        id: document.name().to_owned(),
        run_id: document.run_id().map(str::to_owned),
        digest: digest(content),
        now: utc_now(),
        content: Vec::new(),
    }
}
