//! One request, from its head to its answer.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use axum::body::Body;
use axum::http::header::{CONNECTION, CONTENT_LENGTH, HeaderValue};
use axum::http::{Request, StatusCode};
use axum::response::Response;
use exact_schema_runtime::ProblemKind;
use exact_schema_runtime::axum::BodyLimit;
use hyper::body::Incoming;
use hyper::service::Service as _;
use hyper_util::service::TowerToHyperService;

use crate::answered::Answered;
use crate::body::TimedBody;
use crate::shared::Shared;
use crate::watch::Watch;
use crate::wire::Unread;
use crate::{peer, proper, refusal};

/// Answers a request by the router, if it is one that a router may see.
pub(crate) async fn answer(
    shared: Arc<Shared>,
    watch: Arc<Watch>,
    unread: Unread,
    request: Request<Incoming>,
) -> Response {
    let count = watch.begin_request();
    let is_proper = proper::check(&request);
    let (mut parts, body) = request.into_parts();
    let body = TimedBody::new(body, Arc::clone(&watch), shared.limits);
    let is_complete = body.completion();
    let refused = |kind, detail| {
        shared.observe.refused(kind);
        refusal::response(shared.contract, kind, detail)
    };
    let client = shared.trust_proxy.then(|| peer::forwarded(&parts.headers)).flatten();
    let counted = client.map(|client| shared.requests.begin(client, shared.limits.per_peer));
    // Whoever is between may take what follows for something else.
    let is_doubtful = is_proper.is_err();
    let mut response = match is_proper {
        Err((kind, detail)) => refused(kind, detail),
        Ok(()) if matches!(counted, Some(None)) => refused(
            ProblemKind::Busy,
            "Too many requests of this client are under way; ask again in a second.",
        ),
        Ok(()) => {
            parts.extensions.insert(BodyLimit(shared.limits.body));
            let request = Request::from_parts(parts, Body::new(body));
            let answered = TowerToHyperService::new(shared.router.clone()).call(request).await;
            let Ok(response) = answered;
            refusal::as_problem(shared.contract, response)
        }
    };
    drop(counted);
    let is_unread = !is_complete.load(Ordering::Relaxed);
    unread.set(is_unread);
    // RFC 9110, section 8.6: it would be the length of what was not changed.
    if response.status() == StatusCode::NOT_MODIFIED {
        response.headers_mut().remove(CONTENT_LENGTH);
    }
    let is_last = count >= shared.limits.requests || watch.is_last() || shared.is_ending();
    if is_last || is_unread || is_doubtful {
        response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    }
    watch.begin_to_answer();
    response.map(|body| Body::new(Answered::new(body, watch)))
}
