//! The log of seals: `GET /v1/log/checkpoint`, `/v1/log/proof/{bundle_id}`, `/v1/log/tile/…`.

use std::sync::Arc;

use axum::Extension;
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use export_bundles_attest::log::{Tile, Tombstone};
use export_bundles_store::Found;

use super::Named;
use crate::access::Caller;
use crate::answer::{Answer, not_found};
use crate::service::Service;

const TEXT: &str = "text/plain; charset=utf-8";

/// The newest checkpoint (C2SP tlog-checkpoint).
pub(crate) async fn checkpoint(
    State(service): State<Arc<Service>>,
    Extension(caller): Extension<Caller>,
) -> Result<Response, Answer> {
    let note = service.store.checkpoint(caller.tenant()).await?;
    let note = note.ok_or_else(|| not_found("checkpoint"))?;
    Ok(([(CONTENT_TYPE, TEXT), (CACHE_CONTROL, "private, no-cache")], note).into_response())
}

/// The receipt of a bundle (C2SP tlog-proof), also of one that was removed.
pub(crate) async fn proof(
    State(service): State<Arc<Service>>,
    Extension(caller): Extension<Caller>,
    Named(id): Named,
) -> Result<Response, Answer> {
    let position = match service.store.entry(caller.tenant(), &id).await? {
        Found::Here(entry) if caller.may_read(entry.created_at) => entry.position,
        Found::Removed(note) => {
            let tombstone = tombstone_of(&service, &caller, &note);
            tombstone.ok_or_else(|| not_found("bundle"))?.position
        }
        Found::Here(_) | Found::Nothing => return Err(not_found("bundle")),
    };
    let proof = service.store.proof(caller.tenant(), position).await?;
    let proof = proof.ok_or_else(|| not_found("bundle"))?.to_text();
    Ok(([(CONTENT_TYPE, TEXT), (CACHE_CONTROL, "private, no-cache")], proof).into_response())
}

/// What stands in the place of a removed bundle, if the caller may know that there was one.
pub(super) fn tombstone_of(service: &Service, caller: &Caller, note: &str) -> Option<Tombstone> {
    let origin = service.key.origin(caller.tenant());
    let tombstone = Tombstone::verify(note, &origin, service.log_key()).ok();
    tombstone.filter(|it| caller.may_read(it.created_at))
}

/// What stands in the place of a removed bundle.
pub(crate) async fn tombstone(
    State(service): State<Arc<Service>>,
    Extension(caller): Extension<Caller>,
    Named(id): Named,
) -> Result<Response, Answer> {
    match service.store.entry(caller.tenant(), &id).await? {
        Found::Removed(note) if tombstone_of(&service, &caller, &note).is_some() => {
            Ok(([(CONTENT_TYPE, TEXT), (CACHE_CONTROL, "private, no-cache")], note).into_response())
        }
        Found::Removed(_) | Found::Here(_) | Found::Nothing => Err(not_found("tombstone")),
    }
}

/// A file of the log (C2SP tlog-tiles). Whoever has all of them has the log.
pub(crate) async fn tile(
    State(service): State<Arc<Service>>,
    Extension(caller): Extension<Caller>,
    Named(path): Named,
) -> Result<Response, Answer> {
    let tile = Tile::parse(&format!("tile/{path}")).ok_or_else(|| not_found("tile"))?;
    let content = service.store.tile(caller.tenant(), tile).await?;
    let content = content.ok_or_else(|| not_found("tile"))?;
    // It never changes.
    let kind = [
        (CONTENT_TYPE, "application/octet-stream"),
        (CACHE_CONTROL, "private, max-age=31536000, immutable"),
    ];
    Ok((kind, content).into_response())
}
