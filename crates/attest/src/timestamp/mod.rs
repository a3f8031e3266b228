//! Proof of when something existed: tokens of time-stamping authorities
//! ([RFC 3161](https://www.rfc-editor.org/rfc/rfc3161)).
//!
//! What is sent to an authority, and what comes back, are bytes here: `application/timestamp-query` goes out by
//! `POST`, `application/timestamp-reply` comes back.

mod algorithm;
mod certificate;
mod request;
mod token;

pub use request::{Refused, accept, request};
pub(crate) use token::proved;
