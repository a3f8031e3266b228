//! From cells to Arrow arrays.

use std::sync::Arc;

use arrow_array::ArrayRef;
use arrow_array::builder::{
    BooleanBuilder, Float64Builder, Int64Builder, StringBuilder, TimestampMicrosecondBuilder,
};
use arrow_schema::DataType;
use export_bundles::Timestamp;

use super::project::{Cell, NoCell};

/// The array of these cells, all of one column.
///
/// # Errors
///
/// [`NoCell`] where one of them is of another type than the column, which the schema rules out.
pub fn array<'c>(
    data_type: &DataType,
    cells: impl ExactSizeIterator<Item = &'c Cell>,
) -> Result<ArrayRef, NoCell> {
    let length = cells.len();
    Ok(match data_type {
        DataType::Boolean => {
            let mut builder = BooleanBuilder::with_capacity(length);
            for cell in cells {
                builder.append_option(flag(cell)?);
            }
            Arc::new(builder.finish())
        }
        DataType::Int64 => {
            let mut builder = Int64Builder::with_capacity(length);
            for cell in cells {
                builder.append_option(integer(cell)?);
            }
            Arc::new(builder.finish())
        }
        DataType::Float64 => {
            let mut builder = Float64Builder::with_capacity(length);
            for cell in cells {
                builder.append_option(number(cell)?);
            }
            Arc::new(builder.finish())
        }
        DataType::Timestamp(_, zone) => {
            let mut builder = TimestampMicrosecondBuilder::with_capacity(length);
            for cell in cells {
                builder.append_option(moment(cell)?);
            }
            Arc::new(builder.finish().with_timezone_opt(zone.clone()))
        }
        _ => {
            let mut builder = StringBuilder::with_capacity(length, length * 16);
            for cell in cells {
                builder.append_option(text(cell)?);
            }
            Arc::new(builder.finish())
        }
    })
}

fn flag(cell: &Cell) -> Result<Option<bool>, NoCell> {
    match cell {
        Cell::Null => Ok(None),
        Cell::Flag(value) => Ok(Some(*value)),
        _ => Err(NoCell::expected("a boolean")),
    }
}

fn integer(cell: &Cell) -> Result<Option<i64>, NoCell> {
    match cell {
        Cell::Null => Ok(None),
        Cell::Integer(value) => Ok(Some(*value)),
        _ => Err(NoCell::expected("an integer")),
    }
}

fn number(cell: &Cell) -> Result<Option<f64>, NoCell> {
    match cell {
        Cell::Null => Ok(None),
        Cell::Number(value) => Ok(Some(*value)),
        // A number without a fraction may be written as an integer; those that a double cannot hold are none here.
        Cell::Integer(value) if (*value as f64) as i64 == *value => Ok(Some(*value as f64)),
        _ => Err(NoCell::expected("a number")),
    }
}

fn moment(cell: &Cell) -> Result<Option<i64>, NoCell> {
    match text(cell)? {
        None => Ok(None),
        Some(text) => match text.parse::<Timestamp>() {
            Ok(moment) => Ok(Some(moment.as_datetime().timestamp_micros())),
            Err(_) => Err(NoCell::expected("a time")),
        },
    }
}

fn text(cell: &Cell) -> Result<Option<&str>, NoCell> {
    match cell {
        Cell::Null => Ok(None),
        Cell::Text(value) => Ok(Some(value)),
        _ => Err(NoCell::expected("a string")),
    }
}
