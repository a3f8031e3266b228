//! What a request is called in logs.

use axum::http::HeaderMap;

/// The longest id that is taken from a client.
const MOST: usize = 64;

/// The id that a client or a proxy gave a request in `X-Request-Id`: up to 64 ASCII letters, digits, `-`,
/// `_`, `.` or `:`. Any other is none, so that nobody writes into a log what they like.
///
/// ```
/// use axum::http::{HeaderMap, HeaderValue};
/// use exact_schema_http::request_id;
///
/// let mut headers = HeaderMap::new();
/// headers.insert("x-request-id", HeaderValue::from_static("req-17"));
/// assert_eq!(request_id(&headers), Some("req-17"));
/// headers.insert("x-request-id", HeaderValue::from_static("req 17"));
/// assert_eq!(request_id(&headers), None);
/// ```
#[must_use]
pub fn request_id(headers: &HeaderMap) -> Option<&str> {
    let id = headers.get("x-request-id")?.to_str().ok()?;
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.:".contains(&byte);
    (1..=MOST).contains(&id.len()).then_some(id).filter(|id| id.bytes().all(is_plain))
}
