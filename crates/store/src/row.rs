//! What rows hold, and what it means.

use chrono::DateTime;
use export_bundles::{ContentHash, Timestamp};
use sqlx::Row;
use sqlx::any::AnyRow;

use crate::error::StoreError;

/// A moment, as microseconds since 1970.
pub(crate) fn micros(moment: Timestamp) -> i64 {
    moment.as_datetime().timestamp_micros()
}

pub(crate) fn moment(micros: i64) -> Result<Timestamp, StoreError> {
    let damaged = StoreError::Damaged("expected a moment in the years 1 to 9999");
    let moment = DateTime::from_timestamp_micros(micros);
    moment.and_then(|it| Timestamp::try_from(it).ok()).ok_or(damaged)
}

pub(crate) fn hash(bytes: &[u8]) -> Result<[u8; 32], StoreError> {
    bytes.try_into().map_err(|_| StoreError::Damaged("expected a SHA-256"))
}

pub(crate) fn seal(bytes: &[u8]) -> Result<ContentHash, StoreError> {
    hash(bytes).map(ContentHash::from)
}

pub(crate) fn text(row: &AnyRow, column: &str) -> Result<String, StoreError> {
    Ok(row.try_get(column)?)
}

pub(crate) fn optional_text(row: &AnyRow, column: &str) -> Result<Option<String>, StoreError> {
    Ok(row.try_get(column)?)
}

pub(crate) fn bytes(row: &AnyRow, column: &str) -> Result<Vec<u8>, StoreError> {
    Ok(row.try_get(column)?)
}

pub(crate) fn number(row: &AnyRow, column: &str) -> Result<i64, StoreError> {
    Ok(row.try_get(column)?)
}

pub(crate) fn optional_moment(row: &AnyRow, column: &str) -> Result<Option<Timestamp>, StoreError> {
    let micros: Option<i64> = row.try_get(column)?;
    micros.map(moment).transpose()
}

/// A number that is never below 0.
pub(crate) fn whole(number: i64) -> Result<u64, StoreError> {
    u64::try_from(number).map_err(|_| StoreError::Damaged("expected a number from 0 on"))
}

/// A number as a column holds it. There are no more entries than a column has numbers.
pub(crate) fn column(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
