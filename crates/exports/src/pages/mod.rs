//! What people ask: pages that need no script.

mod bundle;
mod files;
mod frame;
mod search;
mod sign_in;
mod visit;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};

use crate::service::Service;

/// The places for people.
pub(crate) fn router() -> Router<Arc<Service>> {
    Router::new()
        .route("/", get(search::get))
        .route("/archive", get(search::archive))
        .route("/bundles/{id}", get(bundle::get))
        .route("/files/{name}", get(files::get))
        .route("/trust.json", get(bundle::trust))
        .route("/sign-in", post(sign_in::post))
        .route("/sign-out", post(sign_in::out))
        .route("/style.css", get(frame::style))
}
