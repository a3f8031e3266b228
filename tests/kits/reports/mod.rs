//! Reports, as others see them: a browser, axe, veraPDF, pikepdf, pdftotext.

mod case;
mod check;
mod pages;
mod pdfs;
mod script;
mod shown;

use std::path::PathBuf;

use crate::{made, root};

/// The scripts that ask others.
fn scripts() -> PathBuf {
    root().join("tests/kits/reports")
}

/// Where the Node tools are, that others are asked with.
fn tools() -> PathBuf {
    made().workshop.scratch("node")
}
