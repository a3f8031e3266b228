//! What is known of documents: a row each.

use std::sync::Arc;

use arrow_array::builder::{BooleanBuilder, Int64Builder, ListBuilder, StringBuilder};
use arrow_array::{Array, ArrayRef, RecordBatch};
use export_bundles_archive::{Aside, Entry, Judged, judge};
use export_bundles_evidence::RuleSet;

use super::table::{TableError, bytes, read, texts, written};

/// What is known of each document of a table with the columns `document` and `source`.
pub fn judged(documents: &[u8], rules: RuleSet) -> Result<Vec<u8>, TableError> {
    let mut facts = Facts::default();
    for batch in read(documents)? {
        let batch = batch?;
        let (documents, sources) = (bytes(&batch, "document")?, texts(&batch, "source")?);
        for row in 0..batch.num_rows() {
            let source = if sources.is_null(row) { "" } else { sources.value(row) };
            // What is null is no document, and is not lost.
            let document = if documents.is_null(row) { &[] } else { documents.value(row) };
            match judge(document, rules) {
                Judged::Sound(entry) => facts.sound(&entry, source),
                Judged::Unsound(aside) => facts.unsound(&aside, source),
            }
        }
    }
    Ok(written(&facts.finish()?)?)
}

#[derive(Default)]
struct Facts {
    sound: BooleanBuilder,
    month: StringBuilder,
    tenant: StringBuilder,
    kind: StringBuilder,
    steps: Int64Builder,
    seal: StringBuilder,
    sha256: StringBuilder,
    source: StringBuilder,
    reasons: ListBuilder<StringBuilder>,
    warnings: ListBuilder<StringBuilder>,
}

impl Facts {
    fn sound(&mut self, entry: &Entry, source: &str) {
        self.sound.append_value(true);
        self.month.append_value(entry.partition.month.to_string());
        self.tenant.append_value(&entry.partition.tenant);
        self.kind.append_value(entry.bundle_type().to_string());
        self.steps.append_value(i64::try_from(entry.steps()).unwrap_or(i64::MAX));
        self.seal.append_value(entry.seal.to_string());
        self.sha256.append_value(entry.sha256.to_string());
        self.source.append_value(source);
        self.reasons.append(true);
        entry.warnings.iter().for_each(|it| self.warnings.values().append_value(it));
        self.warnings.append(true);
    }

    fn unsound(&mut self, aside: &Aside, source: &str) {
        self.sound.append_value(false);
        self.month.append_null();
        self.tenant.append_null();
        self.kind.append_null();
        self.steps.append_null();
        self.seal.append_null();
        self.sha256.append_value(aside.sha256.to_string());
        self.source.append_value(source);
        aside.reasons.iter().for_each(|it| self.reasons.values().append_value(it));
        self.reasons.append(true);
        self.warnings.append(true);
    }

    fn finish(mut self) -> Result<RecordBatch, TableError> {
        let columns: [(&str, ArrayRef); 10] = [
            ("sound", Arc::new(self.sound.finish())),
            ("month", Arc::new(self.month.finish())),
            ("tenant", Arc::new(self.tenant.finish())),
            ("type", Arc::new(self.kind.finish())),
            ("steps", Arc::new(self.steps.finish())),
            ("seal", Arc::new(self.seal.finish())),
            ("sha256", Arc::new(self.sha256.finish())),
            ("source", Arc::new(self.source.finish())),
            ("reasons", Arc::new(self.reasons.finish())),
            ("warnings", Arc::new(self.warnings.finish())),
        ];
        let columns = columns.map(|(name, column)| (name, column, true));
        Ok(RecordBatch::try_from_iter_with_nullable(columns)?)
    }
}
