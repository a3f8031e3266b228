//! Rows that become Arrow arrays.

use std::fmt;
use std::sync::Arc;

use arrow_array::ArrayRef;
use arrow_array::builder::{
    ArrayBuilder, BooleanBuilder, Float64Builder, Int64Builder, StringBuilder,
    TimestampMicrosecondBuilder,
};
use arrow_schema::DataType;
use export_bundles::Timestamp;
use serde::ser;

use super::Column;

/// The values of some columns, row by row.
pub struct Table {
    columns: Vec<Values>,
    rows: usize,
}

impl Table {
    /// One without rows, with room for so many.
    pub fn of(columns: &[Column], rows: usize) -> Self {
        let columns = columns.iter().map(|it| Values::of(&it.data_type, rows)).collect();
        Self { columns, rows: 0 }
    }

    /// The values of a column, where the row that is being filled has none of it yet.
    ///
    /// # Errors
    ///
    /// [`NoCell`] where it has one.
    pub fn empty(&mut self, column: usize) -> Result<&mut Values, NoCell> {
        let rows = self.rows;
        let values = self.columns.get_mut(column).filter(|it| it.len() == rows);
        values.ok_or_else(|| NoCell::unfit("two values"))
    }

    /// Ends a row: what it has no value of is null.
    pub fn end_row(&mut self) {
        self.rows += 1;
        let rows = self.rows;
        self.columns.iter_mut().filter(|it| it.len() < rows).for_each(Values::append_null);
    }

    /// So many rows have ended.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The columns, in their order.
    pub fn finish(self) -> Vec<ArrayRef> {
        self.columns.into_iter().map(Values::finish).collect()
    }
}

/// The values of a column.
pub enum Values {
    Flags(BooleanBuilder),
    Integers(Int64Builder),
    Numbers(Float64Builder),
    Moments(TimestampMicrosecondBuilder),
    Texts(StringBuilder),
}

/// So many bytes a text has, about.
const TEXT: usize = 16;

impl Values {
    fn of(data_type: &DataType, rows: usize) -> Self {
        match data_type {
            DataType::Boolean => Self::Flags(BooleanBuilder::with_capacity(rows)),
            DataType::Int64 => Self::Integers(Int64Builder::with_capacity(rows)),
            DataType::Float64 => Self::Numbers(Float64Builder::with_capacity(rows)),
            DataType::Timestamp(..) => {
                let moments = TimestampMicrosecondBuilder::with_capacity(rows);
                Self::Moments(moments.with_data_type(data_type.clone()))
            }
            _ => Self::Texts(StringBuilder::with_capacity(rows, rows * TEXT)),
        }
    }

    /// Appends a boolean.
    pub fn append_flag(&mut self, value: bool) -> Result<(), NoCell> {
        let Self::Flags(flags) = self else { return Err(NoCell::unfit("a boolean")) };
        flags.append_value(value);
        Ok(())
    }

    /// Appends an integer, to a column of numbers where a double holds it exactly.
    pub fn append_integer(&mut self, value: i64) -> Result<(), NoCell> {
        match self {
            Self::Integers(integers) => integers.append_value(value),
            Self::Numbers(numbers) if (value as f64) as i64 == value => {
                numbers.append_value(value as f64);
            }
            _ => return Err(NoCell::unfit("an integer")),
        }
        Ok(())
    }

    /// Appends any other number.
    pub fn append_number(&mut self, value: f64) -> Result<(), NoCell> {
        let Self::Numbers(numbers) = self else { return Err(NoCell::unfit("a number")) };
        numbers.append_value(value);
        Ok(())
    }

    /// Appends a string, to a column of moments the one that it tells of.
    pub fn append_text(&mut self, value: &str) -> Result<(), NoCell> {
        match self {
            Self::Texts(texts) => texts.append_value(value),
            Self::Moments(moments) => {
                let moment: Timestamp = value.parse().map_err(|_| NoCell::unfit("no moment"))?;
                moments.append_value(moment.as_datetime().timestamp_micros());
            }
            _ => return Err(NoCell::unfit("a string")),
        }
        Ok(())
    }

    fn append_null(&mut self) {
        match self {
            Self::Flags(flags) => flags.append_null(),
            Self::Integers(integers) => integers.append_null(),
            Self::Numbers(numbers) => numbers.append_null(),
            Self::Moments(moments) => moments.append_null(),
            Self::Texts(texts) => texts.append_null(),
        }
    }

    fn len(&self) -> usize {
        match self {
            Self::Flags(flags) => flags.len(),
            Self::Integers(integers) => integers.len(),
            Self::Numbers(numbers) => numbers.len(),
            Self::Moments(moments) => moments.len(),
            Self::Texts(texts) => texts.len(),
        }
    }

    fn finish(self) -> ArrayRef {
        match self {
            Self::Flags(mut flags) => Arc::new(flags.finish()),
            Self::Integers(mut integers) => Arc::new(integers.finish()),
            Self::Numbers(mut numbers) => Arc::new(numbers.finish()),
            Self::Moments(mut moments) => Arc::new(moments.finish()),
            Self::Texts(mut texts) => Arc::new(texts.finish()),
        }
    }
}

/// A value does not fit into its column, which the schemas rule out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a value does not fit into its column: {0}")]
pub struct NoCell(String);

impl NoCell {
    /// Tells what was found instead.
    pub(super) fn unfit(found: &str) -> Self {
        Self(format!("found {found}"))
    }
}

impl ser::Error for NoCell {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self(message.to_string())
    }
}
