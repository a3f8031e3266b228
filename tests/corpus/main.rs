//! The cases that the published schemas bring.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a test says by a panic that it failed")]

mod coverage;
mod mutants;
mod published;
mod settled;
