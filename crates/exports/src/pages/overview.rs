//! What was exported, and one bundle of it.

use std::sync::Arc;

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::header::{
    AUTHORIZATION, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, HeaderValue,
};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use exact_schema_runtime::ProblemKind;
use export_bundles::BundleType;
use export_bundles_document::visible;
use export_bundles_store::Entry;
use maud::{Markup, html};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::frame::{Visitor, page, trouble};
use super::sign_in;
use crate::access::{Caller, caller_of};
use crate::answer::{Answer, problem};
use crate::api::Named;
use crate::api::bundles::found;
use crate::api::list::{self, Asked, Page, Question};
use crate::service::Service;
use crate::shown::is_sound;

/// Of these kinds people choose one.
const KINDS: [(&str, &str); 4] = [
    ("", "All types"),
    ("evidence", "Evidence"),
    ("soc2", "SOC 2"),
    ("executive_debrief", "Executive debrief"),
];

/// What there is of a bundle, by what its name ends in.
const FILES: [(&str, &str); 5] = [
    (".html", "The report, as a page"),
    (".pdf", "The report, as a PDF"),
    (".json", "The bundle, as JSON"),
    (".json.sigstore.json", "Who signed it (Sigstore bundle)"),
    (".json.tlog-proof", "That it is in the log (tlog-proof)"),
];

/// So many stand on a page.
const ON_A_PAGE: u32 = 50;

/// Who visits, or the page that asks for a token.
pub(super) async fn visiting(service: &Service, headers: &HeaderMap) -> Result<Caller, Response> {
    match caller_of(service, headers).await {
        Ok(Some(caller)) if service.throttle.admit(caller.tenant()).is_ok() => Ok(caller),
        Ok(Some(_)) => {
            let message = "The tenant asks more often than it may. Try again in a moment.";
            Err(trouble(StatusCode::TOO_MANY_REQUESTS, message, None))
        }
        Ok(None) if is_anonymous(headers) => Err(sign_in::form(StatusCode::OK, None)),
        Ok(None) => {
            let problem = "The token is not good any more. Enter another one.";
            Err(sign_in::form(StatusCode::UNAUTHORIZED, Some(problem)))
        }
        Err(_) => {
            let message = "The store cannot be reached. Try again in a moment.";
            Err(trouble(StatusCode::SERVICE_UNAVAILABLE, message, None))
        }
    }
}

fn is_anonymous(headers: &HeaderMap) -> bool {
    let has_cookie = headers
        .get_all(axum::http::header::COOKIE)
        .iter()
        .any(|it| it.to_str().is_ok_and(|it| it.contains(crate::access::COOKIE)));
    !headers.contains_key(AUTHORIZATION) && !has_cookie
}

pub(super) fn visitor<'a>(service: &Service, caller: &'a Caller) -> Visitor<'a> {
    Visitor { tenant: caller.tenant(), can_sign_out: service.open.is_none() }
}

pub(super) fn refused(answer: &Answer, visitor: &Visitor<'_>) -> Response {
    let status = StatusCode::from_u16(answer.0.kind().status());
    let status = status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let message = answer.0.detail().unwrap_or_else(|| answer.0.kind().title());
    trouble(status, message, Some(visitor))
}

/// What was exported, by incident, period and type.
pub(super) async fn get(
    State(service): State<Arc<Service>>,
    headers: HeaderMap,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Response {
    let caller = match visiting(&service, &headers).await {
        Ok(caller) => caller,
        Err(response) => return response,
    };
    let visitor = visitor(&service, &caller);
    let (asked, question) = match understood(asked) {
        Ok(understood) => understood,
        Err(answer) => return refused(&answer, &visitor),
    };
    let filter = caller.narrowed(question.filter);
    match list::page(&service, &caller, &filter, question.behind, ON_A_PAGE).await {
        Ok(found) => page(
            StatusCode::OK,
            "What was exported",
            Some(&visitor),
            list_of(&asked, &caller, &found),
        ),
        Err(error) => refused(&error.into(), &visitor),
    }
}

/// What a form asks, and what that means. What is not understood finds nothing, lest somebody takes it for an answer.
fn understood(asked: Result<Query<Asked>, QueryRejection>) -> Result<(Asked, Question), Answer> {
    let Ok(Query(asked)) = asked else {
        let expected = "Expected each field of the search once at most, and no other.";
        return Err(problem(ProblemKind::BadRequest, expected));
    };
    let asked = asked.of_form();
    let question = asked.question()?;
    Ok((asked, question))
}

fn list_of(asked: &Asked, caller: &Caller, found: &Page) -> Markup {
    let text = |it: &Option<String>| it.clone().unwrap_or_default();
    let (start, end) = caller.period();
    html! {
        @if start.is_some() || end.is_some() {
            p.hint {
                "Your token shows the bundles that were made"
                @if let Some(start) = start { " from " time datetime=(start) { (start) } }
                @if let Some(end) = end { " until " time datetime=(end) { (end) } }
                "."
            }
        }
        form.search.card role="search" method="get" action="/" {
            div {
                label for="incident" { "Incident" }
                input #incident name="incident_id" value=(text(&asked.incident_id)) autocomplete="off";
            }
            div {
                label for="type" { "Type" }
                select #type name="type" {
                    @for (value, name) in KINDS {
                        option value=(value) selected[text(&asked.bundle_type) == value] { (name) }
                    }
                }
            }
            div { label for="from" { "Made from" } input #from type="date" name="from" value=(day(&asked.from)); }
            div { label for="to" { "Until" } input #to type="date" name="to" value=(day(&asked.to)); }
            div.buttons {
                button type="submit" { "Search" }
                button.quiet type="submit" formaction="/archive" { "Save all as NDJSON" }
            }
        }
        @if found.entries.is_empty() {
            p { "Nothing was exported that fits." }
        } @else {
            div.scroll tabindex="0" role="region" aria-label="Bundles" {
                table {
                    caption { "The newest first; times are UTC" }
                    thead { tr {
                        th scope="col" { "Bundle" } th scope="col" { "Type" } th scope="col" { "Incident" }
                        th scope="col" { "Run" } th scope="col" { "Made" }
                    } }
                    tbody { @for entry in &found.entries { (row(entry)) } }
                }
            }
            @if let Some(next) = found.next {
                nav aria-label="Pages" { a rel="next" href=(link(asked, &next.to_string())) { "Older bundles" } }
            }
        }
    }
}

fn row(entry: &Entry) -> Markup {
    html! {
        tr {
            th scope="row" { a href={ "/bundles/" (entry.bundle_id) } { (entry.bundle_id) } }
            td { (kind(entry.bundle_type)) }
            td.name { (visible(entry.incident_id.as_deref().unwrap_or("none"))) }
            td.name { (visible(&entry.run_id)) }
            td.moment { time datetime=(entry.created_at) { (to_the_second(&entry.created_at.to_string())) } }
        }
    }
}

fn kind(kind: BundleType) -> &'static str {
    match kind {
        BundleType::Evidence => "Evidence",
        BundleType::Soc2 => "SOC 2",
        BundleType::ExecutiveDebrief => "Executive debrief",
    }
}

/// `2026-03-14 09:40:00` of `2026-03-14T09:40:00.123456Z`.
fn to_the_second(moment: &str) -> String {
    moment.get(..19).unwrap_or(moment).replace('T', " ")
}

/// The day of a moment, as a field of a form has it.
fn day(moment: &Option<String>) -> &str {
    moment.as_deref().and_then(|it| it.get(..10)).unwrap_or_default()
}

fn link(asked: &Asked, cursor: &str) -> String {
    let known = [
        ("incident_id", &asked.incident_id),
        ("type", &asked.bundle_type),
        ("from", &asked.from),
        ("to", &asked.to),
    ];
    let mut link = format!("/?cursor={cursor}");
    for (name, value) in known {
        if let Some(value) = value.as_deref().filter(|it| !it.is_empty()) {
            link += &format!("&{name}={}", utf8_percent_encode(value, NON_ALPHANUMERIC));
        }
    }
    link
}

/// What forms send, as the list understands it.
impl Asked {
    /// A field that is empty asks for nothing, and a day is a moment: the day on which a period ends is of it.
    fn of_form(self) -> Self {
        let given = |it: Option<String>| it.filter(|it| !it.is_empty());
        let moment = |it: Option<String>, time: &str| {
            given(it).map(|it| if it.len() == 10 { format!("{it}T{time}Z") } else { it })
        };
        Self {
            incident_id: given(self.incident_id),
            bundle_type: given(self.bundle_type),
            from: moment(self.from, "00:00:00"),
            to: moment(self.to, "23:59:59.999999"),
            limit: given(self.limit),
            cursor: given(self.cursor),
        }
    }
}

/// All bundles that fit, as a file.
pub(super) async fn archive(
    State(service): State<Arc<Service>>,
    headers: HeaderMap,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Response {
    let caller = match visiting(&service, &headers).await {
        Ok(caller) => caller,
        Err(response) => return response,
    };
    let filter = match understood(asked) {
        Ok((_, question)) => caller.narrowed(question.filter),
        Err(answer) => return refused(&answer, &visitor(&service, &caller)),
    };
    let mut response = list::archive(Arc::clone(&service), caller, filter);
    let name = HeaderValue::from_static("attachment; filename=\"bundles.ndjson\"");
    response.headers_mut().insert(CONTENT_DISPOSITION, name);
    response
}

/// One bundle: its verdict, its files, and how to check it without the service.
pub(super) async fn bundle(
    State(service): State<Arc<Service>>,
    Named(id): Named,
    headers: HeaderMap,
) -> Response {
    let caller = match visiting(&service, &headers).await {
        Ok(caller) => caller,
        Err(response) => return response,
    };
    let visitor = visitor(&service, &caller);
    match about(&service, &caller, &id).await {
        Ok(content) => page(StatusCode::OK, &format!("Bundle {id}"), Some(&visitor), content),
        Err(answer) => refused(&answer, &visitor),
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
pub(super) async fn trust(State(service): State<Arc<Service>>, headers: HeaderMap) -> Response {
    let caller = match visiting(&service, &headers).await {
        Ok(caller) => caller,
        Err(response) => return response,
    };
    let (key, log_key) = (service.signer().public(), service.log_key());
    let trust = serde_json::json!({
        "keys": [{ "key_id": key.id(), "public_key": key.to_pem() }],
        "logs": [{ "origin": service.key.origin(caller.tenant()), "public_key": log_key.to_pem() }],
    });
    let headers = [
        (CACHE_CONTROL, "private, no-store"),
        (CONTENT_TYPE, "application/json"),
        (CONTENT_DISPOSITION, "attachment; filename=\"trust.json\""),
    ];
    (headers, format!("{trust:#}\n")).into_response()
}
