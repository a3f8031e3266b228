//! The public surface of what a service depends on: a change of it shows as a difference of a snapshot, for a person
//! to accept, and to put into the change log. Derives and implementations of traits are a part of it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says by a panic that it failed")]

mod generated;
mod item;
mod written;
