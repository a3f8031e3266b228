//! Where the parts of a JSON text begin and end. The text has been read before and is I-JSON; of any other
//! text the answer is a place within it, or its end.

use std::borrow::Cow;

use memchr::memchr2;

/// The first byte from `at` on that is no white space.
pub fn skip_space(text: &str, mut at: usize) -> usize {
    let bytes = text.as_bytes();
    while matches!(bytes.get(at), Some(b' ' | b'\t' | b'\n' | b'\r')) {
        at += 1;
    }
    at
}

/// A string in a text.
#[derive(Clone, Copy)]
pub struct Quoted {
    /// The byte behind its closing quotation mark.
    pub end: usize,
    /// Whether it holds an escape.
    pub has_escape: bool,
}

/// The string whose opening quotation mark is at `start`.
pub fn quoted(text: &str, start: usize) -> Quoted {
    let bytes = text.as_bytes();
    let (mut at, mut has_escape) = (start + 1, false);
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr2(b'"', b'\\', rest)) {
        at += found;
        if bytes.get(at) == Some(&b'"') {
            return Quoted { end: at + 1, has_escape };
        }
        // Behind what is escaped.
        at += 2;
        has_escape = true;
    }
    Quoted { end: text.len(), has_escape }
}

/// The byte behind the string whose opening quotation mark is at `start`.
pub fn behind_string(text: &str, start: usize) -> usize {
    quoted(text, start).end
}

/// The byte behind the value that begins at `start`.
pub fn behind_value(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    match bytes.get(start) {
        Some(b'"') => behind_string(text, start),
        Some(b'{' | b'[') => {
            let (mut at, mut open) = (start, 0_usize);
            while let Some(&byte) = bytes.get(at) {
                match byte {
                    b'"' => {
                        at = behind_string(text, at);
                        continue;
                    }
                    b'{' | b'[' => open += 1,
                    b'}' | b']' => open = open.saturating_sub(1),
                    _ => {}
                }
                at += 1;
                if open == 0 {
                    return at;
                }
            }
            text.len()
        }
        _ => {
            let rest = bytes.get(start..).unwrap_or_default();
            let ends =
                |byte: &u8| matches!(byte, b',' | b']' | b'}' | b' ' | b'\t' | b'\n' | b'\r');
            start + rest.iter().position(ends).unwrap_or(rest.len())
        }
    }
}

/// What the string means that stands from `start` to before `end`, quotation marks included.
pub fn name_at(text: &str, start: usize, end: usize) -> Cow<'_, str> {
    let quoted = text.get(start..end).unwrap_or_default();
    if quoted.contains('\\') {
        // It is a string of a text that is JSON.
        return serde_json::from_str(quoted).map_or(Cow::Borrowed(quoted), Cow::Owned);
    }
    Cow::Borrowed(quoted.strip_prefix('"').and_then(|it| it.strip_suffix('"')).unwrap_or(quoted))
}
