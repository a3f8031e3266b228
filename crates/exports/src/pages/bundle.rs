//! One bundle: its verdict, its files, and how to check it without the service.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use export_bundles_document::visible;
use maud::{Markup, html};

use super::frame::{kind, page};
use super::visit::Visit;
use crate::access::Caller;
use crate::answer::Answer;
use crate::api::Named;
use crate::api::bundles::found;
use crate::service::Service;
use crate::shown::is_sound;

/// What there is of a bundle, by what its name ends in.
const FILES: [(&str, &str); 5] = [
    (".html", "The report, as a page"),
    (".pdf", "The report, as a PDF"),
    (".json", "The bundle, as JSON"),
    (".json.sigstore.json", "Who signed it (Sigstore bundle)"),
    (".json.tlog-proof", "That it is in the log (tlog-proof)"),
];

/// One bundle: its verdict, its files, and how to check it without the service.
pub(super) async fn get(
    State(service): State<Arc<Service>>,
    visit: Visit,
    Named(id): Named,
) -> Response {
    match about(&service, &visit.caller, &id).await {
        Ok(content) => {
            page(StatusCode::OK, &format!("Bundle {id}"), Some(&visit.visitor()), content)
        }
        Err(answer) => visit.refused(&answer),
    }
}

async fn about(service: &Arc<Service>, caller: &Caller, id: &str) -> Result<Markup, Answer> {
    let bundle = found(service, caller, id).await?;
    let entry = bundle.entry.clone();
    let follower = service.store.follower(caller.tenant(), id).await?;
    let follower = follower.filter(|it| caller.may_read(it.created_at));
    let is_sound = is_sound(service, caller, bundle).await?;
    Ok(html! {
        @if is_sound {
            p.verdict.sound { strong { "Sound." } " The bundle keeps the rules, is unchanged since it was sealed, signed by this service, and in its log." }
        } @else {
            p.verdict.unsound role="alert" { strong { "NOT SOUND." } " The report says what was found." }
        }
        dl {
            div { dt { "Type" } dd { (kind(entry.bundle_type)) } }
            div { dt { "Made" } dd { time datetime=(entry.created_at) { (entry.created_at) } } }
            div { dt { "Incident" } dd { (visible(entry.incident_id.as_deref().unwrap_or("none"))) } }
            div { dt { "Run" } dd { (visible(&entry.run_id)) } }
            div { dt { "Seal" } dd { code { (entry.seal) } } }
            div { dt { "Place in the log" } dd { (entry.position) } }
            @if let Some(follows) = &entry.follows {
                div { dt { "Follows" } dd { a href={ "/bundles/" (follows) } { (follows) } } }
            }
            @if let Some(follower) = follower {
                div { dt { "Followed by" } dd { a href={ "/bundles/" (follower.bundle_id) } { (follower.bundle_id) } } }
            }
        }
        h2 { "Files" }
        ul.files {
            li { a href={ "/v1/bundles/" (id) } type="text/html" { "Read the report" } }
            @for (ending, name) in FILES {
                li { a href={ "/files/" (id) (ending) } { (name) } }
            }
            li { a href="/trust.json" { "Whom this service trusts (trust file)" } }
        }
        h2 { "Check it without this service" }
        p { "Save the bundle, both receipts and the trust file into one folder. Compare the keys in the trust file with what you were given in another way: whoever could change a bundle here could change that file, too. Then:" }
        pre tabindex="0" { code { "export-bundles verify --trust trust.json " (id) ".json" } }
        p { "Any tool for Sigstore bundles verifies the signature, and any for C2SP logs the place in the log; the report lists commands that need nothing of this project." }
    })
}

/// Whom the service trusts, for `verify`.
pub(super) async fn trust(State(service): State<Arc<Service>>, visit: Visit) -> Response {
    let (key, log_key) = (service.signer().public(), service.log_key());
    let trust = serde_json::json!({
        "keys": [{ "key_id": key.id(), "public_key": key.to_pem() }],
        "logs": [{ "origin": service.key.origin(visit.caller.tenant()), "public_key": log_key.to_pem() }],
    });
    let headers = [
        (CACHE_CONTROL, "private, no-store"),
        (CONTENT_TYPE, "application/json"),
        (CONTENT_DISPOSITION, "attachment; filename=\"trust.json\""),
    ];
    (headers, format!("{trust:#}\n")).into_response()
}
