//! Which of several forms a client prefers.

use axum::http::HeaderMap;
use axum::http::header::ACCEPT;
use exact_schema_runtime::ProblemKind;
use headers_accept::Accept;
use mediatype::MediaType;

use crate::answer::{Answer, problem};

/// The media type, of those that there are, that a client prefers (RFC 9110, section 12.5.1): the first one, where it
/// does not say.
pub(crate) fn negotiated(
    headers: &HeaderMap,
    available: &[&'static str],
) -> Result<&'static str, Answer> {
    let values = headers.get_all(ACCEPT).iter().map(|it| it.to_str().unwrap_or_default());
    let asked = values.collect::<Vec<_>>().join(",");
    let first = available.first().copied().unwrap_or_default();
    if asked.trim().is_empty() {
        return Ok(first);
    }
    let not_acceptable = || {
        let there = available.join(", ");
        problem(ProblemKind::NotAcceptable, format!("Expected one of these in `Accept`: {there}."))
    };
    let accept: Accept = asked.parse().map_err(|_| not_acceptable())?;
    let types: Vec<MediaType<'_>> =
        available.iter().filter_map(|it| MediaType::parse(it).ok()).collect();
    let chosen = accept.negotiate(&types).ok_or_else(not_acceptable)?;
    let place = types.iter().position(|it| it == chosen);
    place.and_then(|it| available.get(it).copied()).ok_or_else(not_acceptable)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test says by a panic that it failed")]
mod tests {
    use super::*;

    const FORMS: [&str; 3] = ["application/json", "text/html", "application/pdf"];

    #[test]
    fn the_client_chooses_and_the_first_is_for_those_who_do_not() {
        let cases = [
            ("", Some("application/json")),
            ("*/*", Some("application/json")),
            ("application/pdf", Some("application/pdf")),
            ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", Some("text/html")),
            ("application/json;q=0.5, application/pdf", Some("application/pdf")),
            ("text/*", Some("text/html")),
            ("image/png", None),
            ("application/json;q=0", None),
            ("rubbish", None),
        ];
        for (asked, expected) in cases {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT, asked.parse().unwrap());
            assert_eq!(negotiated(&headers, &FORMS).ok(), expected, "{asked}");
        }
    }
}
