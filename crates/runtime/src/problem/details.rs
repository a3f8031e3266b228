//! What a sender is told.

use serde::Serialize;
use serde::ser::Serializer;

use super::ProblemKind;
use crate::contract::Contract;
use crate::rejection::{LIMIT, Rejection, Violation, WithArticle};

/// What a service answers in place of what was asked for: problem details (RFC 9457) with the
/// violations of a document. It never repeats a value of the document that was sent.
///
/// ```
/// use exact_schema_runtime::{ProblemDetails, decode};
/// use parcel_events::ParcelEvent;
///
/// let rejection = decode::<ParcelEvent>(br#"{"kind": "delivred"}"#).unwrap_err();
/// let problem = ProblemDetails::from(&rejection);
/// assert_eq!(problem.kind().status(), 422);
/// assert_eq!(problem.violations()[0].pointer(), "/kind");
///
/// let rejection = decode::<ParcelEvent>(b"{").unwrap_err();
/// assert_eq!(ProblemDetails::from(&rejection).kind().status(), 400);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProblemDetails {
    #[serde(rename = "type")]
    uri: String,
    title: &'static str,
    #[serde(rename = "status", serialize_with = "status")]
    kind: ProblemKind,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
    violations: Vec<Violation>,
    truncated: bool,
    /// It is sent as a header, not in the document.
    #[serde(skip)]
    retry_after: Option<u32>,
}

impl ProblemDetails {
    /// The media type of a problem in JSON (RFC 9457).
    pub const MEDIA_TYPE: &'static str = "application/problem+json";

    /// A problem of that kind, without anything that is special to this time.
    #[must_use]
    pub fn new(kind: ProblemKind, contract: &Contract) -> Self {
        Self {
            uri: kind.uri(contract),
            title: kind.title(),
            kind,
            detail: None,
            violations: Vec::new(),
            truncated: false,
            retry_after: kind.retry_after(),
        }
    }

    /// The same problem, with what happened this time in words for people.
    ///
    /// ```
    /// use exact_schema_runtime::{ProblemDetails, ProblemKind};
    /// use parcel_events::CONTRACT;
    ///
    /// let problem = ProblemDetails::new(ProblemKind::TooLarge, &CONTRACT);
    /// let problem = problem.with_detail("At most 8 MiB are read.");
    /// assert_eq!(problem.detail(), Some("At most 8 MiB are read."));
    /// ```
    #[must_use]
    pub fn with_detail(self, detail: impl Into<String>) -> Self {
        Self { detail: Some(detail.into()), ..self }
    }

    /// The same problem, with what is wrong with the document that was sent: of more than 100 violations the
    /// first 100, and that there are more.
    ///
    /// ```
    /// use exact_schema_runtime::{ProblemDetails, ProblemKind, Violation};
    /// use parcel_events::CONTRACT;
    ///
    /// let problem = ProblemDetails::new(ProblemKind::Unprocessable, &CONTRACT);
    /// let twice = Violation::new("/parcel_id", "fresh", "expected a parcel that is not sent yet");
    /// let problem = problem.with_violations([twice]);
    /// assert_eq!(problem.violations()[0].pointer(), "/parcel_id");
    /// assert!(!problem.is_truncated());
    /// ```
    #[must_use]
    pub fn with_violations(self, violations: impl IntoIterator<Item = Violation>) -> Self {
        let mut rest = violations.into_iter();
        let violations = rest.by_ref().take(LIMIT).collect();
        Self { violations, truncated: rest.next().is_some(), ..self }
    }

    /// The same problem, with after how many seconds the client may ask again (`Retry-After`, RFC 9110), where
    /// that is another number than that of its [kind](ProblemKind::retry_after).
    ///
    /// ```
    /// use exact_schema_runtime::{ProblemDetails, ProblemKind};
    /// use parcel_events::CONTRACT;
    ///
    /// let problem = ProblemDetails::new(ProblemKind::TooMany, &CONTRACT);
    /// assert_eq!(problem.retry_after(), Some(1));
    /// assert_eq!(problem.with_retry_after(30).retry_after(), Some(30));
    /// ```
    #[must_use]
    pub fn with_retry_after(self, seconds: u32) -> Self {
        Self { retry_after: Some(seconds), ..self }
    }

    /// The kind, which has the status code and the title.
    #[must_use]
    pub fn kind(&self) -> ProblemKind {
        self.kind
    }

    /// The URI that names the kind.
    #[must_use]
    pub fn uri(&self) -> &str {
        &self.uri
    }

    /// What happened this time, and how to mend it, for people.
    #[must_use]
    pub fn detail(&self) -> Option<&str> {
        self.detail.as_deref()
    }

    /// What is wrong with the document that was sent, the first 100 at most.
    #[must_use]
    pub fn violations(&self) -> &[Violation] {
        &self.violations
    }

    /// Whether there are more violations than are listed.
    #[must_use]
    pub fn is_truncated(&self) -> bool {
        self.truncated
    }

    /// After how many seconds the client may ask again (`Retry-After`, RFC 9110), where that helps.
    #[must_use]
    pub fn retry_after(&self) -> Option<u32> {
        self.retry_after
    }
}

fn status<S: Serializer>(kind: &ProblemKind, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_u16(kind.status())
}

/// What a sender is told about a document that was rejected: 400 where it is no JSON, 422 with every
/// violation where it breaks its schema.
impl From<&Rejection> for ProblemDetails {
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
            violations: rejection.violations().to_vec(),
            truncated: rejection.is_truncated(),
            ..Self::new(kind, rejection.contract()).with_detail(detail)
        }
    }
}
