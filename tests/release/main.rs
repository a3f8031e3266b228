//! Releases of the contract: cut, judged, and kept.

#![allow(clippy::unwrap_used, reason = "a test says by a panic that it failed")]

mod cutting;
mod working_tree;
