//! Who has something in a store.

use crate::database::Store;
use crate::error::StoreError;
use crate::row::text;

impl Store {
    /// The tenants that have a log, in their order.
    ///
    /// # Errors
    ///
    /// That the store does not answer.
    pub async fn tenants(&self) -> Result<Vec<String>, StoreError> {
        let rows = sqlx::query("SELECT tenant FROM logs ORDER BY tenant").fetch_all(&self.readers);
        rows.await?.iter().map(|row| text(row, "tenant")).collect()
    }
}
