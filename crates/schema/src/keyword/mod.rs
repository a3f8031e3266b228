//! The keywords of [JSON Schema 2020-12](https://json-schema.org/draft/2020-12/json-schema-core): what
//! each one holds, and what it constrains.

mod holds;
mod table;

pub use holds::{Holds, size};
pub use table::KEYWORDS;

/// The values that a keyword constrains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Constrains {
    /// Values of every JSON type.
    AnyValue,
    /// Strings only.
    Strings,
    /// Numbers only.
    Numbers,
    /// Arrays only.
    Arrays,
    /// Objects only.
    Objects,
    /// No value: it describes, or it names and places schemas.
    Nothing,
}

/// One keyword.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keyword {
    /// Its name.
    pub name: &'static str,
    /// What its value must be.
    pub holds: Holds,
    /// What it constrains.
    pub constrains: Constrains,
}

/// An annotation of our own: what the `pattern` or `format` beside it asks for, in words that end the sentence
/// "expected …", for those who are told that a string is something else.
pub const EXPECTED: &str = "x-expected";

/// An annotation of our own: a builder fills the member with a fresh value.
pub const FRESH: &str = "x-fresh";

/// An annotation of our own: whom the member may harm, in a word such as `personal`, so that it may be withheld from
/// who need not know it.
pub const SENSITIVITY: &str = "x-sensitivity";

/// The annotations of our own, which to JSON Schema itself are any other unknown keywords.
pub const OWN: [&str; 3] = [EXPECTED, FRESH, SENSITIVITY];

/// How many characters a misspelled name may differ in.
const CLOSE: usize = 2;

/// The keyword of that name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Keyword> {
    let found = KEYWORDS.binary_search_by(|keyword| keyword.name.cmp(name)).ok()?;
    KEYWORDS.get(found)
}

/// Whether the keyword of that name is known, and constrains nothing.
///
/// ```
/// use exact_schema_schema::keyword::is_annotation;
///
/// assert!(is_annotation("description") && is_annotation("$defs"));
/// assert!(!is_annotation("type") && !is_annotation("nullable"));
/// ```
#[must_use]
pub fn is_annotation(name: &str) -> bool {
    find(name).is_some_and(|keyword| keyword.constrains == Constrains::Nothing)
}

/// The keyword that is spelled most like `name`, of those that `suits` says yes to, if one is close.
///
/// ```
/// use exact_schema_schema::keyword::closest;
///
/// assert_eq!(closest("minlenght", |_| true), Some("minLength"));
/// assert_eq!(closest("discriminator", |_| true), None);
/// ```
#[must_use]
pub fn closest(name: &str, suits: impl Fn(&Keyword) -> bool) -> Option<&'static str> {
    let folded = name.to_lowercase();
    KEYWORDS
        .iter()
        .filter(|keyword| suits(keyword))
        .map(|keyword| (strsim::levenshtein(&folded, &keyword.name.to_lowercase()), keyword.name))
        .min()
        .filter(|(distance, _)| *distance <= CLOSE)
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::KEYWORDS;

    #[test]
    fn the_table_is_sorted_as_the_search_expects() {
        assert!(KEYWORDS.is_sorted_by(|left, right| left.name < right.name));
    }
}
