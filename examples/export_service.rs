//! An export service: two of the operations of `generated/openapi.json`, `createExport` and `getBundle`, in memory,
//! for one tenant and whoever asks.
//!
//! ```sh
//! cargo run --features axum --example export_service
//! curl -i --json '{"incident_id": "inc_17"}' http://127.0.0.1:8080/v1/exports
//! ```
//!
//! `LISTEN` says where to listen. What is worth copying: handlers that never see a bad payload, a server
//! in which one client's misuse keeps no other from being served, one log line a request without any value
//! of it, and an end that waits for what is under way, but not for long.

use std::collections::HashMap;
use std::error::Error;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Extension, Router};
use exact_schema_http::{Limits, Server, request_id};
use export_bundles::axum::{BodyLimit, Payload, PayloadRejection};
use export_bundles::exact::InvalidValue;
use export_bundles::{
    BundleId, BundleType, CONTRACT, DEFAULT_SOC2_CONTROLS, Document, EvidenceBundle,
    ExecutiveDebriefBundle, ExportBundle, ExportBundleRequest, ExportBundleResponse, Identifier,
    PolicyContext, Problem, ProblemKind, RiskLevel, Soc2Bundle, generate_bundle_id, utc_now,
};
use tracing::{error, info};

/// What was exported: the bundle of each id, and the answer to each question.
#[derive(Default)]
struct Exports {
    bundles: HashMap<BundleId, ExportBundle>,
    answers: HashMap<(Identifier, BundleType), ExportBundleResponse>,
}

type Store = Arc<Mutex<Exports>>;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    tracing_subscriber::fmt().with_target(false).with_ansi(false).init();
    let address = std::env::var("LISTEN").unwrap_or_else(|_| "127.0.0.1:8080".to_owned());
    let server = Server::bind(&address.parse()?, &CONTRACT).await?;
    if let Some(address) = server.address().tcp() {
        info!(%address, "listening");
    }
    let end = server.serve_with(service(Store::default()), Limits::default()).await?;
    info!(cut_off = end.cut_off, "ended");
    Ok(())
}

fn service(store: Store) -> Router {
    Router::new()
        .route("/v1/exports", post(create_export).layer(from_fn(log::<ExportBundleRequest>)))
        .route("/v1/bundles/{bundle_id}", get(get_bundle).layer(from_fn(log::<ExportBundle>)))
        .fallback(async || Problem::from(ProblemKind::NotFound))
        .method_not_allowed_fallback(async || Problem::from(ProblemKind::MethodNotAllowed))
        // A request has a handful of members.
        .layer(Extension(BodyLimit(64 << 10)))
        .with_state(store)
}

async fn create_export(
    State(store): State<Store>,
    Payload(request): Payload<ExportBundleRequest>,
) -> Result<Response, Problem> {
    let mut exports = locked(&store);
    let question = (request.incident_id.clone(), request.bundle_type);
    if let Some(answer) = exports.answers.get(&question) {
        return Ok(Payload(answer.clone()).into_response());
    }
    let (bundle, answer) = export(request).map_err(|cause| {
        error!(%cause, "a bundle was not made");
        Problem::from(ProblemKind::Failed)
    })?;
    let location = place(&answer.bundle_id);
    exports.bundles.insert(answer.bundle_id.clone(), bundle);
    exports.answers.insert(question, answer.clone());
    Ok((StatusCode::CREATED, [(LOCATION, location)], Payload(answer)).into_response())
}

async fn get_bundle(
    State(store): State<Store>,
    Path(id): Path<String>,
) -> Result<Payload<ExportBundle>, Problem> {
    let bundle =
        BundleId::try_from(id).ok().and_then(|id| locked(&store).bundles.get(&id).cloned());
    bundle.map(Payload).ok_or_else(|| Problem::from(ProblemKind::NotFound))
}

/// Makes the bundle. A real service asks its trace store here, and may well answer `generating`.
fn export(
    request: ExportBundleRequest,
) -> Result<(ExportBundle, ExportBundleResponse), InvalidValue> {
    let run = generate_bundle_id("RUN")?.to_string();
    let incident = request.incident_id;
    let policies = PolicyContext::builder().policy_snapshot_id("polsnap_1").build()?;
    let (bundle_id, bundle): (BundleId, ExportBundle) = match request.bundle_type {
        BundleType::Evidence => {
            let mut bundle = EvidenceBundle::builder()
                .run_id(run.as_str())
                .incident_id(incident.clone())
                .trace_id("trace_1")
                .tenant_id("tenant-1")
                .policy_context(policies)
                .build()?;
            bundle.export_reason = request.export_reason;
            (bundle.bundle_id.clone().into(), bundle.into())
        }
        BundleType::Soc2 => {
            let mut bundle = Soc2Bundle::builder()
                .run_id(run.as_str())
                .incident_id(incident.clone())
                .trace_id("trace_1")
                .tenant_id("tenant-1")
                .policy_context(policies)
                .control_mappings(DEFAULT_SOC2_CONTROLS.clone())
                .build()?;
            bundle.export_reason = request.export_reason;
            (bundle.bundle_id.clone().into(), bundle.into())
        }
        BundleType::ExecutiveDebrief => {
            let mut bundle = ExecutiveDebriefBundle::builder()
                .run_id(run.as_str())
                .incident_id(incident.clone())
                .tenant_id("tenant-1")
                .incident_summary("A run was stopped before its message left the platform.")
                .business_impact("None: no customer received anything.")
                .risk_level(RiskLevel::Low)
                .policy_violated("Token budget per run")
                .violation_time(utc_now())
                .detection_time(utc_now())
                .build()?;
            bundle.prepared_for = request.prepared_for;
            (bundle.bundle_id.clone().into(), bundle.into())
        }
    };
    let answer = ExportBundleResponse::builder()
        .bundle_id(bundle_id.clone())
        .bundle_type(request.bundle_type)
        .created_at(utc_now())
        .incident_id(incident)
        .run_id(run)
        .download_url(place(&bundle_id).parse::<export_bundles::DownloadUrl>()?)
        .build()?;
    Ok((bundle, answer))
}

fn place(id: &BundleId) -> String {
    format!("/v1/bundles/{id}")
}

/// A handler that panicked while it held the store has not left it in pieces: every change is one
/// insertion.
fn locked(store: &Store) -> MutexGuard<'_, Exports> {
    store.lock().unwrap_or_else(PoisonError::into_inner)
}

/// One line for each request. Nothing of a payload is in it: only what it is and what became of it.
async fn log<T: Document>(request: Request, next: Next) -> Response {
    let started = Instant::now();
    let id = request_id(request.headers()).map(str::to_owned);
    let id = id.unwrap_or_else(|| uuid::Uuid::new_v4().to_string());
    let response = next.run(request).await;
    let refused = response.extensions().get::<PayloadRejection>();
    let verdict = refused.map_or("valid", |rejection| rejection.kind().name());
    let status = response.status().as_u16();
    info!(request = id, kind = T::TITLE, verdict, status, duration = ?started.elapsed());
    response
}
