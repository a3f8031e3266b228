//! `POST /v1/validate` and `POST /v1/validate/{type}`.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::body::Bytes;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use exact_schema_http::request_id;
use exact_schema_runtime::axum::json_body;
use exact_schema_runtime::{DocumentType, ProblemDetails, ProblemKind};
use uuid::Uuid;

use crate::judges::NoVerdict;
use crate::named::Named;
use crate::service::Service;

pub(crate) async fn of_default_type(
    State(service): State<Arc<Service>>,
    request: Request,
) -> Result<StatusCode, ProblemDetails> {
    match service.contract.default_type() {
        Some(kind) => validate(&service, kind, request).await,
        None => {
            let problem = ProblemDetails::new(ProblemKind::NotFound, service.contract);
            Err(problem.with_detail("Name the type: `POST /v1/validate/{type}`."))
        }
    }
}

pub(crate) async fn of_type(
    State(service): State<Arc<Service>>,
    Named(kind): Named,
    request: Request,
) -> Result<StatusCode, ProblemDetails> {
    validate(&service, kind, request).await
}

async fn validate(
    service: &Service,
    kind: DocumentType,
    request: Request,
) -> Result<StatusCode, ProblemDetails> {
    let started = Instant::now();
    let id = request_id(request.headers()).map(str::to_owned);
    let mut size = 0;
    let verdict = async {
        let reading = json_body(request, service.contract);
        let body = reading.await.map_err(|rejection| rejection.problem())?;
        size = body.len();
        judge(service, kind, body).await
    };
    let verdict = verdict.await;
    let duration = started.elapsed();
    let counted = verdict.as_ref().copied().map_err(ProblemDetails::kind);
    service.metrics.count(kind, counted, duration, size);
    log(id, kind, counted, duration);
    verdict.map(|()| StatusCode::NO_CONTENT)
}

async fn judge(service: &Service, kind: DocumentType, body: Bytes) -> Result<(), ProblemDetails> {
    match service.judges.judge(kind, body).await {
        Ok(verdict) => verdict.map_err(|rejection| (&rejection).into()),
        Err(NoVerdict::Busy) => {
            let problem = ProblemDetails::new(ProblemKind::Busy, service.contract);
            Err(problem
                .with_detail("Other large documents are being judged; ask again in a second."))
        }
        Err(NoVerdict::Failed) => Err(ProblemDetails::new(ProblemKind::Failed, service.contract)),
    }
}

/// One line for each document: what it is and what became of it, and nothing that is in it.
fn log(
    id: Option<String>,
    kind: DocumentType,
    verdict: Result<(), ProblemKind>,
    duration: Duration,
) {
    if tracing::enabled!(tracing::Level::INFO) {
        let request = id.unwrap_or_else(|| Uuid::new_v4().to_string());
        let verdict = verdict.err().map_or("valid", ProblemKind::name);
        let seconds = duration.as_secs_f64();
        tracing::info!(request, kind = kind.title(), verdict, seconds);
    }
}
