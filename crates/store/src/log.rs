//! The log of seals of a tenant.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use export_bundles::{ContentHash, Timestamp};
use export_bundles_attest::SigningKey;
use export_bundles_attest::log::{
    Checkpoint, Edge, Hash, NameError, Node, Path, Proof, Tile, TileKind, verifier_key,
};
use sqlx::AnyConnection;

use crate::database::{Backend, Store};
use crate::error::StoreError;
use crate::row::{bytes, column, hash, micros, number, seal, text, whole};

/// So many bits of the number of a node are its index within its level.
const INDEX_BITS: u32 = 56;

/// What logs are signed with, and what they are called.
#[derive(Clone)]
pub struct LogKey {
    origin: String,
    key: Arc<SigningKey>,
}

/// Without the key.
impl fmt::Debug for LogKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LogKey").field("origin", &self.origin).finish_non_exhaustive()
    }
}

impl LogKey {
    /// The key of logs that are called by `origin`, a slash, and the name of the tenant.
    ///
    /// # Errors
    ///
    /// A [`NameError`] where no log can be called so.
    pub fn new(origin: impl Into<String>, key: SigningKey) -> Result<Self, NameError> {
        let origin = origin.into();
        verifier_key(&origin, key.public())?;
        Ok(Self { origin, key: Arc::new(key) })
    }

    /// What the log of a tenant is called. What the name of a log may not hold is escaped as in a URL.
    #[must_use]
    pub fn origin(&self, tenant: &str) -> String {
        let mut origin = format!("{}/", self.origin);
        for byte in tenant.bytes() {
            match byte {
                b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'-' | b'.' | b'_' | b'~' => {
                    origin.push(char::from(byte));
                }
                _ => origin += &format!("%{byte:02X}"),
            }
        }
        origin
    }

    /// The key.
    #[must_use]
    pub fn key(&self) -> &SigningKey {
        &self.key
    }
}

/// A log that a transaction appends to.
pub(crate) struct OpenLog {
    origin: String,
    edge: Edge,
    before: u64,
    issued_at: i64,
}

impl OpenLog {
    /// The log of a tenant, which nobody else appends to until the end of the transaction.
    pub(crate) async fn of(
        connection: &mut AnyConnection,
        tenant: &str,
        key: &LogKey,
        backend: Backend,
    ) -> Result<Self, StoreError> {
        sqlx::query(
            "INSERT INTO logs (tenant, origin, size, edge, checkpoint, issued_at) \
             VALUES ($1, $2, 0, $3, '', $4) ON CONFLICT (tenant) DO NOTHING",
        )
        .bind(tenant)
        .bind(key.origin(tenant))
        .bind(&[][..])
        .bind(i64::MIN)
        .execute(&mut *connection)
        .await?;
        let row = sqlx::query(match backend {
            Backend::Sqlite => "SELECT origin, size, edge, issued_at FROM logs WHERE tenant = $1",
            Backend::Postgres => {
                "SELECT origin, size, edge, issued_at FROM logs WHERE tenant = $1 FOR UPDATE"
            }
        });
        let row = row.bind(tenant).fetch_one(connection).await?;
        let (size, edge) = (whole(number(&row, "size")?)?, bytes(&row, "edge")?);
        let hashes = edge.chunks(32).map(hash).collect::<Result<_, _>>()?;
        let damaged = StoreError::Damaged("expected the right edge of a log");
        Ok(Self {
            origin: text(&row, "origin")?,
            edge: Edge::of(size, hashes).ok_or(damaged)?,
            before: size,
            issued_at: number(&row, "issued_at")?,
        })
    }

    /// Appends a seal, and gives its place.
    pub(crate) async fn append(
        &mut self,
        connection: &mut AnyConnection,
        tenant: &str,
        seal: &ContentHash,
        now: Timestamp,
    ) -> Result<u64, StoreError> {
        let position = self.edge.size();
        self.issued_at = self.issued_at.max(micros(now));
        sqlx::query("INSERT INTO log_entries (tenant, position, seal) VALUES ($1, $2, $3)")
            .bind(tenant)
            .bind(column(position))
            .bind(&seal.as_bytes()[..])
            .execute(&mut *connection)
            .await?;
        for (node, hash) in self.edge.append(seal) {
            // Those of entries follow from the entries.
            if node.level == 0 {
                continue;
            }
            sqlx::query("INSERT INTO log_nodes (tenant, node, hash) VALUES ($1, $2, $3)")
                .bind(tenant)
                .bind(place(node))
                .bind(&hash[..])
                .execute(&mut *connection)
                .await?;
        }
        Ok(position)
    }

    /// Commits to what was appended, if anything was.
    pub(crate) async fn close(
        self,
        connection: &mut AnyConnection,
        tenant: &str,
        key: &LogKey,
    ) -> Result<(), StoreError> {
        if self.edge.size() == self.before {
            return Ok(());
        }
        let checkpoint = self.edge.checkpoint(&self.origin).sign(&key.key)?;
        sqlx::query(
            "UPDATE logs SET size = $1, edge = $2, checkpoint = $3, issued_at = $4 WHERE tenant = $5",
        )
        .bind(column(self.edge.size()))
        .bind(&self.edge.hashes().concat()[..])
        .bind(checkpoint)
        .bind(self.issued_at)
        .bind(tenant)
        .execute(connection)
        .await?;
        Ok(())
    }
}

pub(crate) fn place(node: Node) -> i64 {
    i64::from(node.level) << INDEX_BITS | column(node.index)
}

impl Store {
    /// Whether the logs of the store are called and signed so.
    ///
    /// # Errors
    ///
    /// [`StoreError::OtherLog`] where they are called otherwise, or signed with another key.
    pub async fn expect_key(&self, key: &LogKey) -> Result<(), StoreError> {
        let any =
            "SELECT tenant, origin, checkpoint FROM logs WHERE size > 0 ORDER BY tenant LIMIT 1";
        let Some(row) = sqlx::query(any).fetch_optional(&self.readers).await? else {
            return Ok(());
        };
        let (origin, note) = (text(&row, "origin")?, text(&row, "checkpoint")?);
        if origin != key.origin(&text(&row, "tenant")?) {
            return Err(StoreError::OtherLog(format!("is called {origin}")));
        }
        Checkpoint::verify(&note, key.key.public())
            .map(|_| ())
            .map_err(|_| StoreError::OtherLog("is signed with another key".to_owned()))
    }

    /// The newest signed checkpoint of the log of a tenant; nothing where nothing was issued.
    ///
    /// # Errors
    ///
    /// That the store does not answer.
    pub async fn checkpoint(&self, tenant: &str) -> Result<Option<String>, StoreError> {
        Ok(self.head(tenant).await?.map(|(_, checkpoint)| checkpoint))
    }

    /// The size of a log, and the checkpoint of that size.
    pub(crate) async fn head(&self, tenant: &str) -> Result<Option<(u64, String)>, StoreError> {
        let head = "SELECT size, checkpoint FROM logs WHERE tenant = $1 AND size > 0";
        let head = sqlx::query(head).bind(tenant).fetch_optional(&self.readers).await?;
        let Some(row) = head else { return Ok(None) };
        Ok(Some((whole(number(&row, "size")?)?, text(&row, "checkpoint")?)))
    }

    /// The receipt of the entry at a position, under the newest checkpoint; nothing where there is no such entry.
    ///
    /// # Errors
    ///
    /// That the store does not answer, or is damaged.
    pub async fn proof(&self, tenant: &str, position: u64) -> Result<Option<Proof>, StoreError> {
        let Some((size, checkpoint)) = self.head(tenant).await? else { return Ok(None) };
        let Some(path) = Path::of(position, size) else { return Ok(None) };
        let nodes: Vec<Node> = path.nodes().collect();
        let kept = self.kept(tenant, &nodes).await?;
        let mut hashes = Vec::with_capacity(nodes.len());
        for node in nodes {
            hashes.push(match kept.get(&place(node)) {
                Some(hash) => *hash,
                // That of an entry follows from the entry.
                None => {
                    let missing = StoreError::Damaged("expected a hash of the log");
                    let is_entry = node.level == 0;
                    let seals = self.entries(tenant, node.index, u64::from(is_entry)).await?;
                    seals.first().map(Edge::leaf).ok_or(missing)?
                }
            });
        }
        Ok(path.proof(&hashes, &checkpoint))
    }

    /// Those of these hashes that are kept, by their places; all in one query.
    async fn kept(&self, tenant: &str, nodes: &[Node]) -> Result<HashMap<i64, Hash>, StoreError> {
        let places = nodes.iter().filter(|it| it.level > 0).map(|it| place(*it).to_string());
        let places = places.collect::<Vec<_>>().join(", ");
        if places.is_empty() {
            return Ok(HashMap::new());
        }
        // Numbers, which nobody sends.
        let sql =
            format!("SELECT node, hash FROM log_nodes WHERE tenant = $1 AND node IN ({places})");
        let rows = sqlx::query(sqlx::AssertSqlSafe(sql)).persistent(false).bind(tenant);
        let rows = rows.fetch_all(&self.readers).await?;
        rows.iter().map(|row| Ok((number(row, "node")?, hash(&bytes(row, "hash")?)?))).collect()
    }

    /// So many seals from a position on; fewer where the log ends.
    pub(crate) async fn entries(
        &self,
        tenant: &str,
        first: u64,
        count: u64,
    ) -> Result<Vec<ContentHash>, StoreError> {
        let entries = "SELECT seal FROM log_entries WHERE tenant = $1 AND position >= $2 AND position < $3 \
                       ORDER BY position";
        let rows = sqlx::query(entries)
            .bind(tenant)
            .bind(column(first))
            .bind(column(first.saturating_add(count)))
            .fetch_all(&self.readers)
            .await?;
        rows.iter().map(|row| seal(&bytes(row, "seal")?)).collect()
    }

    /// A file of the log (C2SP tlog-tiles); nothing where the log has no such file yet.
    ///
    /// # Errors
    ///
    /// That the store does not answer.
    pub async fn tile(&self, tenant: &str, tile: Tile) -> Result<Option<Vec<u8>>, StoreError> {
        let range = tile.range();
        let entries = async || {
            let seals = self.entries(tenant, range.start, tile.width).await?;
            Ok::<_, StoreError>((seals.len() as u64 == tile.width).then_some(seals))
        };
        Ok(match tile.kind {
            TileKind::Entries => entries().await?.map(|it| Tile::of_entries(&it)),
            TileKind::Hashes(0) => {
                let hashes =
                    entries().await?.map(|it| it.iter().map(Edge::leaf).collect::<Vec<_>>());
                hashes.map(|it| Tile::of_hashes(&it))
            }
            TileKind::Hashes(level) => {
                let at = |index| place(Node { level, index });
                let nodes = "SELECT hash FROM log_nodes WHERE tenant = $1 AND node >= $2 AND node < $3 \
                             ORDER BY node";
                let rows = sqlx::query(nodes)
                    .bind(tenant)
                    .bind(at(range.start))
                    .bind(at(range.end))
                    .fetch_all(&self.readers)
                    .await?;
                let hashes = rows.iter().map(|row| hash(&bytes(row, "hash")?));
                let hashes = hashes.collect::<Result<Vec<_>, _>>()?;
                (hashes.len() as u64 == tile.width).then(|| Tile::of_hashes(&hashes))
            }
        })
    }
}
