//! Why a request was refused.

use std::fmt;

use axum_core::response::{IntoResponse, Response};

use super::limit::BodyLimit;
use crate::contract::Contract;
use crate::problem::{ProblemDetails, ProblemKind};
use crate::rejection::Rejection;

/// Why a body is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refusal {
    /// 415: the body is not declared as JSON in UTF-8.
    WrongMediaType,
    /// 415: the body has a content coding, such as `gzip`.
    Encoded,
    /// 413: the body is larger than the limit.
    TooLarge(BodyLimit),
    /// 408: the body did not arrive in time.
    TooSlow,
    /// 400: the body broke off, or its framing is broken.
    Incomplete,
    /// 400 where the body is no JSON, 422 where it breaks its schema.
    Invalid(Rejection),
}

/// Why a body did not become a [`Payload`](super::Payload).
///
/// As a response it is a problem. A handler may ask for it, to look at it first:
///
/// ```
/// use exact_schema_runtime::axum::{Payload, PayloadRejection};
/// use parcel_events::ParcelEvent;
///
/// async fn event(
///     payload: Result<Payload<ParcelEvent>, PayloadRejection>,
/// ) -> Result<(), PayloadRejection> {
///     let Payload(_event) = payload.inspect_err(|refused| {
///         // A sender who breaks the schema is worth a line in the log; values stay out of it.
///         if let Some(rejection) = refused.rejection() {
///             eprintln!("{}: {} violations", rejection.title(), rejection.violations().len());
///         }
///     })?;
///     Ok(())
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PayloadRejection {
    contract: &'static Contract,
    refusal: Refusal,
}

impl PayloadRejection {
    pub(crate) fn new(contract: &'static Contract, refusal: Refusal) -> Self {
        Self { contract, refusal }
    }

    /// Why the body is not taken.
    ///
    /// ```
    /// use exact_schema_runtime::axum::{PayloadRejection, Refusal};
    ///
    /// fn is_compressed(refused: &PayloadRejection) -> bool {
    ///     *refused.refusal() == Refusal::Encoded
    /// }
    /// ```
    #[must_use]
    pub fn refusal(&self) -> &Refusal {
        &self.refusal
    }

    /// What [`decode`](crate::decode) says, if the body got as far.
    #[must_use]
    pub fn rejection(&self) -> Option<&Rejection> {
        match &self.refusal {
            Refusal::Invalid(rejection) => Some(rejection),
            _ => None,
        }
    }

    /// The kind of the problem: in a log, the verdict in a word.
    #[must_use]
    pub fn kind(&self) -> ProblemKind {
        match &self.refusal {
            Refusal::WrongMediaType | Refusal::Encoded => ProblemKind::WrongMediaType,
            Refusal::TooLarge(_) => ProblemKind::TooLarge,
            Refusal::TooSlow => ProblemKind::TooSlow,
            Refusal::Incomplete => ProblemKind::Incomplete,
            Refusal::Invalid(rejection) => rejection.into(),
        }
    }

    /// What the sender is told.
    #[must_use]
    pub fn problem(&self) -> ProblemDetails {
        let detail = match &self.refusal {
            Refusal::Invalid(rejection) => return rejection.into(),
            Refusal::WrongMediaType => {
                "Declare the body once, as `Content-Type: application/json` (or `+json`), in UTF-8."
                    .to_owned()
            }
            Refusal::Encoded => {
                "Send the body as it is: no `Content-Encoding` is accepted.".to_owned()
            }
            Refusal::TooLarge(BodyLimit(limit)) => format!("At most {limit} bytes are read."),
            Refusal::TooSlow => "The body did not arrive in time.".to_owned(),
            Refusal::Incomplete => "The body broke off, or its framing is broken.".to_owned(),
        };
        ProblemDetails::new(self.kind(), self.contract).with_detail(detail)
    }
}

impl fmt::Display for PayloadRejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.refusal {
            Refusal::WrongMediaType => f.write_str("the body is not declared as JSON in UTF-8"),
            Refusal::Encoded => f.write_str("the body has a content coding"),
            Refusal::TooLarge(BodyLimit(limit)) => {
                write!(f, "the body is larger than {limit} bytes")
            }
            Refusal::TooSlow => f.write_str("the body did not arrive in time"),
            Refusal::Incomplete => f.write_str("the body broke off, or its framing is broken"),
            Refusal::Invalid(rejection) => rejection.fmt(f),
        }
    }
}

impl std::error::Error for PayloadRejection {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.rejection().map(|rejection| rejection as _)
    }
}

/// The [`problem`](PayloadRejection::problem). The rejection itself goes along in the response's
/// extensions, where a middleware finds it to count it, to log it, or to answer something else.
impl IntoResponse for PayloadRejection {
    fn into_response(self) -> Response {
        let mut response = self.problem().into_response();
        response.extensions_mut().insert(self);
        response
    }
}
