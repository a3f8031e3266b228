//! JSON Pointers ([RFC 6901](https://www.rfc-editor.org/rfc/rfc6901)), as they are written and as
//! they are read.

pub use exact_schema_json::pointer::{join, push};

/// The tokens of a pointer, unescaped.
///
/// ```
/// let tokens: Vec<String> = exact_schema_schema::pointer::tokens("/$defs/a~1b~0c").collect();
/// assert_eq!(tokens, ["$defs", "a/b~c"]);
/// ```
pub fn tokens(pointer: &str) -> impl Iterator<Item = String> {
    pointer.split('/').skip(1).map(|token| token.replace("~1", "/").replace("~0", "~"))
}
