//! A body that does not arrive in time.

use std::fmt;

/// The error with which a server or a layer ends a body that does not arrive in time. Where it is the cause
/// of a body's end, [`Payload`](super::Payload) and [`json_body`](super::json_body) answer 408.
///
/// ```
/// assert_eq!(exact_schema_runtime::axum::TooSlow.to_string(), "the body did not arrive in time");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooSlow;

impl fmt::Display for TooSlow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the body did not arrive in time")
    }
}

impl std::error::Error for TooSlow {}
