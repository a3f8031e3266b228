//! How a bundle becomes an issued one.

use std::collections::BTreeMap;

use export_bundles::{BundleType, ContentHash, Timestamp};
use export_bundles_attest::log::Tombstone;
use sqlx::{AnyConnection, Row};

use crate::database::Backend;
use crate::error::StoreError;
use crate::log::{LogKey, OpenLog};
use crate::row::{bytes, column, micros, text};

/// A bundle that is to be issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Its id, which nothing else has.
    pub bundle_id: String,
    /// Its kind.
    pub bundle_type: BundleType,
    /// The incident that it is about.
    pub incident_id: Option<String>,
    /// The run that it is about.
    pub run_id: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// Its seal.
    pub seal: ContentHash,
    /// The bundle that it follows. A bundle is followed by one at most.
    pub follows: Option<String>,
    /// Who signed it: the file beside it.
    pub receipt: Vec<u8>,
    /// The bundle, byte for byte.
    pub content: Vec<u8>,
    /// The request that asked for it, where it may come again.
    pub request: Option<Request>,
}

/// A request that may come again, and is then answered with the same bundle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// What the client calls it.
    pub key: String,
    /// What tells whether it asks for the same.
    pub digest: [u8; 32],
}

/// What became of a bundle that was to be issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Issued {
    /// It is issued.
    New,
    /// The request came before, and this is the bundle that answers it.
    Before(String),
    /// The key was given to another request before.
    KeyOfAnother,
    /// Another bundle follows the same one already.
    Followed,
}

pub(crate) async fn issue(
    connection: &mut AnyConnection,
    logs: &mut Logs<'_>,
    tenant: &str,
    draft: &Draft,
) -> Result<Issued, StoreError> {
    // First: on PostgreSQL it keeps other processes from this tenant until the end of the transaction.
    let log = logs.open(connection, tenant).await?;
    if let Some(before) = before(connection, tenant, draft).await? {
        return Ok(before);
    }
    let position = log.append(connection, tenant, &draft.seal, draft.created_at).await?;
    sqlx::query(
        "INSERT INTO bundles (bundle_id, tenant, position, bundle_type, incident_id, run_id, created_at, seal, \
         follows, receipt, content) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(&draft.bundle_id)
    .bind(tenant)
    .bind(column(position))
    .bind(draft.bundle_type.as_str())
    .bind(draft.incident_id.as_deref())
    .bind(&draft.run_id)
    .bind(micros(draft.created_at))
    .bind(&draft.seal.as_bytes()[..])
    .bind(draft.follows.as_deref())
    .bind(&draft.receipt[..])
    .bind(&draft.content[..])
    .execute(&mut *connection)
    .await?;
    if let Some(Request { key, digest }) = &draft.request {
        sqlx::query(
            "INSERT INTO requests (tenant, key, digest, bundle_id) VALUES ($1, $2, $3, $4)",
        )
        .bind(tenant)
        .bind(key)
        .bind(&digest[..])
        .bind(&draft.bundle_id)
        .execute(connection)
        .await?;
    }
    Ok(Issued::New)
}

/// What became of it before, if anything did.
async fn before(
    connection: &mut AnyConnection,
    tenant: &str,
    draft: &Draft,
) -> Result<Option<Issued>, StoreError> {
    if let Some(request) = &draft.request
        && let Some(before) = request.before(connection, tenant).await?
    {
        return Ok(Some(before));
    }
    // A transaction whose end nobody was told of may have issued it.
    let same = "SELECT seal FROM bundles WHERE bundle_id = $1 AND tenant = $2";
    let same =
        sqlx::query(same).bind(&draft.bundle_id).bind(tenant).fetch_optional(&mut *connection);
    if let Some(row) = same.await?
        && bytes(&row, "seal")? == draft.seal.as_bytes()
    {
        return Ok(Some(Issued::New));
    }
    let Some(follows) = &draft.follows else { return Ok(None) };
    let other = "SELECT 1 AS one FROM bundles WHERE tenant = $1 AND follows = $2";
    let other = sqlx::query(other).bind(tenant).bind(follows).fetch_optional(connection).await?;
    Ok(other.map(|_| Issued::Followed))
}

impl Request {
    /// What it was answered with, if it came before.
    pub(crate) async fn before(
        &self,
        connection: &mut AnyConnection,
        tenant: &str,
    ) -> Result<Option<Issued>, StoreError> {
        let known = "SELECT digest, bundle_id FROM requests WHERE tenant = $1 AND key = $2";
        let known = sqlx::query(known).bind(tenant).bind(&self.key).fetch_optional(connection);
        let Some(row) = known.await? else { return Ok(None) };
        if row.try_get::<Vec<u8>, _>("digest")? != self.digest {
            return Ok(Some(Issued::KeyOfAnother));
        }
        Ok(Some(Issued::Before(text(&row, "bundle_id")?)))
    }
}

/// The logs that a transaction appends to.
pub(crate) struct Logs<'k> {
    key: &'k LogKey,
    backend: Backend,
    open: BTreeMap<String, OpenLog>,
}

impl<'k> Logs<'k> {
    pub(crate) fn new(key: &'k LogKey, backend: Backend) -> Self {
        Self { key, backend, open: BTreeMap::new() }
    }

    /// The log of a tenant, which is made where there is none.
    pub(crate) async fn open(
        &mut self,
        connection: &mut AnyConnection,
        tenant: &str,
    ) -> Result<&mut OpenLog, StoreError> {
        if !self.open.contains_key(tenant) {
            let log = OpenLog::of(connection, tenant, self.key, self.backend).await?;
            self.open.insert(tenant.to_owned(), log);
        }
        self.open.get_mut(tenant).ok_or(StoreError::Damaged("expected a log"))
    }

    /// A tombstone, signed for the log of a tenant.
    pub(crate) fn sign(&self, tenant: &str, tombstone: &Tombstone) -> Result<String, StoreError> {
        Ok(tombstone.sign(&self.key.origin(tenant), self.key.key())?)
    }

    /// Commits to what was appended.
    pub(crate) async fn close(self, connection: &mut AnyConnection) -> Result<(), StoreError> {
        for (tenant, log) in self.open {
            log.close(connection, &tenant, self.key).await?;
        }
        Ok(())
    }
}
