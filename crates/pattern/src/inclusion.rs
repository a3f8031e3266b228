//! Whether one pattern's language lies in another's.

use crate::language::{Language, Search};
use crate::syntax::Syntax;

/// Whether every string that matches `narrow` matches `wide`; both are read as JSON Schema reads them
/// (ECMA-262, not anchored). `None` where it cannot be told: back-references, too many states.
///
/// ```
/// use exact_schema_pattern::is_included;
///
/// assert_eq!(is_included("^ab$", "b"), Some(true));
/// assert_eq!(is_included("a", "^a"), Some(false));
/// assert_eq!(is_included("a", r"(a)\1?"), None);
/// ```
#[must_use]
pub fn is_included(narrow: &str, wide: &str) -> Option<bool> {
    let patterns = [(Syntax::read(narrow)?, true), (Syntax::read(wide)?, false)];
    match Language::new(&patterns, 0, None)?.search() {
        Search::Empty => Some(true),
        Search::Found(_) => Some(false),
        Search::Unknown => None,
    }
}

#[cfg(test)]
mod tests {
    use super::is_included;

    #[test]
    fn inclusion_is_told_apart_from_overlap() {
        let cases = [
            ("^a$", "^[ab]$", true),
            ("^[ab]$", "^a$", false),
            ("^a{2}$", "^a+$", true),
            ("a", "^a", false),
            ("^a", "a", true),
            ("", "^", true),
            ("x", "", true),
            ("", "x", false),
            ("^(a|b)*$", "^[ab]*$", true),
            ("^[ab]*$", "^(a|b)*$", true),
            ("^.$", "^[^\\n\\r\\u2028\\u2029]$", true),
            ("^[^\\n\\r\\u2028\\u2029]$", "^.$", true),
            ("^[^\\u0000-\\u001f]*$", "^[^\\u0000-\\u001f\\u007f]*$", false),
            ("^\\d$", "^[0-9]$", true),
            ("^\u{e9}$", "^[\\u00e0-\\u00ff]$", true),
            ("^[\\u00e0-\\u00ff]$", "^\u{e9}$", false),
        ];
        for (narrow, wide, expected) in cases {
            assert_eq!(is_included(narrow, wide), Some(expected), "{narrow} in {wide}");
        }
    }

    #[test]
    fn what_has_no_automaton_is_not_told() {
        assert_eq!(is_included("(", "^"), None);
        assert_eq!(is_included("a", "(a)\\1?"), None);
    }
}
