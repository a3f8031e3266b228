//! JSON Pointers ([RFC 6901](https://www.rfc-editor.org/rfc/rfc6901)).

/// Appends one reference token to a pointer, escaped.
///
/// ```
/// let mut pointer = String::from("/steps");
/// exact_schema_json::pointer::push(&mut pointer, "a/b~c");
/// assert_eq!(pointer, "/steps/a~1b~0c");
/// ```
pub fn push(pointer: &mut String, token: &str) {
    pointer.push('/');
    for character in token.chars() {
        match character {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            other => pointer.push(other),
        }
    }
}

/// The pointer `pointer` with one more token.
///
/// ```
/// assert_eq!(exact_schema_json::pointer::join("/steps", "0"), "/steps/0");
/// ```
#[must_use]
pub fn join(pointer: &str, token: &str) -> String {
    let mut joined = String::with_capacity(pointer.len() + token.len() + 1);
    joined.push_str(pointer);
    push(&mut joined, token);
    joined
}
