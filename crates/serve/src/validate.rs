//! `POST /v1/validate` and `POST /v1/validate/{type}`.

use std::sync::Arc;
use std::time::Instant;

use axum::body::Bytes;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use exact_schema_runtime::axum::json_body;
use exact_schema_runtime::{DocumentType, ProblemDetails, ProblemKind};
use tokio::time::timeout;

use crate::named::Named;
use crate::service::Service;

/// Up to this many bytes a document is judged on the spot: that takes less than handing it over. A
/// larger one goes to a thread that may take its time, so that nobody else waits.
const ON_THE_SPOT: usize = 64 << 10;

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
    let mut size = 0;
    let verdict = async {
        let body = body(service, request).await?;
        size = body.len();
        judge(service, kind, body).await
    };
    let verdict = verdict.await;
    let counted = verdict.as_ref().copied().map_err(|refused| refused.0.kind());
    service.metrics.count(kind, counted, started.elapsed(), size);
    verdict.map(|()| StatusCode::NO_CONTENT).map_err(|refused| refused.0)
}

/// What the sender is told, whose kind is counted.
struct Refused(ProblemDetails);

async fn body(service: &Service, request: Request) -> Result<Bytes, Refused> {
    let reading = json_body(request, service.contract);
    match timeout(service.limits.body_time, reading).await {
        Ok(Ok(body)) => Ok(body),
        Ok(Err(rejection)) => Err(Refused(rejection.problem())),
        Err(_) => {
            let problem = ProblemDetails::new(ProblemKind::TooSlow, service.contract);
            let detail = format!("A body must be here within {:?}.", service.limits.body_time);
            Err(Refused(problem.with_detail(detail)))
        }
    }
}

async fn judge(service: &Service, kind: DocumentType, body: Bytes) -> Result<(), Refused> {
    let verdict = if body.len() <= ON_THE_SPOT {
        kind.check(&body)
    } else {
        let failed = || Refused(ProblemDetails::new(ProblemKind::Failed, service.contract));
        let _turn = service.judges.acquire().await.map_err(|_| failed())?;
        let judging = tokio::task::spawn_blocking(move || kind.check(&body));
        judging.await.map_err(|_| failed())?
    };
    verdict.map_err(|rejection| Refused((&rejection).into()))
}
