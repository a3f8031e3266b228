//! Letting go of what is old, unless somebody needs it.

use export_bundles::Timestamp;
use export_bundles_attest::log::Tombstone;
use sqlx::AnyConnection;

use crate::database::Store;
use crate::error::StoreError;
use crate::issue::Logs;
use crate::list::{Cursor, Entry, Filter};
use crate::log::LogKey;
use crate::row::{column, micros, moment, number, text, whole};

/// So many bundles are removed in one transaction.
const TOGETHER: u32 = 100;

/// An incident of which nothing is removed, however old it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hold {
    /// Whose it is.
    pub tenant: String,
    /// The incident.
    pub incident_id: String,
    /// Why, in words.
    pub reason: String,
    /// Since when.
    pub since: Timestamp,
}

/// What was removed, or would be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expired {
    /// The bundles, in whose place a tombstone stands.
    pub bundles: u64,
    /// How many bundles are as old, and held.
    pub held: u64,
    /// The incidents, runs and traces.
    pub parts: u64,
    /// The spans.
    pub spans: u64,
}

/// Of incidents, runs and traces, those that are older than `$1` and not held; policy snapshots say nothing of a run,
/// and stay.
const OLD_PARTS: &str = "created_at < $1 AND kind <> 'policy_snapshot' AND NOT EXISTS (SELECT 1 FROM holds \
    WHERE holds.tenant = parts.tenant AND (parts.kind = 'incident' AND parts.id = holds.incident_id \
    OR parts.run_id IN (SELECT held.run_id FROM parts AS held WHERE held.tenant = holds.tenant \
    AND held.kind = 'incident' AND held.id = holds.incident_id)))";

/// Of spans, likewise.
const OLD_SPANS: &str = "created_at < $1 AND NOT EXISTS (SELECT 1 FROM holds JOIN parts AS held \
    ON held.tenant = holds.tenant AND held.kind = 'incident' AND held.id = holds.incident_id \
    WHERE holds.tenant = spans.tenant AND (held.run_id = spans.trace_id OR EXISTS (SELECT 1 FROM span_runs \
    WHERE span_runs.tenant = spans.tenant AND span_runs.trace_id = spans.trace_id \
    AND span_runs.run_id = held.run_id)))";

impl Store {
    /// Keeps everything about an incident, until [`lift`](Self::lift). A hold that is there already stays as it is.
    ///
    /// # Errors
    ///
    /// That the store does not take it.
    pub async fn hold(&self, hold: &Hold) -> Result<bool, StoreError> {
        let done = sqlx::query(
            "INSERT INTO holds (tenant, incident_id, reason, since) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (tenant, incident_id) DO NOTHING",
        )
        .bind(&hold.tenant)
        .bind(&hold.incident_id)
        .bind(&hold.reason)
        .bind(micros(hold.since))
        .execute(&self.writers)
        .await?;
        Ok(done.rows_affected() > 0)
    }

    /// Keeps it no longer. Says whether there was a hold.
    ///
    /// # Errors
    ///
    /// That the store does not take it.
    pub async fn lift(&self, tenant: &str, incident_id: &str) -> Result<bool, StoreError> {
        let done = sqlx::query("DELETE FROM holds WHERE tenant = $1 AND incident_id = $2")
            .bind(tenant)
            .bind(incident_id)
            .execute(&self.writers)
            .await?;
        Ok(done.rows_affected() > 0)
    }

    /// The holds, in the order of tenants and incidents.
    ///
    /// # Errors
    ///
    /// That the store does not answer.
    pub async fn holds(&self) -> Result<Vec<Hold>, StoreError> {
        let holds =
            "SELECT tenant, incident_id, reason, since FROM holds ORDER BY tenant, incident_id";
        let rows = sqlx::query(holds).fetch_all(&self.readers).await?;
        let hold = |row| {
            Ok(Hold {
                tenant: text(row, "tenant")?,
                incident_id: text(row, "incident_id")?,
                reason: text(row, "reason")?,
                since: moment(number(row, "since")?)?,
            })
        };
        rows.iter().map(hold).collect()
    }

    /// What is older than `before` and not held.
    ///
    /// # Errors
    ///
    /// That the store does not answer.
    pub async fn expiring(&self, before: Timestamp) -> Result<Expired, StoreError> {
        let mut expired = Expired {
            parts: self.count("parts", OLD_PARTS, before).await?,
            spans: self.count("spans", OLD_SPANS, before).await?,
            ..Expired::default()
        };
        let mut connection = self.readers.acquire().await?;
        for tenant in self.tenants().await? {
            let mut pages = Pages::new(before);
            while let Some(page) = pages.next(self, &tenant).await? {
                for entry in page {
                    match is_held(&mut connection, &tenant, &entry).await? {
                        true => expired.held += 1,
                        false => expired.bundles += 1,
                    }
                }
            }
        }
        Ok(expired)
    }

    /// Removes what is older than `before` and not held. In the place of each bundle a tombstone stands, which the log
    /// has, too; its seal stays in the log. All of it is done again where it was interrupted.
    ///
    /// # Errors
    ///
    /// That the store does not take it; what was removed until then is.
    pub async fn expire(
        &self,
        key: &LogKey,
        before: Timestamp,
        now: Timestamp,
        reason: &str,
    ) -> Result<Expired, StoreError> {
        let mut expired = Expired::default();
        for tenant in self.tenants().await? {
            let mut pages = Pages::new(before);
            while let Some(page) = pages.next(self, &tenant).await? {
                let mut transaction = self.begin().await?;
                let mut logs = Logs::new(key, self.backend);
                for entry in page {
                    match bury(&mut transaction, &mut logs, &tenant, &entry, now, reason).await? {
                        Burial::Done => expired.bundles += 1,
                        Burial::Held => expired.held += 1,
                        Burial::DoneBefore => {}
                    }
                }
                logs.close(&mut transaction).await?;
                transaction.commit().await?;
            }
        }
        expired.parts = self.delete("parts", OLD_PARTS, before).await?;
        expired.spans = self.delete("spans", OLD_SPANS, before).await?;
        Ok(expired)
    }

    async fn count(
        &self,
        table: &str,
        condition: &str,
        before: Timestamp,
    ) -> Result<u64, StoreError> {
        let sql = format!("SELECT COUNT(*) FROM {table} WHERE {condition}");
        let count: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
            .bind(micros(before))
            .fetch_one(&self.readers)
            .await?;
        whole(count)
    }

    async fn delete(
        &self,
        table: &str,
        condition: &str,
        before: Timestamp,
    ) -> Result<u64, StoreError> {
        let sql = format!("DELETE FROM {table} WHERE {condition}");
        let done = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(micros(before));
        Ok(done.execute(&self.writers).await?.rows_affected())
    }
}

/// The bundles that are old, page by page.
struct Pages {
    filter: Filter,
    behind: Option<Cursor>,
}

impl Pages {
    fn new(before: Timestamp) -> Self {
        Self { filter: Filter { to: Some(before), ..Filter::default() }, behind: None }
    }

    async fn next(
        &mut self,
        store: &Store,
        tenant: &str,
    ) -> Result<Option<Vec<Entry>>, StoreError> {
        let page = store.archive(tenant, &self.filter, self.behind, TOGETHER).await?;
        let Some(last) = page.last() else { return Ok(None) };
        self.behind = Some(last.cursor());
        Ok(Some(page))
    }
}

async fn is_held(
    connection: &mut AnyConnection,
    tenant: &str,
    entry: &Entry,
) -> Result<bool, StoreError> {
    let Some(incident_id) = &entry.incident_id else { return Ok(false) };
    let held = "SELECT 1 AS one FROM holds WHERE tenant = $1 AND incident_id = $2";
    let held = sqlx::query(held).bind(tenant).bind(incident_id);
    Ok(held.fetch_optional(connection).await?.is_some())
}

/// What became of a bundle that is old.
enum Burial {
    Done,
    /// Somebody needs it.
    Held,
    /// Somebody else has done it in between.
    DoneBefore,
}

/// Puts a tombstone in the place of a bundle.
async fn bury(
    connection: &mut AnyConnection,
    logs: &mut Logs<'_>,
    tenant: &str,
    entry: &Entry,
    now: Timestamp,
    reason: &str,
) -> Result<Burial, StoreError> {
    // Asked here, so that a hold counts until the last moment.
    if is_held(connection, tenant, entry).await? {
        return Ok(Burial::Held);
    }
    let tombstone = Tombstone {
        bundle_id: entry.bundle_id.clone(),
        seal: entry.seal,
        position: entry.position,
        created_at: entry.created_at,
        removed_at: now,
        reason: reason.to_owned(),
    };
    let note = logs.sign(tenant, &tombstone)?;
    let log = logs.open(connection, tenant).await?;
    let here = "SELECT 1 AS one FROM bundles WHERE bundle_id = $1";
    let here = sqlx::query(here).bind(&entry.bundle_id).fetch_optional(&mut *connection);
    if here.await?.is_none() {
        return Ok(Burial::DoneBefore);
    }
    let place = log.append(connection, tenant, &Tombstone::entry(&note), now).await?;
    sqlx::query(
        "INSERT INTO tombstones (bundle_id, tenant, position, entry, removed_at, note) \
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(&entry.bundle_id)
    .bind(tenant)
    .bind(column(entry.position))
    .bind(column(place))
    .bind(micros(now))
    .bind(&note)
    .execute(&mut *connection)
    .await?;
    sqlx::query("DELETE FROM bundles WHERE bundle_id = $1")
        .bind(&entry.bundle_id)
        .execute(connection)
        .await?;
    Ok(Burial::Done)
}
