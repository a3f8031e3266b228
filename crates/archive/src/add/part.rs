//! Parts, written where their places are known: by whoever adds, or by others for them.

use std::collections::BTreeMap;

use arrow_array::{Array, ArrayRef};
use arrow_schema::SchemaRef;
use serde::{Deserialize, Serialize};

use super::ASIDE;
use crate::commit::{Content, Count, Recorded};
use crate::error::ArchiveError;
use crate::folder::Folder;
use crate::judged::{Aside, Entry};
use crate::part::{PartColumns, Tables, aside_columns, file};
use crate::partition::{Partition, Table};

/// Where a part stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Which part it is, from 0.
    pub number: u64,
    /// The place of its first bundle in the log of seals, from 0.
    pub log_index: u64,
}

/// A part whose files are written, and which is in the archive once it is [adopted](super::Adding::adopt).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Part {
    pub(super) number: u64,
    pub(super) content: Content,
}

impl Part {
    /// Writes bundles of one partition, in the order of their seals and none twice. The same bundles at the same place
    /// give the same files, so that two may write them at a time.
    ///
    /// # Errors
    ///
    /// Where a file cannot be written.
    pub fn of_bundles(
        folder: &Folder,
        place: Place,
        partition: Partition,
        entries: &[Entry],
    ) -> Result<Self, ArchiveError> {
        let Place { number, log_index } = place;
        let tables = Tables::get()?;
        let path = partition.path(Table::Bundles, number);
        let columns =
            PartColumns::of(&tables, entries, log_index).map_err(ArchiveError::part(&path))?;
        let bundles = put(folder, path, &tables.bundles, columns.bundles)?;
        let path = partition.path(Table::Steps, number);
        let steps = put(folder, path, &tables.steps, columns.steps)?;
        let mut types: BTreeMap<String, Count> = BTreeMap::new();
        for entry in entries {
            let count = types.entry(entry.bundle_type().to_string()).or_default();
            count.bundles += 1;
            count.steps += entry.steps() as u64;
        }
        Ok(Self {
            number,
            content: Content::Bundles { partition, log_index, types, bundles, steps },
        })
    }

    /// Writes documents that are set aside, in the order of their hashes and none twice.
    ///
    /// # Errors
    ///
    /// As [`of_bundles`](Self::of_bundles).
    pub fn of_aside(
        folder: &Folder,
        place: Place,
        documents: &[Aside],
    ) -> Result<Self, ArchiveError> {
        let path = format!("{ASIDE}/{:08}.parquet", place.number);
        let tables = Tables::get()?;
        let documents = put(folder, path, &tables.aside, aside_columns(documents))?;
        Ok(Self { number: place.number, content: Content::Aside { documents } })
    }

    /// Which part it is, from 0.
    #[must_use]
    pub fn number(&self) -> u64 {
        self.number
    }

    /// The place of the part that follows it, where it stands at its own.
    pub(super) fn after(&self, logged: u64) -> Place {
        let log_index = match &self.content {
            Content::Bundles { log_index, bundles, .. } => log_index.saturating_add(bundles.rows),
            Content::Aside { .. } => logged,
        };
        Place { number: self.number.saturating_add(1), log_index }
    }

    /// Where it stands. What is set aside takes no place in the log, of which so many are taken.
    pub(super) fn place(&self, logged: u64) -> Place {
        let log_index = match &self.content {
            Content::Bundles { log_index, .. } => *log_index,
            Content::Aside { .. } => logged,
        };
        Place { number: self.number, log_index }
    }
}

/// Writes the file of these columns.
fn put(
    folder: &Folder,
    path: String,
    schema: &SchemaRef,
    columns: Vec<ArrayRef>,
) -> Result<Recorded, ArchiveError> {
    let rows = columns.first().map_or(0, |it| it.len());
    let content = file(schema, columns).map_err(ArchiveError::part(&path))?;
    folder.write(&path, &content)?;
    Ok(Recorded::of(path, &content, rows))
}
