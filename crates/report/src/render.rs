//! The forms of a report.

use export_bundles_document::Document;
use export_bundles_typeset::{Fonts, Typeset, TypesetError};

use crate::contents::document;
use crate::html::{SCRIPT, page};
use crate::subject::Subject;

/// A report as one file of HTML, which asks nobody for anything. The document is in it, and a button that verifies it.
#[must_use]
pub fn html(subject: &Subject<'_>) -> String {
    page(&document(subject), subject.name, Some(SCRIPT))
}

/// Any other document as one file of HTML, about something of that name: it looks as reports do, and has no script.
#[must_use]
pub fn plain_html(document: &Document<'_>, name: &str) -> String {
    page(document, name, None)
}

/// A report as a PDF (PDF/A-3a, PDF/UA-1), to which the document and its receipts are attached.
///
/// # Errors
///
/// That the PDF cannot be written, which no bundle can bring about.
pub fn pdf(subject: &Subject<'_>, fonts: &Fonts) -> Result<Typeset, TypesetError> {
    export_bundles_typeset::pdf(&document(subject), fonts)
}
