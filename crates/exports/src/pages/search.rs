//! What was exported, by incident, period and type.

use std::sync::Arc;

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, HeaderValue};
use axum::response::Response;
use exact_schema_runtime::ProblemKind;
use export_bundles_document::visible;
use export_bundles_store::Entry;
use maud::{Markup, html};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::frame::{kind, page};
use super::visit::Visit;
use crate::access::Caller;
use crate::answer::{Answer, problem};
use crate::api::list::{self, Asked, Page, Question};
use crate::service::Service;

/// Of these kinds people choose one.
const KINDS: [(&str, &str); 4] = [
    ("", "All types"),
    ("evidence", "Evidence"),
    ("soc2", "SOC 2"),
    ("executive_debrief", "Executive debrief"),
];

/// So many stand on a page.
const ON_A_PAGE: u32 = 50;

/// What was exported, by incident, period and type.
pub(super) async fn get(
    State(service): State<Arc<Service>>,
    visit: Visit,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Response {
    let caller = &visit.caller;
    let (asked, question) = match understood(asked) {
        Ok(understood) => understood,
        Err(answer) => return visit.refused(&answer),
    };
    let filter = caller.narrowed(question.filter);
    match list::page(&service, caller, &filter, question.behind, ON_A_PAGE).await {
        Ok(found) => page(
            StatusCode::OK,
            "What was exported",
            Some(&visit.visitor()),
            list_of(&asked, caller, &found),
        ),
        Err(error) => visit.refused(&error.into()),
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
    visit: Visit,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Response {
    let filter = match understood(asked) {
        Ok((_, question)) => visit.caller.narrowed(question.filter),
        Err(answer) => return visit.refused(&answer),
    };
    let mut response = list::archive(service, visit.caller, filter);
    let name = HeaderValue::from_static("attachment; filename=\"bundles.ndjson\"");
    response.headers_mut().insert(CONTENT_DISPOSITION, name);
    response
}
