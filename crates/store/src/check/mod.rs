//! Whether everything in a store is what it was when it was written.

mod examine;

use std::collections::HashMap;
use std::sync::Arc;
use std::thread::available_parallelism;

use export_bundles::Timestamp;
use export_bundles_attest::log::{Checkpoint, Edge, Hash, Node, Tombstone};
use export_bundles_attest::{PublicKey, Trust};
use futures_util::{StreamExt, TryStreamExt};
use sqlx::Row;

use crate::bundles::{Bundle, Found};
use crate::database::Store;
use crate::error::StoreError;
use crate::log::place;
use crate::row::{bytes, column, hash, number, text, whole};
use examine::examine;

/// So many entries of a log are looked at together, with the bundles that they are of.
const TOGETHER: u64 = 1024;

/// Something in a store that is not what it was when it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damage {
    /// Whose it is.
    pub tenant: String,
    /// Where it is: the id of a bundle, or a place in the log.
    pub place: String,
    /// What was expected there.
    pub message: String,
}

/// What was checked, and what was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// How many tenants have a log.
    pub tenants: u64,
    /// How many bundles there are.
    pub bundles: u64,
    /// How many tombstones.
    pub tombstones: u64,
    /// How many entries the logs have.
    pub entries: u64,
    /// What is damaged; nothing, where all is well.
    pub damage: Vec<Damage>,
}

impl Store {
    /// Checks every seal, every signature, every place in a log, every hash of a log, and every reference. Receipts are
    /// held against `trust`, logs against `log_key`. `progress` learns of every bundle. It takes as many processors as
    /// there are, and memory for as many bundles.
    ///
    /// # Errors
    ///
    /// That the store does not answer. What is damaged is no error: it is what was to be found.
    pub async fn check(
        &self,
        trust: &Trust,
        log_key: &PublicKey,
        now: Timestamp,
        mut progress: impl FnMut(),
    ) -> Result<Checked, StoreError> {
        let mut checked = Checked::default();
        let trust = Arc::new(trust.clone());
        for tenant in self.tenants().await? {
            checked.tenants += 1;
            let trust = Arc::clone(&trust);
            let mut checker = Checker {
                store: self,
                tenant: &tenant,
                trust,
                log_key,
                now,
                checked: &mut checked,
            };
            checker.log(&mut progress).await?;
            checker.requests().await?;
        }
        Ok(checked)
    }

    /// How many bundles there are.
    ///
    /// # Errors
    ///
    /// That the store does not answer.
    pub async fn count_bundles(&self) -> Result<u64, StoreError> {
        let count: i64 =
            sqlx::query_scalar("SELECT COUNT(*) FROM bundles").fetch_one(&self.readers).await?;
        whole(count)
    }
}

/// Everything of a tenant, held against each other.
struct Checker<'a> {
    store: &'a Store,
    tenant: &'a str,
    trust: Arc<Trust>,
    log_key: &'a PublicKey,
    now: Timestamp,
    checked: &'a mut Checked,
}

/// What the entries of a log are to be, by their places.
type Expected = HashMap<u64, Hash>;

impl Checker<'_> {
    fn damage(&mut self, place: impl Into<String>, message: impl Into<String>) {
        let tenant = self.tenant.to_owned();
        self.checked.damage.push(Damage { tenant, place: place.into(), message: message.into() });
    }

    fn expect(&mut self, holds: bool, place: &str, message: &str) {
        if !holds {
            self.damage(place, message);
        }
    }

    /// The log from its beginning, with everything that it has entries of.
    async fn log(&mut self, progress: &mut impl FnMut()) -> Result<(), StoreError> {
        let head = "SELECT origin, size, checkpoint FROM logs WHERE tenant = $1";
        let head = sqlx::query(head).bind(self.tenant).fetch_one(&self.store.readers).await?;
        let (origin, size) = (text(&head, "origin")?, whole(number(&head, "size")?)?);
        let (mut edge, mut kept) = (Edge::default(), 0);
        while edge.size() < size {
            let first = edge.size();
            let entries =
                self.store.entries(self.tenant, first, TOGETHER.min(size - first)).await?;
            if entries.is_empty() {
                break;
            }
            let end = first + entries.len() as u64;
            let mut expected = self.tombstones(&origin, first, end).await?;
            self.bundles(&mut expected, first, end, progress).await?;
            let nodes = self.nodes(first, end).await?;
            for seal in entries {
                let position = edge.size();
                let place = format!("entry {position} of the log");
                let is_its = expected.get(&position) == Some(seal.as_bytes());
                self.expect(is_its, &place, "expected the seal of a bundle, or a tombstone");
                for (node, hash) in edge.append(&seal).into_iter().filter(|it| it.0.level > 0) {
                    kept += 1;
                    let is_its = nodes.get(&crate::log::place(node)) == Some(&hash);
                    self.expect(is_its, &place, "expected the hashes that follow from it");
                }
            }
        }
        self.checked.entries += edge.size();
        let beyond = "SELECT (SELECT COUNT(*) FROM bundles WHERE tenant = $1 AND position >= $2) \
                      + (SELECT COUNT(*) FROM tombstones WHERE tenant = $1 AND entry >= $2)";
        let beyond = self.count(beyond, edge.size()).await?;
        self.expect(beyond == 0, "the log", "expected the seals of all bundles");
        let nodes = "SELECT COUNT(*) FROM log_nodes WHERE tenant = $1 AND node >= $2";
        let nodes = self.count(nodes, 0).await?;
        self.expect(nodes == kept, "the log", "expected no hash that follows from nothing");
        if size > 0 {
            self.checkpoint(&text(&head, "checkpoint")?, &edge.checkpoint(&origin));
        }
        Ok(())
    }

    async fn count(&self, sql: &'static str, from: u64) -> Result<u64, StoreError> {
        let count = sqlx::query_scalar(sql).bind(self.tenant).bind(column(from));
        whole(count.fetch_one(&self.store.readers).await?)
    }

    fn checkpoint(&mut self, note: &str, expected: &Checkpoint) {
        match Checkpoint::verify(note, self.log_key) {
            Ok(found) => {
                let message = "expected one that commits to the entries";
                self.expect(found == *expected, "the checkpoint", message);
            }
            Err(error) => self.damage("the checkpoint", error.to_string()),
        }
    }

    /// Checks the tombstones that have an entry from `first` to `end`, and gives what the log is to have of these, and of
    /// the bundles in whose place they are.
    async fn tombstones(
        &mut self,
        origin: &str,
        first: u64,
        end: u64,
    ) -> Result<Expected, StoreError> {
        let those = "SELECT bundle_id, position, entry, note FROM tombstones WHERE tenant = $1 \
                     AND (position >= $2 AND position < $3 OR entry >= $2 AND entry < $3)";
        let rows = sqlx::query(those)
            .bind(self.tenant)
            .bind(column(first))
            .bind(column(end))
            .fetch_all(&self.store.readers)
            .await?;
        let mut expected = Expected::new();
        for row in rows {
            let (id, note) = (text(&row, "bundle_id")?, text(&row, "note")?);
            let (position, entry) =
                (whole(number(&row, "position")?)?, whole(number(&row, "entry")?)?);
            expected.insert(entry, *Tombstone::entry(&note).as_bytes());
            let tombstone = Tombstone::verify(&note, origin, self.log_key);
            if let Ok(tombstone) = &tombstone {
                expected.insert(position, *tombstone.seal.as_bytes());
            }
            // It is met twice: where it stands, and where its bundle stood.
            if (first..end).contains(&entry) {
                self.checked.tombstones += 1;
                match tombstone {
                    Ok(it) => {
                        let is_its = it.bundle_id == id && it.position == position;
                        self.expect(is_its, &id, "expected the tombstone of this bundle");
                    }
                    Err(error) => self.damage(&id, error.to_string()),
                }
            }
        }
        Ok(expected)
    }

    /// Checks the bundles with an entry from `first` to `end`, and adds what the log is to have of them.
    async fn bundles(
        &mut self,
        expected: &mut Expected,
        first: u64,
        end: u64,
        progress: &mut impl FnMut(),
    ) -> Result<(), StoreError> {
        let rows = self.store.at_positions(self.tenant, first, end);
        let (trust, now) = (Arc::clone(&self.trust), self.now);
        let mut examined = rows
            .map(|bundle| {
                let trust = Arc::clone(&trust);
                async move {
                    let bundle = bundle?;
                    let work = move || (examine(&bundle, &trust, now), bundle.entry);
                    tokio::task::spawn_blocking(work).await.map_err(|_| StoreError::Closed)
                }
            })
            .buffered(available_parallelism().map_or(1, usize::from));
        while let Some((found, entry)) = examined.try_next().await? {
            self.checked.bundles += 1;
            for message in found {
                self.damage(&entry.bundle_id, message);
            }
            if let Some(follows) = &entry.follows {
                let found = self.store.entry(self.tenant, follows).await?;
                let message = "expected the bundle that this one follows";
                self.expect(!matches!(found, Found::Nothing), &entry.bundle_id, message);
            }
            expected.insert(entry.position, *entry.seal.as_bytes());
            progress();
        }
        Ok(())
    }

    /// The hashes that are kept of the entries from `first` to `end`.
    async fn nodes(&self, first: u64, end: u64) -> Result<HashMap<i64, Hash>, StoreError> {
        let mut nodes = HashMap::new();
        let kept =
            "SELECT node, hash FROM log_nodes WHERE tenant = $1 AND node >= $2 AND node < $3";
        for level in 1..=u8::try_from(end.ilog2()).unwrap_or(u8::MAX) {
            let at = |position: u64| place(Node { level, index: position >> level });
            let rows = sqlx::query(kept)
                .bind(self.tenant)
                .bind(at(first))
                .bind(at(end))
                .fetch_all(&self.store.readers)
                .await?;
            for row in rows {
                nodes.insert(row.try_get("node")?, hash(&bytes(&row, "hash")?)?);
            }
        }
        Ok(nodes)
    }

    async fn requests(&mut self) -> Result<(), StoreError> {
        let lost = "SELECT bundle_id FROM requests WHERE tenant = $1 \
                    AND NOT EXISTS (SELECT 1 FROM bundles WHERE bundles.bundle_id = requests.bundle_id) \
                    AND NOT EXISTS (SELECT 1 FROM tombstones WHERE tombstones.bundle_id = requests.bundle_id)";
        let rows = sqlx::query(lost).bind(self.tenant).fetch_all(&self.store.readers).await?;
        for row in rows {
            let id = text(&row, "bundle_id")?;
            self.damage(id, "expected the bundle that answered a request");
        }
        Ok(())
    }
}

impl Store {
    /// The bundles whose entries stand at these positions, one after the other.
    fn at_positions<'s>(
        &'s self,
        tenant: &'s str,
        first: u64,
        end: u64,
    ) -> impl futures_util::Stream<Item = Result<Bundle, StoreError>> + 's {
        let columns = Bundle::columns();
        let sql = format!(
            "SELECT {columns} FROM bundles WHERE tenant = $1 AND position >= $2 AND position < $3 \
             ORDER BY position"
        );
        sqlx::query(sqlx::AssertSqlSafe(sql))
            .bind(tenant)
            .bind(column(first))
            .bind(column(end))
            .fetch(&self.readers)
            .map(|row| Bundle::of(&row?))
    }
}
