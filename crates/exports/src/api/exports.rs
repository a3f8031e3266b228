//! `POST /v1/exports`: asks for a bundle of an incident.

use std::sync::Arc;

use axum::Extension;
use axum::extract::{Request, State};
use axum::response::Response;
use exact_schema_runtime::ProblemDetails;
use exact_schema_runtime::axum::json_body;
use export_bundles::{BundleType, CONTRACT, ExportBundleRequest, ExportCase, Timestamp, decode};
use export_bundles_evidence::{Assembled, Gap, Options, assemble};
use uuid::Uuid;

use crate::access::Caller;
use crate::answer::Answer;
use crate::case::known;
use crate::issue::{Made, answered, issue, request};
use crate::service::Service;

/// Makes a bundle, and answers with where it is.
pub(crate) async fn post(
    State(service): State<Arc<Service>>,
    Extension(caller): Extension<Caller>,
    asked: Request,
) -> Result<Response, Answer> {
    caller.expect_writer()?;
    let headers = asked.headers().clone();
    let body = json_body(asked, &CONTRACT).await.map_err(|refused| refused.problem())?;
    let wanted: ExportBundleRequest =
        decode(&body).map_err(|rejection| Answer(ProblemDetails::from(&rejection)))?;
    let request = request(&headers, "export", &body)?;
    if let Some(answer) = answered(&service, &caller, request.as_ref()).await? {
        return Ok(answer);
    }
    let known = known(&service, caller.tenant(), wanted.incident_id.as_str()).await?;
    let (now, own) = (service.clock.now(), Arc::clone(&service));
    issue(&service, &caller, request, move || {
        let (case, gaps) = known.case(&own.prices)?;
        made(&case, wanted, gaps, now)
    })
    .await
}

fn made(
    case: &ExportCase,
    wanted: ExportBundleRequest,
    gaps: Vec<Gap>,
    now: Timestamp,
) -> Result<Made, Answer> {
    let options = Options {
        export_reason: wanted.export_reason,
        include_raw_steps: wanted.include_raw_steps,
        prepared_for: wanted.prepared_for,
        ..Options::default()
    };
    let id = Uuid::new_v4();
    let (bundle, more) = match wanted.bundle_type {
        BundleType::Evidence => {
            let Assembled { bundle, gaps } =
                assemble::evidence(case, &options, now, id).map_err(refused)?;
            (bundle.into(), gaps)
        }
        BundleType::Soc2 => {
            let Assembled { bundle, gaps } =
                assemble::soc2(case, &options, now, id).map_err(refused)?;
            (bundle.into(), gaps)
        }
        BundleType::ExecutiveDebrief => {
            let made = assemble::executive_debrief(case, &options, now, id);
            let Assembled { bundle, gaps } = made.map_err(refused)?;
            (bundle.into(), gaps)
        }
    };
    Ok(Made { bundle, gaps: [gaps, more].concat(), follows: None, now })
}

fn refused(refused: export_bundles_evidence::Refused) -> Answer {
    Answer::from(&refused)
}
