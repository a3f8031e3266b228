//! The files of a part.

use std::sync::Arc;

use arrow_array::builder::{ArrayBuilder, Int64Builder, ListBuilder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch, StringArray};
use arrow_schema::{ArrowError, SchemaRef};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, Encoding, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::schema::types::ColumnPath;

use super::read::PartError;
use super::schema::{Tables, item, own};
use crate::columns::Projected;
use crate::judged::Entry;

/// So many rows are in a page at most: seals are read without reading much else.
const PAGE_ROWS: usize = 4096;
/// Those who read archives once in years like them small; beyond this level zstd takes much longer for little.
const LEVEL: i32 = 3;

/// The columns of a part, in the order of its tables.
#[derive(Debug)]
pub struct PartColumns {
    /// A row a bundle.
    pub bundles: Vec<ArrayRef>,
    /// A row a step.
    pub steps: Vec<ArrayRef>,
}

impl PartColumns {
    /// Those of these bundles, which stand in the log from `first` on.
    ///
    /// # Errors
    ///
    /// Where they do not fit into the tables, which [`judge`](crate::judge) rules out.
    pub fn of(tables: &Tables, entries: &[Entry], first: u64) -> Result<Self, PartError> {
        let Projected { mut bundles, steps, steps_until } =
            tables.columns.project(entries.iter().map(|it| &it.bundle))?;
        let text = |of: fn(&Entry) -> String| -> ArrayRef {
            Arc::new(StringArray::from_iter_values(entries.iter().map(of)))
        };
        let mut index = Int64Builder::with_capacity(entries.len());
        (0..entries.len() as u64)
            .for_each(|at| index.append_value(first.saturating_add(at) as i64));
        let documents = entries.iter().map(|it| it.text.as_str());
        bundles.extend([
            text(|it| it.seal.to_string()),
            text(|it| it.sha256.to_string()),
            Arc::new(index.finish()),
            texts(entries.iter().map(|it| it.warnings.iter().copied())),
            Arc::new(StringArray::from_iter_values(documents)),
            Arc::new(StringArray::from_iter(entries.iter().map(|it| it.receipt.as_deref()))),
        ]);
        let total = steps_until.last().copied().unwrap_or_default();
        let mut seals = StringBuilder::with_capacity(total, total * 64);
        for (entry, until) in entries.iter().zip(steps_until) {
            let seal = entry.seal.to_string();
            (seals.len()..until).for_each(|_| seals.append_value(&seal));
        }
        let mut of_steps: Vec<ArrayRef> = vec![Arc::new(seals.finish())];
        of_steps.extend(steps);
        Ok(Self { bundles, steps: of_steps })
    }
}

/// An array of lists of texts.
pub fn texts<'t, L: Iterator<Item = &'t str>>(lists: impl Iterator<Item = L>) -> ArrayRef {
    let mut builder = ListBuilder::new(StringBuilder::new()).with_field(item());
    for list in lists {
        list.for_each(|it| builder.values().append_value(it));
        builder.append(true);
    }
    Arc::new(builder.finish())
}

/// The Parquet file of these columns. The same columns give the same bytes.
pub fn file(schema: &SchemaRef, arrays: Vec<ArrayRef>) -> Result<Vec<u8>, PartError> {
    let batch = RecordBatch::try_new(Arc::clone(schema), arrays)?;
    let mut writer = ArrowWriter::try_new(Vec::new(), Arc::clone(schema), Some(properties()?))?;
    writer.write(&batch)?;
    Ok(writer.into_inner()?)
}

fn properties() -> Result<WriterProperties, ParquetError> {
    let mut properties = WriterProperties::builder()
        .set_created_by("export-bundles archive".to_owned())
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(LEVEL)?))
        .set_data_page_row_count_limit(PAGE_ROWS)
        .set_write_batch_size(PAGE_ROWS)
        .set_max_row_group_row_count(None);
    // What is in no other row, or is longer than any dictionary.
    for name in [own::DOCUMENT, own::SEAL, own::SHA256, own::RECEIPT] {
        let column = ColumnPath::from(name);
        properties = properties
            .set_column_dictionary_enabled(column.clone(), false)
            .set_column_encoding(column.clone(), Encoding::PLAIN);
        if matches!(name, own::DOCUMENT | own::RECEIPT) {
            properties = properties.set_column_statistics_enabled(column, EnabledStatistics::None);
        }
    }
    Ok(properties.build())
}

impl From<ArrowError> for PartError {
    fn from(error: ArrowError) -> Self {
        Self::Table(error.to_string())
    }
}
