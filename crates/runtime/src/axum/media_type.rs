//! What a request says of its body.

use axum_core::extract::Request;
use http::header::{CONTENT_ENCODING, CONTENT_TYPE, HeaderName};
use mime::Mime;

use super::rejection::Refusal;

/// Whether the body is said to be JSON, as it is.
pub(super) fn check(request: &Request) -> Result<(), Refusal> {
    if !only(request, &CONTENT_TYPE).is_some_and(is_json) {
        return Err(Refusal::WrongMediaType);
    }
    let encoded = request.headers().contains_key(CONTENT_ENCODING);
    let identity = |coding: &str| coding.trim().eq_ignore_ascii_case("identity");
    if encoded && !only(request, &CONTENT_ENCODING).is_some_and(identity) {
        return Err(Refusal::Encoded);
    }
    Ok(())
}

/// The value of a header that is there once: of two, nobody knows which one the next reader obeys.
fn only<'a>(request: &'a Request, name: &HeaderName) -> Option<&'a str> {
    let mut values = request.headers().get_all(name).iter();
    let value = values.next()?;
    if values.next().is_some() { None } else { value.to_str().ok() }
}

/// `application/json`, or any type with the suffix `+json` (RFC 6839), in UTF-8 (RFC 8259).
fn is_json(media_type: &str) -> bool {
    let Ok(media_type) = media_type.parse::<Mime>() else { return false };
    let json = media_type.essence_str() == "application/json"
        || media_type.suffix().is_some_and(|suffix| suffix == mime::JSON);
    // Whatever else a parameter says, JSON has none that would change how it is read.
    let mut charsets = media_type.params().filter(|(name, _)| *name == mime::CHARSET);
    json && charsets.all(|(_, charset)| charset == mime::UTF_8)
}

#[cfg(test)]
mod tests {
    use super::is_json;

    #[test]
    fn json_by_any_of_its_names() {
        let good = [
            "application/json",
            "Application/JSON",
            "application/json; charset=utf-8",
            "application/json;charset=\"UTF-8\"",
            "application/json; version=1",
            "application/vnd.example+json",
            "application/problem+json; charset=UTF-8",
        ];
        for media_type in good {
            assert!(is_json(media_type), "{media_type}");
        }
        let bad = [
            "",
            "json",
            "text/plain",
            "text/json",
            "application/jsonx",
            "application/json+xml",
            "application/xml",
            "application/x-ndjson",
            "application/json, text/plain",
            "application/json; charset=utf-16",
            "application/json; charset=iso-8859-1",
            "application/json; charset=utf-8; charset=utf-16",
            "multipart/form-data; boundary=x",
        ];
        for media_type in bad {
            assert!(!is_json(media_type), "{media_type}");
        }
    }
}
