//! `POST /v1/reviews/{bundle_id}`: what came of a review, as a bundle that follows the reviewed one.

use std::sync::Arc;

use axum::Extension;
use axum::extract::{Request, State};
use axum::response::Response;
use exact_schema_runtime::axum::json_body;
use exact_schema_runtime::{ProblemDetails, ProblemKind};
use export_bundles::{BundleReview, CONTRACT, ExportBundle, ReviewStatus, Soc2Bundle, decode};
use export_bundles_evidence::{Assembled, assemble};
use export_bundles_store::Found;
use uuid::Uuid;

use super::Named;
use crate::access::Caller;
use crate::answer::{Answer, not_found, problem, unprocessable};
use crate::issue::{Made, answered, gone, issue, request};
use crate::service::Service;

/// Makes the bundle that follows a reviewed one, and answers with where it is.
pub(crate) async fn post(
    State(service): State<Arc<Service>>,
    Extension(caller): Extension<Caller>,
    Named(id): Named,
    asked: Request,
) -> Result<Response, Answer> {
    caller.expect_writer()?;
    let headers = asked.headers().clone();
    let body = json_body(asked, &CONTRACT).await.map_err(|refused| refused.problem())?;
    let review: BundleReview =
        decode(&body).map_err(|rejection| Answer(ProblemDetails::from(&rejection)))?;
    let request = request(&headers, &format!("review {id}"), &body)?;
    if let Some(answer) = answered(&service, &caller, request.as_ref()).await? {
        return Ok(answer);
    }
    let found = match service.store.bundle(caller.tenant(), &id).await? {
        Found::Here(found) => found,
        Found::Removed(_) => return Err(gone()),
        Found::Nothing => return Err(not_found("bundle")),
    };
    let now = service.clock.now();
    issue(&service, &caller, request, move || {
        let bundle = reviewable(&found.content)?;
        let made = assemble::review(&bundle, &review, now, Uuid::new_v4());
        let Assembled { bundle, gaps } = made.map_err(|refused| Answer::from(&refused))?;
        Ok(Made { bundle: bundle.into(), gaps, follows: Some(id), now })
    })
    .await
}

/// The bundle, if it is one that is reviewed.
fn reviewable(content: &[u8]) -> Result<Soc2Bundle, Answer> {
    let failed = || problem(ProblemKind::Failed, "The store does not answer as it should.");
    match decode::<ExportBundle>(content).map_err(|_| failed())? {
        ExportBundle::Soc2(bundle) if bundle.review_status == ReviewStatus::Approved => {
            Err(problem(ProblemKind::Conflict, "The bundle is approved, which is final."))
        }
        ExportBundle::Soc2(bundle) => Ok(bundle),
        ExportBundle::Evidence(_) | ExportBundle::ExecutiveDebrief(_) => {
            let message = "expected a SOC 2 bundle; others are not reviewed".to_owned();
            Err(unprocessable([("/bundle_type".to_owned(), message)]))
        }
    }
}
