//! `GET /v1/bundles/{bundle_id}` and `GET /v1/receipts/{bundle_id}`: a bundle, and who signed it.

use std::sync::Arc;

use axum::Extension;
use axum::extract::{RawQuery, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, VARY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use exact_schema_http::is_known;
use exact_schema_runtime::ProblemKind;
use export_bundles_attest::Receipt;
use export_bundles_store::{Bundle, Found};

use super::log::tombstone_of;
use super::{Named, negotiated};
use crate::access::Caller;
use crate::answer::{Answer, not_found, problem};
use crate::issue::gone;
use crate::service::Service;
use crate::shown;

const JSON: &str = "application/json";
const HTML: &str = "text/html";
const PDF: &str = "application/pdf";

/// A bundle, in the form that the client prefers.
pub(crate) async fn get(
    State(service): State<Arc<Service>>,
    Extension(caller): Extension<Caller>,
    Named(id): Named,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Answer> {
    let is_download = is_download(query.as_deref())?;
    let form = negotiated(&headers, &[JSON, HTML, PDF])?;
    let bundle = found(&service, &caller, &id).await?;
    // The bytes of a bundle never change. A report says what is known of it, which may.
    let (ending, tag) = match form {
        HTML => ("html", format!("W/\"{}-html\"", bundle.seal())),
        PDF => ("pdf", format!("W/\"{}-pdf\"", bundle.seal())),
        _ => ("json", format!("\"{}\"", bundle.seal())),
    };
    let mut own = vec![
        (ETAG, tag.clone()),
        (VARY, "accept, authorization, cookie".to_owned()),
        (CACHE_CONTROL, "private, no-cache".to_owned()),
        (X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
    ];
    if is_download {
        own.push((CONTENT_DISPOSITION, format!("attachment; filename=\"{id}.{ending}\"")));
    }
    let own: HeaderMap = own
        .into_iter()
        .filter_map(|(name, value)| value.parse().ok().map(|value| (name, value)))
        .collect();
    if is_known(&headers, &tag) {
        return Ok((StatusCode::NOT_MODIFIED, own).into_response());
    }
    Ok(match form {
        HTML => {
            let page = shown::page(&service, &caller, bundle).await?;
            // What the page itself cannot say: nobody shows it as a part of theirs.
            let kind = [
                (CONTENT_TYPE, "text/html; charset=utf-8"),
                (CONTENT_SECURITY_POLICY, "frame-ancestors 'none'"),
            ];
            (own, kind, page).into_response()
        }
        PDF => {
            let pdf = shown::pdf(&service, &caller, bundle).await?;
            (own, [(CONTENT_TYPE, PDF)], pdf).into_response()
        }
        _ => (own, [(CONTENT_TYPE, JSON)], bundle.content).into_response(),
    })
}

/// The file that says who signed a bundle.
pub(crate) async fn receipt(
    State(service): State<Arc<Service>>,
    Extension(caller): Extension<Caller>,
    Named(id): Named,
    RawQuery(query): RawQuery,
) -> Result<Response, Answer> {
    let is_download = is_download(query.as_deref())?;
    let bundle = found(&service, &caller, &id).await?;
    let kind = [
        (CONTENT_TYPE, Receipt::MEDIA_TYPE),
        (CACHE_CONTROL, "private, no-cache"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    let name = format!("attachment; filename=\"{id}.json{}\"", Receipt::ENDING);
    let name = is_download.then_some([(CONTENT_DISPOSITION, name)]);
    Ok(match name {
        Some(name) => (kind, name, bundle.receipt).into_response(),
        None => (kind, bundle.receipt).into_response(),
    })
}

/// The bundle of that id, if the caller may see it.
pub(crate) async fn found(service: &Service, caller: &Caller, id: &str) -> Result<Bundle, Answer> {
    match service.store.bundle(caller.tenant(), id).await? {
        Found::Here(bundle) if caller.may_read(bundle.created_at()) => Ok(bundle),
        Found::Removed(note) if tombstone_of(service, caller, &note).is_some() => Err(gone()),
        Found::Here(_) | Found::Removed(_) | Found::Nothing => Err(not_found("bundle")),
    }
}

/// Whether what comes is to be saved as a file.
pub(crate) fn is_download(query: Option<&str>) -> Result<bool, Answer> {
    let unknown = || {
        let expected =
            "Expected no parameter, or `download`, which may have the value `true` or `false`.";
        problem(ProblemKind::BadRequest, expected)
    };
    match query.unwrap_or_default() {
        "" | "download=false" => Ok(false),
        "download" | "download=" | "download=true" => Ok(true),
        _ => Err(unknown()),
    }
}
