//! The title of a type in a sentence.

use std::fmt;

/// The title of a type with the article before it.
pub(crate) struct WithArticle(pub(crate) &'static str);

impl fmt::Display for WithArticle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let article = if self.0.starts_with(['A', 'E', 'I', 'O', 'U']) { "an" } else { "a" };
        write!(f, "{article} {}", self.0)
    }
}
