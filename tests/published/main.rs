//! What is published of the contract: derived, proved, written, and true.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says by a panic that it failed")]

mod committed;
mod encoded;
mod openapi;
mod proof;
mod snapshots;
