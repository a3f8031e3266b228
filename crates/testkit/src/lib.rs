//! What the tests of several crates share.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "whatever goes wrong here, a test says by a panic that it failed"
)]

#[cfg(feature = "authority")]
pub mod authority;
#[cfg(feature = "command")]
pub mod command;
#[cfg(feature = "documents")]
pub mod documents;
#[cfg(feature = "histories")]
pub mod histories;
#[cfg(feature = "http")]
pub mod http;
#[cfg(feature = "schemas")]
pub mod official;
#[cfg(feature = "postgres")]
pub mod postgres;
#[cfg(feature = "schemas")]
pub mod random;
#[cfg(feature = "registry")]
pub mod registry;
#[cfg(feature = "server")]
pub mod server;
#[cfg(all(feature = "signal", unix))]
pub mod signal;
pub mod tools;
