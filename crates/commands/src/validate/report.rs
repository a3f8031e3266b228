//! What is known about documents after validation.

use exact_schema_runtime::Position;

/// The verdict on one document.
pub struct Report {
    /// Where in its file the document stands, from 1, if that holds one a line.
    pub line: Option<u64>,
    /// The type that the document was to be.
    pub title: &'static str,
    /// What is wrong, if anything is.
    pub failure: Option<Box<Failure>>,
}

/// Why a document is invalid.
pub struct Failure {
    /// What is wrong; at least one finding.
    pub findings: Vec<Finding>,
    /// Whether there is more that is wrong.
    pub truncated: bool,
    /// Whether it is us who are wrong.
    pub defect: bool,
    /// Whether neither the user nor the document itself said which type it has.
    pub untyped: bool,
}

/// One thing that is wrong.
pub struct Finding {
    /// The JSON Pointer of the value at fault.
    pub pointer: String,
    /// The keyword of the schema, or the kind of fault where the text is no JSON.
    pub keyword: String,
    /// What was expected.
    pub message: String,
    /// The place of the keyword in the schema.
    pub schema: Option<String>,
    /// The place in the document's text, where that is no JSON.
    pub position: Option<Position>,
    /// What stands there, if the user asked for it.
    pub found: Option<Excerpt>,
}

/// A piece of a document.
pub enum Excerpt {
    /// A value, as JSON, shortened.
    Value(String),
    /// The text on both sides of a place in a line.
    Text {
        /// What stands before it.
        before: String,
        /// What stands behind it.
        after: String,
    },
}

/// How many documents were what.
#[derive(Default)]
pub struct Tally {
    /// Documents that are valid.
    pub valid: u64,
    /// Documents that are not.
    pub invalid: u64,
    /// Files that could not be read to their end, and lines that were too long.
    pub unreadable: u64,
}

impl Tally {
    /// Counts one document.
    pub fn count(&mut self, report: &Report) {
        match report.failure {
            None => self.valid += 1,
            Some(_) => self.invalid += 1,
        }
    }
}
