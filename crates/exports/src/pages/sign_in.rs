//! Coming and going: a browser keeps the token in a cookie that no script and no other site sees.

use std::sync::Arc;

use axum::extract::rejection::FormRejection;
use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::http::header::{LOCATION, SET_COOKIE};
use axum::response::{IntoResponse, Response};
use export_bundles::utc_now;
use maud::html;
use serde::Deserialize;

use super::frame::page;
use super::visit::refused;
use crate::access::COOKIE;
use crate::service::Service;

/// How long a browser keeps a token: a working day.
const KEPT: u32 = 12 * 60 * 60;

#[derive(Deserialize)]
pub(super) struct Given {
    token: String,
}

/// The page that asks for a token.
pub(super) fn form(status: StatusCode, problem: Option<&str>) -> Response {
    let content = html! {
        p { "This service keeps the evidence of incidents. To see what was exported, enter the token that you were given." }
        @if let Some(problem) = problem { p.problem role="alert" { (problem) } }
        form.card method="post" action="/sign-in" {
            label for="token" { "Token" }
            input #token name="token" type="password" autocomplete="current-password" required
                aria-describedby="hint";
            p #hint.hint { "It begins with " code { "ebt_" } ". Your browser keeps it for 12 hours, or until you sign out." }
            button type="submit" { "Sign in" }
        }
    };
    page(status, "Sign in", None, content)
}

/// Keeps the token in the browser, if it is good.
pub(super) async fn post(
    State(service): State<Arc<Service>>,
    given: Result<Form<Given>, FormRejection>,
) -> Response {
    let Ok(Form(Given { token })) = given else {
        return form(StatusCode::BAD_REQUEST, Some("Enter a token."));
    };
    let token = token.trim();
    match service.store.authenticate(token, utc_now()).await {
        Ok(Some(_)) => {
            let only_tls = if service.is_tls { "; Secure" } else { "" };
            let cookie = format!(
                "{COOKIE}={token}; Path=/; HttpOnly; SameSite=Strict; Max-Age={KEPT}{only_tls}"
            );
            (StatusCode::SEE_OTHER, [(LOCATION, "/".to_owned()), (SET_COOKIE, cookie)])
                .into_response()
        }
        Ok(None) => {
            let problem = "This token is not known, has expired, or was revoked.";
            form(StatusCode::UNAUTHORIZED, Some(problem))
        }
        Err(error) => refused(&error.into(), None),
    }
}

/// Forgets the token.
pub(super) async fn out() -> Response {
    let cookie = format!("{COOKIE}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0");
    (StatusCode::SEE_OTHER, [(LOCATION, "/".to_owned()), (SET_COOKIE, cookie)]).into_response()
}
