//! The export service, as others see it: a tester of HTTP APIs, a client made of its description, an SDK of
//! OpenTelemetry, a browser.

mod client;
mod description;
mod pages;
pub mod service;

use std::path::PathBuf;

use crate::root;

/// The scripts that ask it.
fn scripts() -> PathBuf {
    root().join("tests/kits/exports")
}
