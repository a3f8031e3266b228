//! The kinds of problems that a service reports.

use crate::contract::Contract;
use crate::rejection::Rejection;

/// A kind of problem that a service reports, with its type URI and its status code.
///
/// ```
/// use exact_schema_runtime::ProblemKind;
/// use parcel_events::CONTRACT;
///
/// assert_eq!(ProblemKind::NotFound.uri(&CONTRACT), "urn:parcel-events:problem:not-found");
/// assert_eq!(ProblemKind::NotFound.status(), 404);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ProblemKind {
    /// 400: the body is not one I-JSON document (RFC 7493).
    NotJson,
    /// 400: the body ends before it should, or its framing is broken.
    Incomplete,
    /// 400: the request is not what HTTP or the service understands.
    BadRequest,
    /// 401: the request does not say who asks, or not so that the service knows it.
    Unauthorized,
    /// 403: who asks is known, and may not do this.
    Forbidden,
    /// 404: there is nothing at this place, or it is not for the caller to see.
    NotFound,
    /// 405: the place answers other methods.
    MethodNotAllowed,
    /// 406: what is here has none of the media types that the client accepts.
    NotAcceptable,
    /// 408: the body takes longer than the service waits.
    TooSlow,
    /// 408: the request line and the headers take longer than the service waits.
    HeadTooSlow,
    /// 409: what is here already contradicts the request.
    Conflict,
    /// 410: there was something at this place, and it will not come back.
    Gone,
    /// 413: the body is larger than the service reads.
    TooLarge,
    /// 415: the body is declared as something else than JSON, or is compressed.
    WrongMediaType,
    /// 422: the body is JSON, and not what the schema accepts.
    Invalid,
    /// 422: the request is understood and valid, and what it asks for cannot be.
    Unprocessable,
    /// 429: the client asks more often than it may; the header `Retry-After` says when to ask again.
    TooMany,
    /// 431: the request line and the headers are longer, or more, than the service reads.
    HeadTooLarge,
    /// 500: the service failed.
    Failed,
    /// 501: the body has a transfer coding that the service does not understand.
    WrongTransferCoding,
    /// 503: the service has too much to do; the header `Retry-After` says when to ask again.
    Busy,
}

impl ProblemKind {
    /// Every kind, by status code.
    pub const ALL: [Self; 21] = [
        Self::NotJson,
        Self::Incomplete,
        Self::BadRequest,
        Self::Unauthorized,
        Self::Forbidden,
        Self::NotFound,
        Self::MethodNotAllowed,
        Self::NotAcceptable,
        Self::TooSlow,
        Self::HeadTooSlow,
        Self::Conflict,
        Self::Gone,
        Self::TooLarge,
        Self::WrongMediaType,
        Self::Invalid,
        Self::Unprocessable,
        Self::TooMany,
        Self::HeadTooLarge,
        Self::Failed,
        Self::WrongTransferCoding,
        Self::Busy,
    ];

    /// The status code, the end of the type URI, and the title.
    const fn facts(self) -> (u16, &'static str, &'static str) {
        match self {
            Self::NotJson => (400, "not-json", "The body is not JSON"),
            Self::Incomplete => (400, "incomplete", "The body is incomplete"),
            Self::BadRequest => (400, "bad-request", "The request is not understood"),
            Self::Unauthorized => (401, "unauthorized", "Who asks is not known"),
            Self::Forbidden => (403, "forbidden", "Who asks may not do this"),
            Self::NotFound => (404, "not-found", "Nothing is found here"),
            Self::MethodNotAllowed => (405, "method-not-allowed", "The method is not allowed here"),
            Self::NotAcceptable => {
                (406, "not-acceptable", "Nothing here has a media type that is accepted")
            }
            Self::TooSlow => (408, "too-slow", "The body takes too long"),
            Self::HeadTooSlow => (408, "head-too-slow", "The head takes too long"),
            Self::Conflict => (409, "conflict", "Something else is here already"),
            Self::Gone => (410, "gone", "What was here is gone"),
            Self::TooLarge => (413, "too-large", "The body is too large"),
            Self::WrongMediaType => (415, "wrong-media-type", "The body has another media type"),
            Self::Invalid => (422, "invalid", "The document breaks its schema"),
            Self::Unprocessable => (422, "unprocessable", "The request cannot be fulfilled"),
            Self::TooMany => (429, "too-many", "Too many requests"),
            Self::HeadTooLarge => (431, "head-too-large", "The head is too large"),
            Self::Failed => (500, "failed", "The service failed"),
            Self::WrongTransferCoding => {
                (501, "wrong-transfer-coding", "The transfer coding is not understood")
            }
            Self::Busy => (503, "busy", "The service has too much to do"),
        }
    }

    /// The status code of the response (RFC 9110).
    #[must_use]
    pub const fn status(self) -> u16 {
        self.facts().0
    }

    /// After how many seconds the client may ask again (`Retry-After`, RFC 9110), where that helps.
    #[must_use]
    pub const fn retry_after(self) -> Option<u32> {
        match self {
            Self::TooMany | Self::Busy => Some(1),
            _ => None,
        }
    }

    /// What follows `problem:` in the type URI.
    ///
    /// ```
    /// assert_eq!(exact_schema_runtime::ProblemKind::TooLarge.name(), "too-large");
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

    /// The type URI (RFC 9457): that of the contract, `problem`, and the [`name`](Self::name).
    #[must_use]
    pub fn uri(self, contract: &Contract) -> String {
        format!("{}:problem:{}", contract.urn(), self.name())
    }
}

/// Whose fault it is: of the text, of the document, or of the contract where type and schema disagree.
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
