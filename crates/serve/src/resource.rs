//! Documents that do not change while the server runs.

use axum::body::Bytes;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use exact_schema_http::is_known;
use sha2::{Digest, Sha256};

/// Everything that is served belongs to a version of the contract; a new one arrives with a restart,
/// and is seen within the hour.
const CACHE: &str = "public, max-age=3600";

/// A document with its validator (RFC 9110): the digest of its bytes.
#[derive(Clone, Debug)]
pub(crate) struct Resource {
    media_type: &'static str,
    bytes: Bytes,
    tag: String,
}

impl Resource {
    pub(crate) fn new(media_type: &'static str, bytes: impl Into<Bytes>) -> Self {
        let bytes = bytes.into();
        let digest: String = Sha256::digest(&bytes).iter().map(|it| format!("{it:02x}")).collect();
        let tag = format!("\"{digest}\"");
        Self { media_type, bytes, tag }
    }

    /// The document, or 304 to a client that has it already.
    pub(crate) fn answer(&self, request: &HeaderMap) -> Response {
        let validators = [(ETAG, self.tag.as_str()), (CACHE_CONTROL, CACHE)];
        if is_known(request, &self.tag) {
            return (StatusCode::NOT_MODIFIED, validators).into_response();
        }
        let kind = [(CONTENT_TYPE, self.media_type), (X_CONTENT_TYPE_OPTIONS, "nosniff")];
        (validators, kind, self.bytes.clone()).into_response()
    }
}
