//! Whether everything in a store is what it was when it was written.

use std::collections::HashMap;

use export_bundles::{ExportBundle, Timestamp, decode};
use export_bundles_attest::log::{Checkpoint, Edge, Tombstone};
use export_bundles_attest::{PublicKey, Receipt, Trust, verify};
use export_bundles_evidence::seal;
use sqlx::Row;

use crate::bundles::Bundle;
use crate::database::Store;
use crate::error::StoreError;
use crate::issue::name;
use crate::list::{Cursor, Entry, Filter};
use crate::row::{bytes, hash, number, text, whole};

/// So many are read at a time.
const PAGE: u32 = 256;
/// So many entries of a log are.
const ENTRIES: u64 = 4096;

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

/// Everything that is held against each other for a tenant.
struct Checker<'a> {
    store: &'a Store,
    tenant: &'a str,
    trust: &'a Trust,
    now: Timestamp,
    checked: &'a mut Checked,
}

impl Store {
    /// Checks every seal, every signature, every place in a log, every hash of a log, and every reference. Receipts are
    /// held against `trust`, logs against `log_key`. `progress` learns of every bundle.
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
        for tenant in self.tenants().await? {
            checked.tenants += 1;
            let checker =
                Checker { store: self, tenant: &tenant, trust, now, checked: &mut checked };
            checker.check(log_key, &mut progress).await?;
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

impl Checker<'_> {
    async fn check(
        mut self,
        log_key: &PublicKey,
        progress: &mut impl FnMut(),
    ) -> Result<(), StoreError> {
        let mut expected = self.tombstones(log_key).await?;
        self.bundles(&mut expected, progress).await?;
        self.log(&expected, log_key).await?;
        self.requests().await
    }

    fn damage(&mut self, place: impl Into<String>, message: impl Into<String>) {
        let tenant = self.tenant.to_owned();
        self.checked.damage.push(Damage { tenant, place: place.into(), message: message.into() });
    }

    fn expect(&mut self, holds: bool, place: &str, message: &str) {
        if !holds {
            self.damage(place, message);
        }
    }

    /// Gives which entry of the log is whose.
    async fn tombstones(&mut self, log_key: &PublicKey) -> Result<Expected, StoreError> {
        let origin = "SELECT origin FROM logs WHERE tenant = $1";
        let origin: String =
            sqlx::query_scalar(origin).bind(self.tenant).fetch_one(&self.store.readers).await?;
        let mut expected = Expected { origin, entries: HashMap::new() };
        let all = "SELECT bundle_id, position, entry, note FROM tombstones WHERE tenant = $1 ORDER BY entry";
        let rows = sqlx::query(all).bind(self.tenant).fetch_all(&self.store.readers).await?;
        for row in rows {
            self.checked.tombstones += 1;
            let (id, note) = (text(&row, "bundle_id")?, text(&row, "note")?);
            let (position, entry) =
                (whole(number(&row, "position")?)?, whole(number(&row, "entry")?)?);
            match Tombstone::verify(&note, &expected.origin, log_key) {
                Ok(tombstone) => {
                    let is_its = tombstone.bundle_id == id && tombstone.position == position;
                    self.expect(is_its, &id, "expected the tombstone of this bundle");
                    expected.entries.insert(position, (*tombstone.seal.as_bytes(), id.clone()));
                }
                Err(error) => self.damage(&id, error.to_string()),
            }
            expected.entries.insert(entry, (*Tombstone::entry(&note).as_bytes(), id));
        }
        Ok(expected)
    }

    async fn bundles(
        &mut self,
        expected: &mut Expected,
        progress: &mut impl FnMut(),
    ) -> Result<(), StoreError> {
        let mut behind: Option<Cursor> = None;
        loop {
            let page = self.store.archive(self.tenant, &Filter::default(), behind, PAGE).await?;
            let Some(last) = page.last() else { return Ok(()) };
            behind = Some(last.cursor());
            for entry in page {
                self.checked.bundles += 1;
                let found = self.store.bundle(self.tenant, &entry.bundle_id).await?;
                if let Some(bundle) = found.here() {
                    self.bundle(&bundle).await?;
                }
                expected.entries.insert(entry.position, (*entry.seal.as_bytes(), entry.bundle_id));
                progress();
            }
        }
    }

    async fn bundle(&mut self, bundle: &Bundle) -> Result<(), StoreError> {
        let Bundle { entry, receipt, content } = bundle;
        let id = entry.bundle_id.as_str();
        let is_sealed = seal(content).is_ok_and(|it| it == entry.seal);
        self.expect(is_sealed, id, "expected the bundle that was sealed");
        match decode::<ExportBundle>(content) {
            Ok(read) => {
                self.expect(agrees(entry, &read), id, "expected what the bundle says of itself")
            }
            Err(_) => self.damage(id, "expected a valid bundle"),
        }
        match Receipt::parse(receipt) {
            Ok(receipt) => {
                let signature = verify(content, &receipt, self.trust, self.now);
                for fault in signature.faults {
                    self.damage(id, format!("the receipt: {}", fault.kind.message()));
                }
            }
            Err(error) => self.damage(id, error.to_string()),
        }
        if let Some(follows) = &entry.follows {
            let found = self.store.entry(self.tenant, follows).await?;
            let is_there = !matches!(found, crate::bundles::Found::Nothing);
            self.expect(is_there, id, "expected the bundle that this one follows");
        }
        Ok(())
    }

    async fn log(&mut self, expected: &Expected, log_key: &PublicKey) -> Result<(), StoreError> {
        let Some((size, note)) = self.store.head(self.tenant).await? else {
            let is_empty = expected.entries.is_empty();
            self.expect(is_empty, "the log", "expected the seals of the bundles");
            return Ok(());
        };
        let mut edge = Edge::default();
        let mut kept = 0;
        while edge.size() < size {
            let first = edge.size();
            let entries = self.store.entries(self.tenant, first, ENTRIES.min(size - first)).await?;
            if entries.is_empty() {
                break;
            }
            let nodes = self.nodes(first, first + entries.len() as u64).await?;
            for seal in entries {
                let position = edge.size();
                let place = format!("entry {position} of the log");
                let is_its =
                    expected.entries.get(&position).is_some_and(|it| it.0 == *seal.as_bytes());
                self.expect(is_its, &place, "expected the seal of a bundle, or a tombstone");
                for (node, hash) in edge.append(&seal).into_iter().filter(|it| it.0.level > 0) {
                    kept += 1;
                    let is_its = nodes.get(&crate::log::place(node)) == Some(&hash);
                    self.expect(is_its, &place, "expected the hashes that follow from it");
                }
            }
        }
        self.checked.entries += edge.size();
        let more = expected.entries.keys().filter(|it| **it >= edge.size()).count();
        self.expect(more == 0, "the log", "expected the seals of all bundles");
        let nodes = "SELECT COUNT(*) FROM log_nodes WHERE tenant = $1";
        let nodes: i64 =
            sqlx::query_scalar(nodes).bind(self.tenant).fetch_one(&self.store.readers).await?;
        self.expect(nodes == kept, "the log", "expected no hash that follows from nothing");
        match Checkpoint::verify(&note, log_key) {
            Ok(checkpoint) => {
                let is_its = checkpoint == edge.checkpoint(&expected.origin);
                self.expect(is_its, "the checkpoint", "expected one that commits to the entries");
            }
            Err(error) => self.damage("the checkpoint", error.to_string()),
        }
        Ok(())
    }

    /// The hashes that are kept of the entries from `first` to `end`.
    async fn nodes(&self, first: u64, end: u64) -> Result<HashMap<i64, [u8; 32]>, StoreError> {
        let mut nodes = HashMap::new();
        let kept =
            "SELECT node, hash FROM log_nodes WHERE tenant = $1 AND node >= $2 AND node < $3";
        for level in 1..u8::try_from(end.ilog2() + 1).unwrap_or(u8::MAX) {
            let at = |position: u64| {
                crate::log::place(export_bundles_attest::log::Node {
                    level,
                    index: position >> level,
                })
            };
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

/// What a log is to have: of each entry its hash, and the bundle that it is of.
struct Expected {
    origin: String,
    entries: HashMap<u64, ([u8; 32], String)>,
}

/// Whether a row says of a bundle what the bundle says.
fn agrees(entry: &Entry, bundle: &ExportBundle) -> bool {
    let (id, incident_id, run_id, created_at) = match bundle {
        ExportBundle::Evidence(it) => {
            (it.bundle_id.as_str(), it.incident_id.as_ref(), &it.run_id, it.created_at)
        }
        ExportBundle::Soc2(it) => {
            (it.bundle_id.as_str(), it.incident_id.as_ref(), &it.run_id, it.created_at)
        }
        ExportBundle::ExecutiveDebrief(it) => {
            (it.bundle_id.as_str(), Some(&it.incident_id), &it.run_id, it.created_at)
        }
    };
    id == entry.bundle_id
        && incident_id.map(|it| it.as_str()) == entry.incident_id.as_deref()
        && run_id.as_str() == entry.run_id
        && created_at == entry.created_at
        && bundle.bundle_type() == name(entry.bundle_type)
}
