//! Judges many documents, and tells of each.

use arrow_array::{Array, RecordBatch};
use export_bundles_archive::{Judged, judge};
use export_bundles_evidence::RuleSet;

use super::fact::Counted;
use super::facts::Facts;
use super::table::{TableError, bytes, read, texts, written};

/// What is told of each document.
#[derive(Clone, Copy)]
pub enum Told {
    /// What is known of it: a column each.
    Facts,
    /// The same, and the document.
    Kept,
    /// What is counted of it: a line, among those with which it is counted.
    Counted,
}

/// Judges documents by some rules.
pub struct Judge {
    pub rules: RuleSet,
    pub told: Told,
}

impl Judge {
    /// Of the documents of a table, which has the columns `document` and `source`: a table with what is told.
    pub fn documents(&self, table: &[u8]) -> Result<Vec<u8>, TableError> {
        let mut rows = Rows::of(self.told);
        for batch in read(table)? {
            let batch = batch?;
            let (documents, sources) = (bytes(&batch, "document")?, texts(&batch, "source")?);
            for row in 0..batch.num_rows() {
                let source = if sources.is_null(row) { "" } else { sources.value(row) };
                // What is null is no document, and is not lost.
                let document = if documents.is_null(row) { &[] } else { documents.value(row) };
                rows.add(document, source, &judge(document, self.rules));
            }
        }
        Ok(written(&rows.finish()?)?)
    }

    /// Of the lines of a file of that name, but for blank ones: a table with what is told.
    pub fn lines(&self, text: &[u8], source: &str) -> Result<Vec<u8>, TableError> {
        let mut rows = Rows::of(self.told);
        for line in text.split(|byte| *byte == b'\n') {
            // A carriage return is white space to JSON, and ends no line.
            if line.iter().any(|byte| !matches!(byte, b' ' | b'\t' | b'\r')) {
                rows.add(line, source, &judge(line, self.rules));
            }
        }
        Ok(written(&rows.finish()?)?)
    }
}

enum Rows {
    Facts(Box<Facts>),
    Counted(Counted),
}

impl Rows {
    fn of(told: Told) -> Self {
        match told {
            Told::Facts => Self::Facts(Box::new(Facts::new(false))),
            Told::Kept => Self::Facts(Box::new(Facts::new(true))),
            Told::Counted => Self::Counted(Counted::default()),
        }
    }

    fn add(&mut self, document: &[u8], source: &str, judged: &Judged) {
        match self {
            Self::Facts(facts) => facts.add(document, source, judged),
            Self::Counted(counted) => counted.add(source, judged),
        }
    }

    fn finish(self) -> Result<RecordBatch, TableError> {
        match self {
            Self::Facts(facts) => facts.finish(),
            Self::Counted(counted) => counted.finish(),
        }
    }
}
