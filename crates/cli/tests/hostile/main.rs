//! Senders who mean harm, over a socket: each gets the status that is due, the server stays up, and
//! other clients are served meanwhile.

#![allow(clippy::unwrap_used, reason = "a test says by a panic that it failed")]

mod bodies;
mod bystander;
mod memory;
mod senders;
mod wire;
