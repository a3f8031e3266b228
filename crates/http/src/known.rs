//! What a client has already.

use axum::http::HeaderMap;
use axum::http::header::IF_NONE_MATCH;

/// Whether `If-None-Match` names an entity tag, so that 304 is all there is to say; weakly compared, as RFC 9110
/// has it for this header.
///
/// ```
/// use axum::http::{HeaderMap, HeaderValue};
/// use exact_schema_http::is_known;
///
/// let mut headers = HeaderMap::new();
/// headers.insert("if-none-match", HeaderValue::from_static(r#""a", W/"b,c""#));
/// assert!(is_known(&headers, r#""a""#));
/// assert!(is_known(&headers, r#""b,c""#));
/// assert!(!is_known(&headers, r#""b""#));
/// ```
#[must_use]
pub fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    let opaque = tag.strip_prefix("W/").unwrap_or(tag).trim_matches('"');
    let named = headers.get_all(IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    // A tag may hold a comma, and no quotation mark: every second part stands between two of them.
    let mut named = named.map(|value| (value.trim() == "*", value.split('"').skip(1).step_by(2)));
    named.any(|(is_any, mut tags)| is_any || tags.any(|it| it == opaque))
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn tags_are_known_wherever_they_are_named() {
        for (named, is_named) in [
            (&[r#""tag""#][..], true),
            (&[r#"W/"tag""#], true),
            (&[r#""other","tag""#], true),
            (&[r#""other""#, r#" W/"other" , "tag" "#], true),
            (&["*"], true),
            (&[], false),
            (&[""], false),
            (&["tag"], false),
            (&[r#""*""#], false),
            (&[r#""ta""#, r#""tag,""#], false),
            (&[r#""other" tag "other""#], false),
        ] {
            let mut headers = HeaderMap::new();
            for value in named {
                headers.append(IF_NONE_MATCH, HeaderValue::from_static(value));
            }
            assert_eq!(is_known(&headers, r#""tag""#), is_named, "{named:?}");
            assert_eq!(is_known(&headers, r#"W/"tag""#), is_named, "{named:?}");
        }
    }
}
