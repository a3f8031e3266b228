//! What all pages have around them.

use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderValue, REFERRER_POLICY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderName, StatusCode};
use axum::response::{IntoResponse, Response};
use export_bundles::BundleType;
use export_bundles_document::visible;
use maud::{DOCTYPE, Markup, html};

const STYLE: &str = include_str!("style.css");

/// Its own style, forms to itself, and nothing else from anywhere.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; \
                      frame-ancestors 'none'";

/// Whose page it is.
pub(super) struct Visitor<'a> {
    pub(super) tenant: &'a str,
    /// Whether there is a token to be forgotten.
    pub(super) can_sign_out: bool,
}

/// A page.
pub(super) fn page(
    status: StatusCode,
    title: &str,
    visitor: Option<&Visitor<'_>>,
    content: Markup,
) -> Response {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) " · Export bundles" }
                link rel="icon" href="data:,";
                link rel="stylesheet" href="/style.css";
            }
            body {
                a.skip href="#content" { "To the content" }
                header {
                    p.name { a href="/" { "Export bundles" } }
                    @if let Some(visitor) = visitor {
                        p.tenant { "Tenant " strong { (visible(visitor.tenant)) } }
                        @if visitor.can_sign_out {
                            form method="post" action="/sign-out" { button.quiet type="submit" { "Sign out" } }
                        }
                    }
                }
                main #content tabindex="-1" {
                    h1 { (title) }
                    (content)
                }
            }
        }
    };
    let headers: [(HeaderName, &str); 5] = [
        (CONTENT_TYPE, "text/html; charset=utf-8"),
        (CONTENT_SECURITY_POLICY, POLICY),
        (REFERRER_POLICY, "no-referrer"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (CACHE_CONTROL, "private, no-store"),
    ];
    (status, headers, page.into_string()).into_response()
}

/// How pages look.
pub(super) async fn style() -> Response {
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static("text/css; charset=utf-8")),
        (CACHE_CONTROL, HeaderValue::from_static("public, max-age=3600")),
        (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    ];
    (headers, STYLE).into_response()
}

/// What is said in place of a page.
pub(super) fn trouble(
    status: StatusCode,
    message: &str,
    visitor: Option<&Visitor<'_>>,
) -> Response {
    let content = html! {
        p { (message) }
        p { a href="/" { "Back to the list" } }
    };
    page(status, "That did not work", visitor, content)
}

/// What a kind of bundles is called.
pub(super) fn kind(kind: BundleType) -> &'static str {
    match kind {
        BundleType::Evidence => "Evidence",
        BundleType::Soc2 => "SOC 2",
        BundleType::ExecutiveDebrief => "Executive debrief",
    }
}
