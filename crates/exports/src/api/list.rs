//! `GET /v1/bundles`: what was exported, page by page or all of a period.

use std::sync::Arc;

use axum::Extension;
use axum::body::{Body, Bytes};
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use exact_schema_runtime::ProblemKind;
use export_bundles::axum::Payload;
use export_bundles::{BundleType, ExportList, Identifier, Timestamp};
use export_bundles_store::{Cursor, Entry, Filter, StoreError};
use futures_util::stream::try_unfold;
use serde::Deserialize;

use super::negotiated;
use crate::access::Caller;
use crate::answer::{Answer, problem};
use crate::issue::told;
use crate::service::Service;

const JSON: &str = "application/json";
const NDJSON: &str = "application/x-ndjson";

/// How many a page has where nobody says.
const USUAL: u32 = 100;
/// How many it has at most.
const MOST: u32 = 1000;

/// What may be asked.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Asked {
    pub(crate) incident_id: Option<String>,
    #[serde(rename = "type")]
    pub(crate) bundle_type: Option<String>,
    pub(crate) from: Option<String>,
    pub(crate) to: Option<String>,
    pub(crate) limit: Option<String>,
    pub(crate) cursor: Option<String>,
}

/// What was asked, understood.
pub(crate) struct Question {
    pub(crate) filter: Filter,
    pub(crate) behind: Option<Cursor>,
    pub(crate) limit: u32,
}

impl Asked {
    /// What it means.
    pub(crate) fn question(&self) -> Result<Question, Answer> {
        let filter = Filter {
            incident_id: self
                .incident_id
                .as_deref()
                .map(|it| Identifier::try_from(it).map(|it| it.to_string()))
                .transpose()
                .map_err(|_| expected("incident_id", "1 to 256 characters"))?,
            bundle_type: self.bundle_type.as_deref().map(kind).transpose()?,
            from: self.from.as_deref().map(|it| moment("from", it)).transpose()?,
            to: self.to.as_deref().map(|it| moment("to", it)).transpose()?,
        };
        let limit = self.limit.as_deref().map(limit);
        let behind = self.cursor.as_deref().map(str::parse::<Cursor>).transpose();
        Ok(Question {
            filter,
            behind: behind.map_err(|()| expected("cursor", "the `next_cursor` of a page"))?,
            limit: limit.unwrap_or(Some(USUAL)).ok_or_else(|| expected("limit", "1 to 1000"))?,
        })
    }
}

/// How many a page has. There is one way to write a number.
fn limit(text: &str) -> Option<u32> {
    let limit = text.parse().ok().filter(|it| (1..=MOST).contains(it))?;
    (text == limit.to_string()).then_some(limit)
}

fn kind(text: &str) -> Result<BundleType, Answer> {
    let kind = BundleType::try_from(text);
    kind.map_err(|_| expected("type", "`evidence`, `soc2` or `executive_debrief`"))
}

fn moment(parameter: &str, text: &str) -> Result<Timestamp, Answer> {
    let moment = text.parse::<Timestamp>();
    moment.map_err(|_| expected(parameter, "a moment such as 2026-01-01T00:00:00Z"))
}

fn expected(parameter: &str, what: &str) -> Answer {
    problem(ProblemKind::BadRequest, format!("Expected {what} as the parameter `{parameter}`."))
}

/// What was exported: a page of it, the newest first, or the bundles themselves, the oldest first.
pub(crate) async fn get(
    State(service): State<Arc<Service>>,
    Extension(caller): Extension<Caller>,
    asked: Result<Query<Asked>, axum::extract::rejection::QueryRejection>,
    headers: HeaderMap,
) -> Result<Response, Answer> {
    let Ok(Query(asked)) = asked else {
        let known = "Expected each of the parameters `incident_id`, `type`, `from`, `to`, `limit` and `cursor` \
                     once at most, and no other.";
        return Err(problem(ProblemKind::BadRequest, known));
    };
    let Question { filter, behind, limit } = asked.question()?;
    let filter = caller.narrowed(filter);
    if negotiated(&headers, &[JSON, NDJSON])? == NDJSON {
        return Ok(archive(service, caller, filter));
    }
    let page = page(&service, &caller, &filter, behind, limit).await?;
    let exports = page.entries.iter().map(told).collect::<Result<Vec<_>, _>>()?;
    let next_cursor = page.next.map(|it| it.to_string());
    let private = [(CACHE_CONTROL, "private, no-store")];
    Ok((private, Payload(ExportList { exports, next_cursor })).into_response())
}

/// A page, and where the next one starts.
pub(crate) struct Page {
    pub(crate) entries: Vec<Entry>,
    pub(crate) next: Option<Cursor>,
}

pub(crate) async fn page(
    service: &Service,
    caller: &Caller,
    filter: &Filter,
    behind: Option<Cursor>,
    limit: u32,
) -> Result<Page, StoreError> {
    // One more tells whether there is another page.
    let mut entries = service.store.list(caller.tenant(), filter, behind, limit + 1).await?;
    let has_more = entries.len() > limit as usize;
    entries.truncate(limit as usize);
    let next = entries.last().filter(|_| has_more).map(Entry::cursor);
    Ok(Page { entries, next })
}

/// How far an archive has come.
struct Progress {
    service: Arc<Service>,
    caller: Caller,
    filter: Filter,
    behind: Option<Cursor>,
    entries: std::vec::IntoIter<Entry>,
}

/// The bundles of a period, each on a line, byte for byte, while they are read: nothing is held but one of them.
pub(crate) fn archive(service: Arc<Service>, caller: Caller, filter: Filter) -> Response {
    let entries = Vec::new().into_iter();
    let progress = Progress { service, caller, filter, behind: None, entries };
    let lines = try_unfold(progress, async |mut progress: Progress| {
        Ok::<_, StoreError>(progress.next().await?.map(|line| (line, progress)))
    });
    let kind = [(CONTENT_TYPE, NDJSON), (CACHE_CONTROL, "private, no-store")];
    (kind, Body::from_stream(lines)).into_response()
}

impl Progress {
    async fn next(&mut self) -> Result<Option<Bytes>, StoreError> {
        loop {
            let Some(entry) = self.entries.next() else {
                let store = &self.service.store;
                let page = store.archive(self.caller.tenant(), &self.filter, self.behind, USUAL);
                let page = page.await?;
                if page.is_empty() {
                    return Ok(None);
                }
                self.entries = page.into_iter();
                continue;
            };
            self.behind = Some(entry.cursor());
            let found = self.service.store.bundle(self.caller.tenant(), &entry.bundle_id).await?;
            // One that was removed in between is not of the archive any more.
            if let Some(bundle) = found.here() {
                let mut line = bundle.content;
                line.push(b'\n');
                return Ok(Some(line.into()));
            }
        }
    }
}
