//! Spans of OpenTelemetry, which come in any order and in several requests.

use export_bundles::Timestamp;
use sqlx::AnyConnection;

use crate::database::Store;
use crate::error::StoreError;
use crate::row::{bytes, micros, text};

/// A span, to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The trace that it is of, in lower-case hexadecimal digits.
    pub trace_id: String,
    /// Its id, likewise.
    pub span_id: String,
    /// The run that it says it is of, if it does.
    pub run_id: Option<String>,
    /// What tells whether it is the same as another one.
    pub digest: [u8; 32],
    /// The span as OTLP in JSON.
    pub content: Vec<u8>,
}

/// What became of spans.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Added {
    /// How many are there now that were not.
    pub new: usize,
    /// How many were there already.
    pub same: usize,
    /// How many were refused, as another span is there under their id, and stays.
    pub other: usize,
}

pub(crate) async fn add(
    connection: &mut AnyConnection,
    tenant: &str,
    spans: &[Span],
    now: Timestamp,
) -> Result<Added, StoreError> {
    let mut added = Added::default();
    for span in spans {
        match add_one(connection, tenant, span, now).await? {
            None => added.new += 1,
            Some(digest) if digest == span.digest => added.same += 1,
            Some(_) => added.other += 1,
        }
        if let Some(run_id) = &span.run_id {
            sqlx::query(
                "INSERT INTO span_runs (tenant, run_id, trace_id) VALUES ($1, $2, $3) \
                 ON CONFLICT (tenant, run_id, trace_id) DO NOTHING",
            )
            .bind(tenant)
            .bind(run_id)
            .bind(&span.trace_id)
            .execute(&mut *connection)
            .await?;
        }
    }
    Ok(added)
}

/// Gives the digest of the span that is there already.
async fn add_one(
    connection: &mut AnyConnection,
    tenant: &str,
    span: &Span,
    now: Timestamp,
) -> Result<Option<Vec<u8>>, StoreError> {
    let done = sqlx::query(
        "INSERT INTO spans (tenant, trace_id, span_id, digest, created_at, content) \
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (tenant, trace_id, span_id) DO NOTHING",
    )
    .bind(tenant)
    .bind(&span.trace_id)
    .bind(&span.span_id)
    .bind(&span.digest[..])
    .bind(micros(now))
    .bind(&span.content[..])
    .execute(&mut *connection)
    .await?;
    if done.rows_affected() > 0 {
        return Ok(None);
    }
    let digest = "SELECT digest FROM spans WHERE tenant = $1 AND trace_id = $2 AND span_id = $3";
    let digest = sqlx::query_scalar(digest)
        .bind(tenant)
        .bind(&span.trace_id)
        .bind(&span.span_id)
        .fetch_one(connection)
        .await?;
    Ok(Some(digest))
}

impl Store {
    /// The ids of the traces that a run has, as its spans say.
    ///
    /// # Errors
    ///
    /// That the store does not answer.
    pub async fn traces_of_run(
        &self,
        tenant: &str,
        run_id: &str,
    ) -> Result<Vec<String>, StoreError> {
        let traces =
            "SELECT trace_id FROM span_runs WHERE tenant = $1 AND run_id = $2 ORDER BY trace_id";
        let rows = sqlx::query(traces).bind(tenant).bind(run_id).fetch_all(&self.readers).await?;
        rows.iter().map(|row| text(row, "trace_id")).collect()
    }

    /// The spans of a trace, each as OTLP in JSON, in the order of their ids.
    ///
    /// # Errors
    ///
    /// That the store does not answer.
    pub async fn spans(&self, tenant: &str, trace_id: &str) -> Result<Vec<Vec<u8>>, StoreError> {
        let spans =
            "SELECT content FROM spans WHERE tenant = $1 AND trace_id = $2 ORDER BY span_id";
        let rows = sqlx::query(spans).bind(tenant).bind(trace_id).fetch_all(&self.readers).await?;
        rows.iter().map(|row| bytes(row, "content")).collect()
    }
}
