//! The contract's own `Problem`: what its services answer in place of what was asked for.

use exact_schema_runtime::{ProblemDetails, ProblemKind, Rejection};

use crate::{CONTRACT, Problem};

impl Problem {
    /// The media type of a problem in JSON (RFC 9457).
    pub const MEDIA_TYPE: &'static str = ProblemDetails::MEDIA_TYPE;

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

/// A problem of that kind, without anything that is special to this time.
///
/// ```
/// use export_bundles::{Problem, ProblemKind};
///
/// let problem = Problem::from(ProblemKind::NotFound);
/// assert_eq!(problem.type_.as_str(), "urn:export-bundles:problem:not-found");
/// assert_eq!(problem.status.get(), 404);
/// ```
impl From<ProblemKind> for Problem {
    fn from(kind: ProblemKind) -> Self {
        ProblemDetails::new(kind, &CONTRACT).into()
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
/// ```
impl From<&Rejection> for Problem {
    fn from(rejection: &Rejection) -> Self {
        ProblemDetails::from(rejection).into()
    }
}
