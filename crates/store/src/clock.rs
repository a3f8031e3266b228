//! What time it is, for what is issued.

use std::sync::atomic::{AtomicI64, Ordering};

use export_bundles::{Timestamp, utc_now};

use crate::database::Store;
use crate::error::StoreError;
use crate::row::{micros, moment};

/// A clock that never goes back, and never behind what was issued, whatever the system's clock does: what comes later
/// has the later time.
#[derive(Debug)]
pub struct Clock {
    latest: AtomicI64,
}

impl Clock {
    /// A clock that is never behind what the store has.
    ///
    /// # Errors
    ///
    /// That the store does not answer.
    pub async fn of(store: &Store) -> Result<Self, StoreError> {
        let latest = "SELECT issued_at FROM logs ORDER BY issued_at DESC LIMIT 1";
        let latest: Option<i64> = sqlx::query_scalar(latest).fetch_optional(&store.readers).await?;
        Ok(Self { latest: AtomicI64::new(latest.unwrap_or(i64::MIN)) })
    }

    /// What time it is: that of the system, or where that went back, a microsecond after the last one.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.after(utc_now())
    }

    /// The same, of a system on which it is `now`.
    #[must_use]
    pub fn after(&self, now: Timestamp) -> Timestamp {
        let own = micros(now);
        let next = |latest: i64| Some(own.max(latest.saturating_add(1)));
        let before = self.latest.fetch_update(Ordering::Relaxed, Ordering::Relaxed, next);
        let before = before.unwrap_or_else(|latest| latest);
        // A clock at the end of time stays there.
        moment(own.max(before.saturating_add(1))).unwrap_or(now)
    }
}
