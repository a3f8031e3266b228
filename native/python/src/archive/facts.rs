//! What is known of documents: a row each.

use std::sync::Arc;

use arrow_array::builder::{
    BinaryBuilder, BooleanBuilder, Int64Builder, ListBuilder, StringBuilder,
};
use arrow_array::{ArrayRef, RecordBatch};
use export_bundles_archive::{Aside, Entry, Judged};

use super::table::TableError;

/// A table with a row for each document, and a column for each thing that is known of it.
#[derive(Default)]
pub struct Facts {
    /// The documents, if they are kept.
    documents: Option<BinaryBuilder>,
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
    /// One that also has the documents, if they are kept.
    pub fn new(keep: bool) -> Self {
        Self { documents: keep.then(BinaryBuilder::new), ..Self::default() }
    }

    pub fn add(&mut self, document: &[u8], source: &str, judged: &Judged) {
        match judged {
            Judged::Sound(entry) => self.sound(entry, source),
            Judged::Unsound(aside) => self.unsound(aside, source),
        }
        if let Some(documents) = &mut self.documents {
            documents.append_value(document);
        }
    }

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

    pub fn finish(mut self) -> Result<RecordBatch, TableError> {
        let mut columns: Vec<(&str, ArrayRef)> = vec![
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
        if let Some(mut documents) = self.documents {
            columns.push(("document", Arc::new(documents.finish())));
        }
        let columns = columns.into_iter().map(|(name, column)| (name, column, true));
        Ok(RecordBatch::try_from_iter_with_nullable(columns)?)
    }
}
