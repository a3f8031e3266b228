//! What was issued.

use export_bundles::{ContentHash, Timestamp};
use sqlx::any::AnyRow;

use crate::database::Store;
use crate::error::StoreError;
use crate::issue::{Issued, Request};
use crate::list::Entry;
use crate::row::{bytes, text};

/// An issued bundle, with everything that belongs to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bundle {
    /// What lists say of it.
    pub entry: Entry,
    /// Who signed it: the file beside it.
    pub receipt: Vec<u8>,
    /// The bundle, byte for byte.
    pub content: Vec<u8>,
}

/// What is found under the id of a bundle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found<B> {
    /// Nothing of this tenant.
    Nothing,
    /// It is there.
    Here(B),
    /// It was removed, and this note is in its place.
    Removed(String),
}

impl<B> Found<B> {
    /// What is there, if it is.
    pub fn here(self) -> Option<B> {
        match self {
            Self::Here(bundle) => Some(bundle),
            Self::Nothing | Self::Removed(_) => None,
        }
    }
}

impl Store {
    /// The bundle of that id.
    ///
    /// # Errors
    ///
    /// That the store does not answer, or is damaged.
    pub async fn bundle(&self, tenant: &str, id: &str) -> Result<Found<Bundle>, StoreError> {
        self.found(tenant, id, &format!("SELECT {}", Bundle::columns()), Bundle::of).await
    }

    /// What lists say of the bundle of that id.
    ///
    /// # Errors
    ///
    /// That the store does not answer, or is damaged.
    pub async fn entry(&self, tenant: &str, id: &str) -> Result<Found<Entry>, StoreError> {
        self.found(tenant, id, &format!("SELECT {}", Entry::COLUMNS), Entry::of).await
    }

    async fn found<B>(
        &self,
        tenant: &str,
        id: &str,
        columns: &str,
        read: impl FnOnce(&AnyRow) -> Result<B, StoreError>,
    ) -> Result<Found<B>, StoreError> {
        let here = format!("{columns} FROM bundles WHERE bundle_id = $1 AND tenant = $2");
        let here = sqlx::query(sqlx::AssertSqlSafe(here)).bind(id).bind(tenant);
        if let Some(row) = here.fetch_optional(&self.readers).await? {
            return Ok(Found::Here(read(&row)?));
        }
        let removed = "SELECT note FROM tombstones WHERE bundle_id = $1 AND tenant = $2";
        let removed = sqlx::query(removed).bind(id).bind(tenant).fetch_optional(&self.readers);
        Ok(match removed.await? {
            Some(row) => Found::Removed(text(&row, "note")?),
            None => Found::Nothing,
        })
    }

    /// What a request was answered with, if it came before.
    ///
    /// # Errors
    ///
    /// That the store does not answer.
    pub async fn answered(
        &self,
        tenant: &str,
        request: &Request,
    ) -> Result<Option<Issued>, StoreError> {
        let mut connection = self.readers.acquire().await?;
        request.before(&mut connection, tenant).await
    }

    /// When a bundle was made, and its seal, of the bundle that follows one; nothing where none does.
    ///
    /// # Errors
    ///
    /// That the store does not answer.
    pub async fn follower(&self, tenant: &str, id: &str) -> Result<Option<Entry>, StoreError> {
        let sql =
            format!("SELECT {} FROM bundles WHERE tenant = $1 AND follows = $2", Entry::COLUMNS);
        let row = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(tenant).bind(id);
        row.fetch_optional(&self.readers).await?.as_ref().map(Entry::of).transpose()
    }
}

impl Bundle {
    pub(crate) fn columns() -> String {
        format!("{}, receipt, content", Entry::COLUMNS)
    }

    pub(crate) fn of(row: &AnyRow) -> Result<Self, StoreError> {
        let (receipt, content) = (bytes(row, "receipt")?, bytes(row, "content")?);
        Ok(Self { entry: Entry::of(row)?, receipt, content })
    }

    /// Its seal.
    #[must_use]
    pub fn seal(&self) -> &ContentHash {
        &self.entry.seal
    }

    /// When it was made.
    #[must_use]
    pub fn created_at(&self) -> Timestamp {
        self.entry.created_at
    }
}
