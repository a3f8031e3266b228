//! A server that speaks TLS, over real sockets.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says by a panic that it failed")]

mod authority;
mod clients;
mod files;
mod misuse;
mod running;
