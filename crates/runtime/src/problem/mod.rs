//! Rejections and other failures, as problem details (RFC 9457).

mod details;
mod kind;

pub use details::ProblemDetails;
pub use kind::ProblemKind;
