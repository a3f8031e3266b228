//! What comes of an input.

use std::sync::Arc;

/// What comes of an input, in the order in which it was read.
pub enum Outcome<R> {
    /// Documents that were judged.
    Judged {
        /// The name of the file.
        document: Arc<str>,
        /// One for each document.
        reports: Vec<R>,
    },
    /// A document, or the rest of a file, was not judged.
    Unreadable {
        /// The name of the file.
        document: Arc<str>,
        /// The line of the document, where the file goes on behind it.
        line: Option<u64>,
        /// Why.
        reason: String,
    },
}
