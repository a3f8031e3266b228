//! `export-bundles assemble`, `seal`, `keygen`, `sign`, `log`, `archive`, `redact`, `render`, `verify` and `rules`, seen from outside: real processes and real files.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says by a panic that it failed")]

mod archive;
mod assemble;
#[cfg(feature = "cloud")]
mod cloud;
mod log;
mod process;
mod redact;
mod render;
mod rules;
mod sarif;
mod seal;
mod sign;
mod verify;
