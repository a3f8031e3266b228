//! Who asks, and what they may.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::HeaderMap;
use axum::http::header::{AUTHORIZATION, COOKIE as COOKIE_HEADER};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use exact_schema_runtime::{ProblemDetails, ProblemKind};
use export_bundles::{CONTRACT, Timestamp, utc_now};
use export_bundles_store::{Access, Filter, Scope, StoreError};

use crate::answer::{Answer, problem};
use crate::service::Service;

/// What browsers keep a token as.
pub(crate) const COOKIE: &str = "export_bundles_token";

/// Who asks.
#[derive(Clone, Debug)]
pub(crate) struct Caller(Access);

impl Caller {
    pub(crate) fn tenant(&self) -> &str {
        &self.0.tenant
    }

    pub(crate) fn scope(&self) -> Scope {
        self.0.scope
    }

    /// The period of whose bundles they may read.
    pub(crate) fn period(&self) -> (Option<Timestamp>, Option<Timestamp>) {
        (self.0.period_start, self.0.period_end)
    }

    /// Whether they may read a bundle that was made then.
    pub(crate) fn may_read(&self, created_at: Timestamp) -> bool {
        self.0.shows(created_at)
    }

    /// The same filter, narrowed to what they may read.
    pub(crate) fn narrowed(&self, filter: Filter) -> Filter {
        let (start, end) = self.period();
        let from = [filter.from, start].into_iter().flatten().max();
        let to = [filter.to, end].into_iter().flatten().min();
        Filter { from, to, ..filter }
    }

    pub(crate) fn expect_writer(&self) -> Result<(), Answer> {
        if self.scope() == Scope::Write {
            return Ok(());
        }
        Err(problem(ProblemKind::Forbidden, "It takes a token with the scope `write`."))
    }
}

/// Lets a request through whose token is good, and which does not come too often.
pub(crate) async fn admit(
    State(service): State<Arc<Service>>,
    mut request: Request,
    next: Next,
) -> Response {
    let caller = match caller_of(&service, request.headers()).await {
        Ok(Some(caller)) => caller,
        Ok(None) => return unauthorized().into_response(),
        Err(error) => return Answer::from(error).into_response(),
    };
    if let Err(seconds) = service.throttle.admit(caller.tenant()) {
        let too_many = ProblemDetails::new(ProblemKind::TooMany, &CONTRACT);
        let detail = "The tenant asks more often than it may; the header `Retry-After` says when to ask again.";
        return too_many.with_detail(detail).with_retry_after(seconds).into_response();
    }
    let tenant = caller.tenant().to_owned();
    request.extensions_mut().insert(caller);
    let mut response = next.run(request).await;
    response.extensions_mut().insert(crate::watch::Tenant(tenant));
    response
}

fn unauthorized() -> Answer {
    problem(
        ProblemKind::Unauthorized,
        "Expected the header `Authorization: Bearer …` with a token that is good; `token new` makes one.",
    )
}

/// Who sent a request with these headers; nothing where their token is good for nothing.
pub(crate) async fn caller_of(
    service: &Service,
    headers: &HeaderMap,
) -> Result<Option<Caller>, StoreError> {
    if let Some(token) = token(headers) {
        return Ok(service.store.authenticate(token, utc_now()).await?.map(Caller));
    }
    Ok(service.open.as_ref().map(|tenant| {
        Caller(Access {
            tenant: tenant.clone(),
            scope: Scope::Write,
            period_start: None,
            period_end: None,
        })
    }))
}

/// The token of a request: that of programs, or that of a browser. Two are none.
fn token(headers: &HeaderMap) -> Option<&str> {
    let mut given = headers.get_all(AUTHORIZATION).iter();
    if let Some(value) = given.next() {
        let is_only = given.next().is_none();
        let bearer = value.to_str().ok().and_then(|it| it.split_once(' '));
        let bearer = bearer.filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
        return Some(bearer.filter(|_| is_only).map_or("", |(_, token)| token.trim()));
    }
    let cookies = headers.get_all(COOKIE_HEADER).iter().filter_map(|it| it.to_str().ok());
    let mut pairs = cookies.flat_map(|it| it.split(';')).filter_map(|it| it.trim().split_once('='));
    pairs.find(|(name, _)| *name == COOKIE).map(|(_, token)| token)
}
