//! The export service, as a process of its own: on a file, and on a real server.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says by a panic that it failed")]

mod access;
mod configured;
mod desk;
mod durable;
mod hostile;
mod known;
mod tasks;
#[cfg(feature = "otel")]
mod telemetry;
mod way;
