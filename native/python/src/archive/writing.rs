//! Writes parts of an archive, each where its place is known.

use arrow_array::types::Int64Type;
use arrow_array::{Array, RecordBatch};
use export_bundles_archive::{
    ArchiveError, Aside, Entry, Folder, Judged, Part, Partition, Place, judge,
};
use export_bundles_evidence::RuleSet;

use super::table::{TableError, bytes, numbers, read, texts};

/// Why a part is not written.
#[derive(Debug, thiserror::Error)]
pub enum NotWritten {
    /// The table is not what was expected.
    #[error(transparent)]
    Table(#[from] TableError),
    /// The archive cannot be written.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// A document was judged before, and otherwise.
    #[error("part {0} has documents of several partitions: what was read has changed")]
    Mixed(u64),
}

/// Writes the parts of rows that come in the order of part, hash, SHA-256 and source.
pub struct Writer {
    folder: Folder,
    rules: RuleSet,
    open: Option<Open>,
}

/// A part whose rows have not all come.
struct Open {
    place: Place,
    /// What told the last row from others: of several that have it in common the first is written.
    last: String,
    rows: Rows,
}

enum Rows {
    Bundles(Partition, Vec<Entry>),
    Aside(Vec<Aside>),
}

impl Writer {
    /// Of parts of the archive in that folder, of documents that were judged by those rules.
    pub fn of(folder: Folder, rules: RuleSet) -> Self {
        Self { folder, rules, open: None }
    }

    /// Takes the rows of a table; gives the parts that are written, as JSON.
    pub fn add(&mut self, rows: &[u8]) -> Result<Vec<String>, NotWritten> {
        let mut written = Vec::new();
        for batch in read(rows).map_err(TableError::from)? {
            self.add_batch(&batch.map_err(TableError::from)?, &mut written)?;
        }
        Ok(written)
    }

    /// The part that was not given yet.
    pub fn finish(&mut self) -> Result<Vec<String>, NotWritten> {
        let last = self.open.take();
        last.map(|it| it.write(&self.folder)).into_iter().collect()
    }

    fn add_batch(
        &mut self,
        batch: &RecordBatch,
        written: &mut Vec<String>,
    ) -> Result<(), NotWritten> {
        let (parts, indices) =
            (numbers::<Int64Type>(batch, "part")?, numbers::<Int64Type>(batch, "log_index")?);
        let (hashes, sources) = (texts(batch, "hash")?, texts(batch, "source")?);
        let documents = bytes(batch, "document")?;
        for row in 0..batch.num_rows() {
            let number = |value: i64| u64::try_from(value).unwrap_or_default();
            let place =
                Place { number: number(parts.value(row)), log_index: number(indices.value(row)) };
            let hash = hashes.value(row);
            if self.open.as_ref().is_some_and(|it| it.place == place && it.last == hash) {
                continue;
            }
            // What is null is no document, and is not lost.
            let document = if documents.is_null(row) { &[] } else { documents.value(row) };
            let judged = judge(document, self.rules);
            if self.open.as_ref().is_none_or(|it| it.place != place) {
                written.extend(self.finish()?);
                self.open = Some(Open { place, last: String::new(), rows: Rows::of(&judged) });
            }
            if let Some(open) = &mut self.open {
                hash.clone_into(&mut open.last);
                open.rows.add(judged, sources.value(row)).ok_or(NotWritten::Mixed(place.number))?;
            }
        }
        Ok(())
    }
}

impl Open {
    fn write(self, folder: &Folder) -> Result<String, NotWritten> {
        let part = match self.rows {
            Rows::Bundles(partition, entries) => {
                Part::of_bundles(folder, self.place, partition, &entries)?
            }
            Rows::Aside(documents) => Part::of_aside(folder, self.place, &documents)?,
        };
        Ok(serde_json::to_string(&part).unwrap_or_default())
    }
}

impl Rows {
    fn of(first: &Judged) -> Self {
        match first {
            Judged::Sound(entry) => Self::Bundles(entry.partition.clone(), Vec::new()),
            Judged::Unsound(_) => Self::Aside(Vec::new()),
        }
    }

    /// Nothing where it does not belong to the others.
    fn add(&mut self, judged: Judged, source: &str) -> Option<()> {
        match (self, judged) {
            (Self::Bundles(partition, entries), Judged::Sound(entry))
                if entry.partition == *partition =>
            {
                entries.push(*entry);
            }
            (Self::Aside(documents), Judged::Unsound(aside)) => {
                documents.push(Aside { source: source.to_owned(), ..*aside });
            }
            _ => return None,
        }
        Some(())
    }
}
