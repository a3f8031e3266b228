//! Tables that Python has, too.

use arrow_array::cast::AsArray;
use arrow_array::{
    ArrayRef, ArrowPrimitiveType, LargeBinaryArray, PrimitiveArray, RecordBatch, StringArray,
};
use arrow_ipc::reader::StreamReader;
use arrow_ipc::writer::StreamWriter;
use arrow_schema::ArrowError;

/// A table is not what was expected.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// It is none.
    #[error("expected an Arrow IPC stream: {0}")]
    Arrow(#[from] ArrowError),
    /// It has no such column.
    #[error("expected a column `{name}` of {what}")]
    Column { name: &'static str, what: &'static str },
}

/// The batches of a stream.
pub fn read(stream: &[u8]) -> Result<StreamReader<&[u8]>, ArrowError> {
    StreamReader::try_new(stream, None)
}

/// The stream of a batch.
pub fn written(batch: &RecordBatch) -> Result<Vec<u8>, ArrowError> {
    let mut writer = StreamWriter::try_new(Vec::new(), &batch.schema())?;
    writer.write(batch)?;
    writer.into_inner()
}

/// A column of bytes.
pub fn bytes<'b>(
    batch: &'b RecordBatch,
    name: &'static str,
) -> Result<&'b LargeBinaryArray, TableError> {
    let what = "bytes";
    column(batch, name, what)?.as_binary_opt().ok_or(TableError::Column { name, what })
}

/// A column of texts.
pub fn texts<'b>(
    batch: &'b RecordBatch,
    name: &'static str,
) -> Result<&'b StringArray, TableError> {
    let what = "texts";
    column(batch, name, what)?.as_string_opt().ok_or(TableError::Column { name, what })
}

/// A column of numbers.
pub fn numbers<'b, T: ArrowPrimitiveType>(
    batch: &'b RecordBatch,
    name: &'static str,
) -> Result<&'b PrimitiveArray<T>, TableError> {
    let what = "numbers";
    column(batch, name, what)?.as_primitive_opt().ok_or(TableError::Column { name, what })
}

fn column<'b>(
    batch: &'b RecordBatch,
    name: &'static str,
    what: &'static str,
) -> Result<&'b ArrayRef, TableError> {
    batch.column_by_name(name).ok_or(TableError::Column { name, what })
}
