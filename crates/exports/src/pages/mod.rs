//! What people ask: pages that need no script.

mod files;
mod frame;
mod overview;
mod sign_in;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};

use crate::service::Service;

/// The places for people.
pub(crate) fn router() -> Router<Arc<Service>> {
    Router::new()
        .route("/", get(overview::get))
        .route("/archive", get(overview::archive))
        .route("/bundles/{id}", get(overview::bundle))
        .route("/files/{name}", get(files::get))
        .route("/trust.json", get(overview::trust))
        .route("/sign-in", post(sign_in::post))
        .route("/sign-out", post(sign_in::out))
        .route("/style.css", get(frame::style))
}
