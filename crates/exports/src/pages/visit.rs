//! Who visits, or what they see in place of a page.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::header::{AUTHORIZATION, COOKIE as COOKIE_HEADER, RETRY_AFTER};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};

use super::frame::{Visitor, trouble};
use super::sign_in;
use crate::access::{COOKIE, Caller, caller_of};
use crate::answer::Answer;
use crate::service::Service;

/// A visit by somebody who is known; others see the page that asks for a token.
pub(super) struct Visit {
    pub(super) caller: Caller,
    can_sign_out: bool,
}

impl FromRequestParts<Arc<Service>> for Visit {
    type Rejection = Response;

    async fn from_request_parts(
        parts: &mut Parts,
        service: &Arc<Service>,
    ) -> Result<Self, Response> {
        match caller_of(service, &parts.headers).await {
            Ok(Some(caller)) => match service.throttle.admit(caller.tenant()) {
                Ok(()) => Ok(Self { caller, can_sign_out: service.open.is_none() }),
                Err(seconds) => {
                    let message = "The tenant asks more often than it may. Try again in a moment.";
                    Err(later(StatusCode::TOO_MANY_REQUESTS, message, None, seconds))
                }
            },
            Ok(None) if is_anonymous(&parts.headers) => Err(sign_in::form(StatusCode::OK, None)),
            Ok(None) => {
                let problem = "The token is not good any more. Enter another one.";
                Err(sign_in::form(StatusCode::UNAUTHORIZED, Some(problem)))
            }
            Err(error) => Err(refused(&error.into(), None)),
        }
    }
}

impl Visit {
    pub(super) fn visitor(&self) -> Visitor<'_> {
        Visitor { tenant: self.caller.tenant(), can_sign_out: self.can_sign_out }
    }

    /// What they see in place of what they asked for.
    pub(super) fn refused(&self, answer: &Answer) -> Response {
        refused(answer, Some(&self.visitor()))
    }
}

pub(super) fn refused(answer: &Answer, visitor: Option<&Visitor<'_>>) -> Response {
    let status = StatusCode::from_u16(answer.0.kind().status());
    let status = status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let message = answer.0.detail().unwrap_or_else(|| answer.0.kind().title());
    match answer.0.retry_after() {
        Some(seconds) => later(status, message, visitor, seconds),
        None => trouble(status, message, visitor),
    }
}

fn later(
    status: StatusCode,
    message: &str,
    visitor: Option<&Visitor<'_>>,
    seconds: u32,
) -> Response {
    ([(RETRY_AFTER, seconds.to_string())], trouble(status, message, visitor)).into_response()
}

fn is_anonymous(headers: &HeaderMap) -> bool {
    let cookies = headers.get_all(COOKIE_HEADER).iter();
    let has_cookie = cookies.filter_map(|it| it.to_str().ok()).any(|it| it.contains(COOKIE));
    !headers.contains_key(AUTHORIZATION) && !has_cookie
}
