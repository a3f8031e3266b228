//! References as `$ref` spells them: a URI reference whose fragment is a JSON Pointer or an anchor.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// What a fragment ([RFC 3986](https://www.rfc-editor.org/rfc/rfc3986)) does not hold as it is.
const BEYOND_FRAGMENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'!')
    .remove(b'$')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=')
    .remove(b':')
    .remove(b'@');

/// What the path of a file does not hold as it is, where it stands in a URI.
const BEYOND_PATH: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~').remove(b'$');

/// Splits a reference into what names a document, and the fragment; neither is decoded.
///
/// ```
/// use exact_schema_schema::reference::split;
///
/// assert_eq!(split("a.json#/$defs/b"), ("a.json", "/$defs/b"));
/// assert_eq!(split("a.json"), ("a.json", ""));
/// ```
#[must_use]
pub fn split(reference: &str) -> (&str, &str) {
    reference.split_once('#').unwrap_or((reference, ""))
}

/// A part of a reference without percent-encoding.
///
/// ```
/// assert_eq!(exact_schema_schema::reference::decode("50%25%20%C3%BC"), "50% ü");
/// ```
#[must_use]
pub fn decode(part: &str) -> Cow<'_, str> {
    percent_decode_str(part).decode_utf8_lossy()
}

/// The reference to a place in the same document.
///
/// ```
/// assert_eq!(exact_schema_schema::reference::within("/$defs/50%"), "#/$defs/50%25");
/// ```
#[must_use]
pub fn within(pointer: &str) -> String {
    format!("#{}", utf8_percent_encode(pointer, BEYOND_FRAGMENT))
}

/// The reference to a place in the file at that path.
///
/// ```
/// assert_eq!(exact_schema_schema::reference::to("a b.json", "/$defs/c"), "a%20b.json#/$defs/c");
/// ```
#[must_use]
pub fn to(file: &str, pointer: &str) -> String {
    format!("{}{}", path(file), within(pointer))
}

/// The path of a file, as it stands in a URI.
pub(crate) fn path(file: &str) -> String {
    utf8_percent_encode(file, BEYOND_PATH).to_string()
}

/// The pointer that a reference within the same document leads to; none of any other reference.
///
/// ```
/// use exact_schema_schema::reference::target_within;
///
/// assert_eq!(target_within("#/$defs/50%25").as_deref(), Some("/$defs/50%"));
/// assert_eq!(target_within("other.json#/$defs/a"), None);
/// assert_eq!(target_within("#anchor"), None);
/// ```
#[must_use]
pub fn target_within(reference: &str) -> Option<String> {
    let pointer = decode(reference.strip_prefix('#')?);
    (pointer.is_empty() || pointer.starts_with('/')).then(|| pointer.into_owned())
}
