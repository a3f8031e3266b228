//! `POST /v1/validate` and `POST /v1/validate/{type}`.

use std::sync::Arc;
use std::time::Instant;

use axum::body::Bytes;
use axum::extract::{FromRequest, Request, State};
use axum::http::StatusCode;
use export_bundles::axum::JsonBody;
use export_bundles::{DocumentType, ExportBundle, Problem, ProblemKind};
use tokio::time::timeout;

use crate::named::Named;
use crate::routes::Service;

/// Up to this many bytes a document is judged on the spot: that takes less than handing it over. A
/// larger one goes to a thread that may take its time, so that nobody else waits.
const ON_THE_SPOT: usize = 64 << 10;

pub(crate) async fn bundle(
    State(service): State<Arc<Service>>,
    request: Request,
) -> Result<StatusCode, Problem> {
    validate(&service, DocumentType::of::<ExportBundle>(), request).await
}

pub(crate) async fn of_type(
    State(service): State<Arc<Service>>,
    Named(kind): Named,
    request: Request,
) -> Result<StatusCode, Problem> {
    validate(&service, kind, request).await
}

async fn validate(
    service: &Service,
    kind: DocumentType,
    request: Request,
) -> Result<StatusCode, Problem> {
    let started = Instant::now();
    let mut size = 0;
    let verdict = async {
        let body = body(service, request).await?;
        size = body.len();
        judge(service, kind, body).await
    };
    let verdict = verdict.await;
    let counted = verdict.as_ref().copied().map_err(|refused| refused.0);
    service.metrics.count(kind, counted, started.elapsed(), size);
    verdict.map(|()| StatusCode::NO_CONTENT).map_err(|refused| refused.1)
}

/// A problem, and its kind, which is counted.
struct Refused(ProblemKind, Problem);

async fn body(service: &Service, request: Request) -> Result<Bytes, Refused> {
    let reading = JsonBody::from_request(request, service);
    match timeout(service.limits.body_time, reading).await {
        Ok(Ok(JsonBody(body))) => Ok(body),
        Ok(Err(rejection)) => Err(Refused(rejection.kind(), rejection.problem())),
        Err(_) => {
            let kind = ProblemKind::TooSlow;
            let detail = format!("A body must be here within {:?}.", service.limits.body_time);
            Err(Refused(kind, Problem::from(kind).with_detail(detail)))
        }
    }
}

async fn judge(service: &Service, kind: DocumentType, body: Bytes) -> Result<(), Refused> {
    let verdict = if body.len() <= ON_THE_SPOT {
        kind.check(&body)
    } else {
        let failed = || Refused(ProblemKind::Failed, ProblemKind::Failed.into());
        let _turn = service.judges.acquire().await.map_err(|_| failed())?;
        let judging = tokio::task::spawn_blocking(move || kind.check(&body));
        judging.await.map_err(|_| failed())?
    };
    verdict.map_err(|rejection| Refused((&rejection).into(), (&rejection).into()))
}
