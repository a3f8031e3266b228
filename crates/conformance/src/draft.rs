//! A case before it is judged.

use std::fmt;

use serde::Serialize;

/// A text, and what its maker means it to show.
///
/// ```
/// use exact_schema_conformance::{Draft, Intention};
///
/// let draft = Draft {
///     name: "delivered/minimal".into(),
///     title: "Delivered".into(),
///     text: r#"{"kind":"delivered","parcel_id":"PCL-00000017","at":"2026-03-15T14:05:00Z"}"#.into(),
///     intention: Intention::Accepted,
/// };
/// assert!(draft.intention.is_accepted());
/// ```
#[derive(Clone, Debug)]
pub struct Draft {
    /// Where the case belongs: type, place in the document, what is special about it.
    pub name: String,
    /// The title of the type that the text is said to be.
    pub title: String,
    /// The document.
    pub text: String,
    /// The verdict, as it follows from the way the text was made.
    pub intention: Intention,
}

/// The verdict that the maker of a case means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Intention {
    /// The document is valid.
    Accepted,
    /// The document is not valid, and these violations, in any order here, are all that is listed.
    Refused(Vec<Violation>),
}

impl Intention {
    /// Refused, unless there are no violations.
    pub(crate) fn of(violations: Vec<Violation>) -> Self {
        if violations.is_empty() { Self::Accepted } else { Self::Refused(violations) }
    }

    /// With one violation for each fault: what one value fails because it fails something else is not told.
    pub(crate) fn told(self) -> Self {
        let Self::Refused(all) = self else { return Self::Accepted };
        let is_implied = |violation: &Violation| {
            all.iter().any(|it| it.pointer == violation.pointer && implies(it, violation))
        };
        Self::Refused(all.iter().filter(|it| !is_implied(it)).cloned().collect())
    }

    /// Whether the document is meant to be valid.
    ///
    /// ```
    /// assert!(!exact_schema_conformance::Intention::Refused(Vec::new()).is_accepted());
    /// ```
    #[must_use]
    pub fn is_accepted(&self) -> bool {
        *self == Self::Accepted
    }

    /// What is meant to be listed; nothing where the document is meant to be valid.
    ///
    /// ```
    /// assert!(exact_schema_conformance::Intention::Accepted.violations().is_empty());
    /// ```
    #[must_use]
    pub fn violations(&self) -> &[Violation] {
        match self {
            Self::Accepted => &[],
            Self::Refused(violations) => violations,
        }
    }
}

/// Whether a value that fails the keyword of the one fails that of the other for it.
fn implies(fault: &Violation, violation: &Violation) -> bool {
    let implied: &[&str] = match fault.keyword.as_str() {
        "type" => &["const", "enum"],
        "minLength" => &["format", "pattern"],
        "format" => &["pattern"],
        _ => &[],
    };
    implied.contains(&violation.keyword.as_str())
}

/// One thing that is wrong with a document.
///
/// ```
/// let violation = exact_schema_conformance::Violation::new("/steps/0/tokens", "minimum");
/// assert_eq!(violation.to_string(), "`minimum` at \"/steps/0/tokens\"");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Violation {
    /// The JSON Pointer (RFC 6901) of the value at fault; for a missing or unknown member that of the
    /// object.
    pub pointer: String,
    /// The keyword of the published schema that fails, or `encoding`, `syntax`, `depth` or
    /// `duplicateMember`.
    pub keyword: String,
}

impl Violation {
    /// The failure of `keyword` at `pointer`.
    ///
    /// ```
    /// assert_eq!(exact_schema_conformance::Violation::new("", "required").pointer, "");
    /// ```
    #[must_use]
    pub fn new(pointer: impl Into<String>, keyword: impl Into<String>) -> Self {
        Self { pointer: pointer.into(), keyword: keyword.into() }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` at {:?}", self.keyword, self.pointer)
    }
}
