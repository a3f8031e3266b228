//! Rejections and other failures, as problem details (RFC 9457).

use std::fmt;

use crate::rejection::Rejection;
use crate::types::{Problem, ProblemViolation};

/// A kind of problem that a service reports, with its type URI and its status code.
///
/// ```
/// use export_bundles::{Problem, ProblemKind};
///
/// let problem = Problem::from(ProblemKind::NotFound).with_detail("No bundle has this id.");
/// assert_eq!(problem.type_.as_str(), "urn:export-bundles:problem:not-found");
/// assert_eq!(problem.status.get(), 404);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ProblemKind {
    /// 400: the body is not one I-JSON document (RFC 7493).
    NotJson,
    /// 400: the body ends before it should, or its framing is broken.
    Incomplete,
    /// 404: there is nothing at this place, or it is not for the caller to see.
    NotFound,
    /// 405: the place answers other methods.
    MethodNotAllowed,
    /// 408: the body takes longer than the service waits.
    TooSlow,
    /// 413: the body is larger than the service reads.
    TooLarge,
    /// 415: the body is declared as something else than JSON, or is compressed.
    WrongMediaType,
    /// 422: the body is JSON, and not what the schema accepts.
    Invalid,
    /// 500: the service failed.
    Failed,
}

impl ProblemKind {
    /// Every kind, by status code.
    pub const ALL: [Self; 9] = [
        Self::NotJson,
        Self::Incomplete,
        Self::NotFound,
        Self::MethodNotAllowed,
        Self::TooSlow,
        Self::TooLarge,
        Self::WrongMediaType,
        Self::Invalid,
        Self::Failed,
    ];

    /// The status code, the end of the type URI, and the title.
    const fn facts(self) -> (u16, &'static str, &'static str) {
        match self {
            Self::NotJson => (400, "not-json", "The body is not JSON"),
            Self::Incomplete => (400, "incomplete", "The body is incomplete"),
            Self::NotFound => (404, "not-found", "There is no such thing"),
            Self::MethodNotAllowed => (405, "method-not-allowed", "The method is not for this"),
            Self::TooSlow => (408, "too-slow", "The body takes too long"),
            Self::TooLarge => (413, "too-large", "The body is too large"),
            Self::WrongMediaType => (415, "wrong-media-type", "The body has another media type"),
            Self::Invalid => (422, "invalid", "The document breaks its schema"),
            Self::Failed => (500, "failed", "The service failed"),
        }
    }

    /// The status code of the response (RFC 9110).
    #[must_use]
    pub const fn status(self) -> u16 {
        self.facts().0
    }

    /// What follows `urn:export-bundles:problem:` in the type URI.
    ///
    /// ```
    /// assert_eq!(export_bundles::ProblemKind::TooLarge.name(), "too-large");
    /// ```
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.facts().1
    }

    /// The kind in a few words.
    #[must_use]
    pub const fn title(self) -> &'static str {
        self.facts().2
    }
}

impl From<ProblemKind> for Problem {
    fn from(kind: ProblemKind) -> Self {
        Self {
            type_: kind.into(),
            title: kind.title().to_owned(),
            status: kind.into(),
            detail: None,
            instance: None,
            violations: Vec::new(),
            truncated: false,
        }
    }
}

impl Problem {
    /// The media type of a problem in JSON (RFC 9457).
    pub const MEDIA_TYPE: &'static str = "application/problem+json";

    /// The same problem, with what happened this time in words for people.
    ///
    /// ```
    /// use export_bundles::{Problem, ProblemKind};
    ///
    /// let problem = Problem::from(ProblemKind::TooLarge).with_detail("At most 8 MiB are read.");
    /// assert_eq!(problem.detail.as_deref(), Some("At most 8 MiB are read."));
    /// ```
    #[must_use]
    pub fn with_detail(self, detail: impl Into<String>) -> Self {
        Self { detail: Some(detail.into()), ..self }
    }
}

/// What a sender is told about a document that was rejected: 400 where it is no JSON, 422 with every
/// violation where it breaks its schema.
///
/// ```
/// use export_bundles::{ExportBundleRequest, Problem, decode};
///
/// let rejection = decode::<ExportBundleRequest>(br#"{"incident_id": ""}"#).unwrap_err();
/// let problem = Problem::from(&rejection);
/// assert_eq!(problem.status.get(), 422);
/// assert_eq!(problem.violations[0].pointer.as_str(), "/incident_id");
///
/// let rejection = decode::<ExportBundleRequest>(b"{").unwrap_err();
/// assert_eq!(Problem::from(&rejection).status.get(), 400);
/// ```
impl From<&Rejection> for Problem {
    fn from(rejection: &Rejection) -> Self {
        let kind = ProblemKind::from(rejection);
        let detail = match rejection.text_fault() {
            Some(position) => {
                format!("The body stops being I-JSON (RFC 7493) at {position}.")
            }
            None if kind == ProblemKind::Failed => {
                "The service cannot tell whether the document is valid.".to_owned()
            }
            None => {
                let title = WithArticle(rejection.title());
                format!("The document is not {title}: `violations` lists what to mend.")
            }
        };
        Self {
            violations: rejection.violations().iter().map(ProblemViolation::from).collect(),
            truncated: rejection.is_truncated(),
            ..Self::from(kind).with_detail(detail)
        }
    }
}

/// Whose fault it is: of the text, of the document, or of this crate where type and schema disagree.
impl From<&Rejection> for ProblemKind {
    fn from(rejection: &Rejection) -> Self {
        if rejection.text_fault().is_some() {
            Self::NotJson
        } else if rejection.is_defect() {
            Self::Failed
        } else {
            Self::Invalid
        }
    }
}

/// The title of a type in a sentence.
pub(crate) struct WithArticle(pub(crate) &'static str);

impl fmt::Display for WithArticle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let article = if self.0.starts_with(['A', 'E', 'I', 'O', 'U']) { "an" } else { "a" };
        write!(f, "{article} {}", self.0)
    }
}
