//! Patterns with the meaning of ECMA-262, in the syntax of the `regex` crates.

use regex_syntax::hir::Hir;

/// Why a pattern is not matched by an automaton.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unmatched {
    /// Not a regular expression of ECMA-262.
    Malformed,
    /// Look-around or back-references, which cannot be matched in linear time.
    Backtracks,
    /// Word boundaries, on which engines disagree.
    Words,
    /// More states or transitions than a table is good for.
    TooLarge,
}

/// The pattern in the syntax of the `regex` crate, with the meaning of ECMA-262.
///
/// # Errors
///
/// Why there is none; a pattern is never [too large](Unmatched::TooLarge) here.
///
/// ```
/// use exact_schema_pattern::{Unmatched, translate};
///
/// assert_eq!(translate(r"^\d$").as_deref(), Ok("^[0-9]$"));
/// assert_eq!(translate("(?=a)"), Err(Unmatched::Backtracks));
/// ```
pub fn translate(pattern: &str) -> Result<String, Unmatched> {
    if !jsonschema_regex::is_valid_ecma_regex(pattern) {
        return Err(Unmatched::Malformed);
    }
    let translated = jsonschema_regex::to_rust_regex(pattern).map_err(|()| Unmatched::Malformed)?;
    match regex_syntax::parse(&translated) {
        Ok(parsed) if parsed.properties().look_set().contains_word() => Err(Unmatched::Words),
        Ok(_) => Ok(translated.into_owned()),
        Err(_) => Err(Unmatched::Backtracks),
    }
}

/// The syntax of a pattern without look-around; `None` where there is none.
#[must_use]
pub fn parse(pattern: &str) -> Option<Hir> {
    let translated = jsonschema_regex::to_rust_regex(pattern).ok()?;
    regex_syntax::Parser::new().parse(&translated).ok()
}
