//! Why a request was refused.

use std::fmt;

use axum_core::response::{IntoResponse, Response};

use super::BodyLimit;
use crate::{Problem, ProblemKind, Rejection};

/// Why a body did not become a [`Contract`](super::Contract).
///
/// As a response it is a [`Problem`]. A handler may ask for it, to look at it first:
///
/// ```
/// use export_bundles::ExportBundleRequest;
/// use export_bundles::axum::{Contract, ContractRejection};
///
/// async fn export(
///     payload: Result<Contract<ExportBundleRequest>, ContractRejection>,
/// ) -> Result<(), ContractRejection> {
///     let Contract(_request) = payload.inspect_err(|rejection| {
///         // A sender who breaks the schema is worth a line in the log; values stay out of it.
///         if let Some(rejection) = rejection.rejection() {
///             eprintln!("{}: {} violations", rejection.title(), rejection.violations().len());
///         }
///     })?;
///     Ok(())
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ContractRejection {
    /// 415: the body is not declared as JSON in UTF-8.
    WrongMediaType,
    /// 415: the body has a content coding, such as `gzip`.
    Encoded,
    /// 413: the body is larger than the limit.
    TooLarge(BodyLimit),
    /// 400: the body broke off, or its framing is broken.
    Incomplete,
    /// 400 where the body is no JSON, 422 where it breaks its schema.
    Invalid(Rejection),
}

impl ContractRejection {
    /// What [`decode`](crate::decode) says, if the body got as far.
    ///
    /// ```
    /// use export_bundles::axum::ContractRejection;
    /// use export_bundles::{ExportBundleRequest, decode};
    ///
    /// let rejection = decode::<ExportBundleRequest>(b"{}").unwrap_err();
    /// let rejection = ContractRejection::Invalid(rejection);
    /// assert_eq!(rejection.rejection().unwrap().violations().len(), 1);
    /// assert!(ContractRejection::Encoded.rejection().is_none());
    /// ```
    #[must_use]
    pub fn rejection(&self) -> Option<&Rejection> {
        match self {
            Self::Invalid(rejection) => Some(rejection),
            _ => None,
        }
    }

    /// The kind of the problem: in a log, the verdict in a word.
    ///
    /// ```
    /// use export_bundles::axum::ContractRejection;
    ///
    /// assert_eq!(ContractRejection::Encoded.kind().name(), "wrong-media-type");
    /// ```
    #[must_use]
    pub fn kind(&self) -> ProblemKind {
        match self {
            Self::WrongMediaType | Self::Encoded => ProblemKind::WrongMediaType,
            Self::TooLarge(_) => ProblemKind::TooLarge,
            Self::Incomplete => ProblemKind::Incomplete,
            Self::Invalid(rejection) => rejection.into(),
        }
    }

    /// What the sender is told.
    ///
    /// ```
    /// use export_bundles::axum::{BodyLimit, ContractRejection};
    ///
    /// let problem = ContractRejection::TooLarge(BodyLimit(1024)).problem();
    /// assert_eq!(problem.status.get(), 413);
    /// assert_eq!(problem.detail.as_deref(), Some("At most 1024 bytes are read."));
    /// ```
    #[must_use]
    pub fn problem(&self) -> Problem {
        let detail = match self {
            Self::Invalid(rejection) => return rejection.into(),
            Self::WrongMediaType => {
                "Declare the body once, as `Content-Type: application/json` (or `+json`), in UTF-8."
                    .to_owned()
            }
            Self::Encoded => {
                "Send the body as it is: no `Content-Encoding` is accepted.".to_owned()
            }
            Self::TooLarge(BodyLimit(limit)) => format!("At most {limit} bytes are read."),
            Self::Incomplete => "The body broke off, or its framing is broken.".to_owned(),
        };
        Problem::from(self.kind()).with_detail(detail)
    }
}

impl fmt::Display for ContractRejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::WrongMediaType => f.write_str("the body is not declared as JSON in UTF-8"),
            Self::Encoded => f.write_str("the body has a content coding"),
            Self::TooLarge(BodyLimit(limit)) => {
                write!(f, "the body is larger than {limit} bytes")
            }
            Self::Incomplete => f.write_str("the body broke off, or its framing is broken"),
            Self::Invalid(rejection) => rejection.fmt(f),
        }
    }
}

impl std::error::Error for ContractRejection {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.rejection().map(|rejection| rejection as _)
    }
}

/// The [`problem`](ContractRejection::problem). The rejection itself goes along in the response's
/// extensions, where a middleware finds it to count it, to log it, or to answer something else.
impl IntoResponse for ContractRejection {
    fn into_response(self) -> Response {
        let mut response = self.problem().into_response();
        response.extensions_mut().insert(self);
        response
    }
}
