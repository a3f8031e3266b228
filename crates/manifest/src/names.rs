//! What names may look like.

use crate::error::Problem;

/// Checks a name in kebab case, such as `parcel-events`: it becomes part of URNs, file names and
/// packages.
pub(crate) fn kebab_case(key: &'static str, name: &str) -> Result<(), Problem> {
    let is_word = |word: &str| {
        !word.is_empty() && word.chars().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit())
    };
    let starts = name.starts_with(|it: char| it.is_ascii_lowercase());
    if starts && name.split('-').all(is_word) {
        return Ok(());
    }
    let expected = "lower-case words with hyphens between them, such as `parcel-events`";
    Err(Problem::Value { key, expected, found: name.to_owned() })
}

/// Checks a URN (RFC 8141) without a colon at its end.
pub(crate) fn urn(key: &'static str, urn: &str) -> Result<(), Problem> {
    let rest = urn.strip_prefix("urn:").unwrap_or_default();
    let is_part = |part: &str| {
        !part.is_empty() && part.chars().all(|it| it.is_ascii_alphanumeric() || "-._".contains(it))
    };
    if rest.split(':').all(is_part) {
        return Ok(());
    }
    let expected = "a URN such as `urn:parcel-events`";
    Err(Problem::Value { key, expected, found: urn.to_owned() })
}

/// Checks a version of three numbers (<https://semver.org>), such as `1.2.0`.
pub(crate) fn version(key: &'static str, version: &str) -> Result<(), Problem> {
    let is_number = |part: &str| {
        let is_short = part == "0" || (!part.is_empty() && !part.starts_with('0'));
        is_short && part.len() <= 9 && part.bytes().all(|it| it.is_ascii_digit())
    };
    let parts: Vec<&str> = version.split('.').collect();
    if parts.len() == 3 && parts.into_iter().all(is_number) {
        return Ok(());
    }
    let expected = "three numbers with dots between them, such as `1.2.0`";
    Err(Problem::Value { key, expected, found: version.to_owned() })
}

/// Checks the prefix of new ids, such as `ABC`.
pub(crate) fn prefix(key: &'static str, prefix: &str) -> Result<(), Problem> {
    let starts = prefix.starts_with(|it: char| it.is_ascii_uppercase());
    let is_part = |it: char| it.is_ascii_uppercase() || it.is_ascii_digit();
    if starts && prefix.len() <= 16 && prefix.chars().all(is_part) {
        return Ok(());
    }
    let expected = "an upper-case letter and up to 15 upper-case letters or digits, such as `ABC`";
    Err(Problem::Value { key, expected, found: prefix.to_owned() })
}

/// Checks the name of a Python module, such as `parcel_events`.
pub(crate) fn module(key: &'static str, name: &str) -> Result<(), Problem> {
    let starts = name.starts_with(|it: char| it.is_ascii_lowercase());
    let is_part = |it: char| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '_';
    if starts && name.chars().all(is_part) {
        return Ok(());
    }
    let expected = "a name in lower case with underscores, such as `parcel_events`";
    Err(Problem::Value { key, expected, found: name.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::prefix;

    #[test]
    fn prefixes_are_short_and_in_upper_case() {
        for good in ["A", "ABC", "A9", "ABCDEFGHIJKLMNOP"] {
            assert!(prefix("key", good).is_ok(), "{good}");
        }
        for bad in ["", "abc", "9A", "A-", "ABCDEFGHIJKLMNOPQ"] {
            assert!(prefix("key", bad).is_err(), "{bad}");
        }
    }
}
