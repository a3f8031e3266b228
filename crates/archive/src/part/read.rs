//! Parts, read back.

use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::SchemaRef;
use export_bundles::ContentHash;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};
use parquet::errors::ParquetError;

use super::schema::own;
use crate::columns::NoCell;
use crate::folder::Opened;

/// So many rows are looked at together.
const ROWS: usize = 4096;

/// A file is not the part that it is to be.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PartError {
    /// It is no Parquet file, or a damaged one.
    #[error("expected a Parquet file: {0}")]
    Parquet(#[from] ParquetError),
    /// It is one of another table.
    #[error("expected the columns of the table: {0}")]
    Table(String),
    /// A value does not fit into its column.
    #[error(transparent)]
    Cell(#[from] NoCell),
}

/// What `read` makes of a file. The library that reads Parquet gives up on some files that somebody damaged with a panic,
/// and a file of an archive may be damaged by anybody.
fn guarded<T>(read: impl FnOnce() -> Result<T, PartError>) -> Result<T, PartError> {
    let read = panic::catch_unwind(AssertUnwindSafe(read));
    read.unwrap_or_else(|_| Err(PartError::Table("it is damaged".to_owned())))
}

/// A table that is read whole.
#[derive(Debug)]
pub struct Part {
    rows: RecordBatch,
}

impl Part {
    /// Reads the table with that schema.
    ///
    /// # Errors
    ///
    /// [`PartError`] where it is no such table.
    pub fn read(content: Vec<u8>, schema: &SchemaRef) -> Result<Self, PartError> {
        guarded(|| Self::read_whole(bytes::Bytes::from(content), schema))
    }

    fn read_whole(content: bytes::Bytes, schema: &SchemaRef) -> Result<Self, PartError> {
        let reader = ParquetRecordBatchReaderBuilder::try_new(content)?;
        if reader.schema().fields() != schema.fields() {
            return Err(PartError::Table("they are others".to_owned()));
        }
        // All rows at once: a part is made of what fits into memory.
        let rows =
            usize::try_from(reader.metadata().file_metadata().num_rows()).unwrap_or_default();
        let rows = reader.with_batch_size(rows.max(1)).build()?.next();
        let rows = rows.unwrap_or_else(|| Ok(RecordBatch::new_empty(Arc::clone(schema))));
        Ok(Self { rows: rows.map_err(|it| PartError::Table(it.to_string()))? })
    }

    /// How many rows there are.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows.num_rows()
    }

    /// The columns and what they are called, in the order of the table.
    pub fn named_columns(&self) -> impl Iterator<Item = (&str, &ArrayRef)> {
        let names = self.rows.schema_ref().fields().iter().map(|it| it.name().as_str());
        names.zip(self.rows.columns())
    }

    /// The value of a column of texts in a row; nothing where it is null.
    #[must_use]
    pub fn text(&self, name: &str, row: usize) -> Option<&str> {
        let column = self.rows.column_by_name(name)?.as_string_opt::<i32>()?;
        (row < column.len() && column.is_valid(row)).then(|| column.value(row))
    }

    /// The value of a column of bytes in a row.
    #[must_use]
    pub fn bytes(&self, name: &str, row: usize) -> Option<&[u8]> {
        let column = self.rows.column_by_name(name)?.as_binary_opt::<i32>()?;
        (row < column.len() && column.is_valid(row)).then(|| column.value(row))
    }
}

/// The seals of a part, in their order, without reading anything else of it.
pub struct Seals {
    reader: ParquetRecordBatchReader,
    batch: Option<RecordBatch>,
    row: usize,
}

impl Seals {
    /// Those of a file.
    ///
    /// # Errors
    ///
    /// [`PartError`] where it has none.
    pub fn of(file: Opened) -> Result<Self, PartError> {
        Self::named(file, own::SEAL)
    }

    /// The hashes of the texts, in a file of documents that are set aside.
    ///
    /// # Errors
    ///
    /// [`PartError`] where it has none.
    pub fn of_texts(file: Opened) -> Result<Self, PartError> {
        Self::named(file, own::SHA256)
    }

    fn named(file: Opened, name: &str) -> Result<Self, PartError> {
        guarded(|| {
            let reader = ParquetRecordBatchReaderBuilder::try_new(file)?;
            let mask = ProjectionMask::columns(reader.parquet_schema(), [name]);
            let reader = reader.with_projection(mask).with_batch_size(ROWS).build()?;
            Ok(Self { reader, batch: None, row: 0 })
        })
    }
}

impl Iterator for Seals {
    type Item = Result<ContentHash, PartError>;

    fn next(&mut self) -> Option<Self::Item> {
        let is_over = self.batch.as_ref().is_none_or(|it| self.row == it.num_rows());
        if is_over {
            self.row = 0;
            let next = guarded(|| {
                let next = self.reader.next().transpose();
                next.map_err(|error| PartError::Table(error.to_string()))
            });
            match next.transpose()? {
                Ok(batch) => self.batch = Some(batch),
                Err(error) => return Some(Err(error)),
            }
            return self.next();
        }
        let column =
            self.batch.as_ref()?.columns().first().and_then(|it| it.as_string_opt::<i32>());
        let seal = column.filter(|it| it.is_valid(self.row)).map(|it| it.value(self.row));
        self.row += 1;
        let seal = seal.and_then(|it| it.parse().ok());
        Some(seal.ok_or_else(|| PartError::Table("a hash has 64 hexadecimal digits".to_owned())))
    }
}
