//! What the platform knows: incidents, runs, policy snapshots, traces.

use export_bundles::Timestamp;
use sqlx::AnyConnection;

use crate::database::Store;
use crate::error::StoreError;
use crate::row::{bytes, micros};

/// What a part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PartKind {
    /// An incident.
    Incident,
    /// A run.
    Run,
    /// A policy snapshot.
    PolicySnapshot,
    /// A trace.
    Trace,
}

impl PartKind {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Incident => "incident",
            Self::Run => "run",
            Self::PolicySnapshot => "policy_snapshot",
            Self::Trace => "trace",
        }
    }
}

/// Something that the platform knows, to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it is.
    pub kind: PartKind,
    /// Its id, which is one of its kind in the tenant.
    pub id: String,
    /// The run that it is of, if that is known.
    pub run_id: Option<String>,
    /// What tells whether it is the same as another one.
    pub digest: [u8; 32],
    /// Since when it is known.
    pub now: Timestamp,
    /// The document, byte for byte.
    pub content: Vec<u8>,
}

/// What became of something that was put into a store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Put {
    /// It was not there.
    New,
    /// It was there already.
    Same,
    /// Something else is there under its id, and stays.
    Other,
}

pub(crate) async fn put(
    connection: &mut AnyConnection,
    tenant: &str,
    part: &Part,
) -> Result<Put, StoreError> {
    let done = sqlx::query(
        "INSERT INTO parts (tenant, kind, id, run_id, digest, created_at, content) \
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (tenant, kind, id) DO NOTHING",
    )
    .bind(tenant)
    .bind(part.kind.name())
    .bind(&part.id)
    .bind(part.run_id.as_deref())
    .bind(&part.digest[..])
    .bind(micros(part.now))
    .bind(&part.content[..])
    .execute(&mut *connection)
    .await?;
    if done.rows_affected() > 0 {
        return Ok(Put::New);
    }
    let digest = "SELECT digest FROM parts WHERE tenant = $1 AND kind = $2 AND id = $3";
    let digest: Vec<u8> = sqlx::query_scalar(digest)
        .bind(tenant)
        .bind(part.kind.name())
        .bind(&part.id)
        .fetch_one(connection)
        .await?;
    Ok(if digest == part.digest { Put::Same } else { Put::Other })
}

impl Store {
    /// The document of a part, byte for byte.
    ///
    /// # Errors
    ///
    /// That the store does not answer.
    pub async fn part(
        &self,
        tenant: &str,
        kind: PartKind,
        id: &str,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        let content = "SELECT content FROM parts WHERE tenant = $1 AND kind = $2 AND id = $3";
        let row = sqlx::query(content)
            .bind(tenant)
            .bind(kind.name())
            .bind(id)
            .fetch_optional(&self.readers)
            .await?;
        row.map(|row| bytes(&row, "content")).transpose()
    }

    /// The documents of that kind that are of a run, in the order of their ids; at most `most`.
    ///
    /// # Errors
    ///
    /// That the store does not answer.
    pub async fn parts_of_run(
        &self,
        tenant: &str,
        kind: PartKind,
        run_id: &str,
        most: u32,
    ) -> Result<Vec<Vec<u8>>, StoreError> {
        let content = "SELECT content FROM parts WHERE tenant = $1 AND kind = $2 AND run_id = $3 \
                       ORDER BY id LIMIT $4";
        let rows = sqlx::query(content)
            .bind(tenant)
            .bind(kind.name())
            .bind(run_id)
            .bind(i64::from(most))
            .fetch_all(&self.readers)
            .await?;
        rows.iter().map(|row| bytes(row, "content")).collect()
    }
}
