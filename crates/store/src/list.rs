//! Lists of what was issued.

use std::fmt;
use std::str::FromStr;

use export_bundles::{BundleType, ContentHash, Timestamp};
use sqlx::any::AnyRow;

use crate::database::Store;
use crate::error::StoreError;
use crate::row::{bytes, column, micros, moment, number, optional_text, seal, text, whole};

/// What a list says of a bundle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its id.
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
    /// The bundle that it follows.
    pub follows: Option<String>,
    /// Its place in the log of the tenant, from 0.
    pub position: u64,
}

impl Entry {
    pub(crate) const COLUMNS: &str =
        "bundle_id, bundle_type, incident_id, run_id, created_at, seal, follows, position";

    pub(crate) fn of(row: &AnyRow) -> Result<Self, StoreError> {
        let kind = BundleType::try_from(text(row, "bundle_type")?.as_str());
        Ok(Self {
            bundle_id: text(row, "bundle_id")?,
            bundle_type: kind.map_err(|_| StoreError::Damaged("expected the kind of a bundle"))?,
            incident_id: optional_text(row, "incident_id")?,
            run_id: text(row, "run_id")?,
            created_at: moment(number(row, "created_at")?)?,
            seal: seal(&bytes(row, "seal")?)?,
            follows: optional_text(row, "follows")?,
            position: whole(number(row, "position")?)?,
        })
    }

    /// Where a list goes on behind it.
    #[must_use]
    pub fn cursor(&self) -> Cursor {
        Cursor { created_at: self.created_at, position: self.position }
    }
}

/// Which bundles are listed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Those about an incident.
    pub incident_id: Option<String>,
    /// Those of a kind.
    pub bundle_type: Option<BundleType>,
    /// Those that were made then or later.
    pub from: Option<Timestamp>,
    /// Those that were made before.
    pub to: Option<Timestamp>,
}

/// Where a list goes on. What is issued in between does not move it.
///
/// ```
/// use export_bundles_store::Cursor;
///
/// let cursor: Cursor = "1773481200000000-17".parse().map_err(|()| "no cursor")?;
/// assert_eq!(cursor.to_string(), "1773481200000000-17");
/// assert!("17".parse::<Cursor>().is_err());
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    created_at: Timestamp,
    position: u64,
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", micros(self.created_at), self.position)
    }
}

impl FromStr for Cursor {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (created_at, position) = text.rsplit_once('-').ok_or(())?;
        let cursor = Self {
            created_at: created_at.parse().ok().and_then(|it| moment(it).ok()).ok_or(())?,
            position: position.parse().map_err(|_| ())?,
        };
        // There is one way to write it.
        if cursor.to_string() == text { Ok(cursor) } else { Err(()) }
    }
}

impl Store {
    /// Issued bundles, the newest first: at most `limit`, behind a cursor where there is one.
    ///
    /// # Errors
    ///
    /// That the store does not answer, or is damaged.
    pub async fn list(
        &self,
        tenant: &str,
        filter: &Filter,
        behind: Option<Cursor>,
        limit: u32,
    ) -> Result<Vec<Entry>, StoreError> {
        self.page(tenant, filter, behind, limit, Order::NewestFirst).await
    }

    /// The same, the oldest first.
    ///
    /// # Errors
    ///
    /// As for [`list`](Self::list).
    pub async fn archive(
        &self,
        tenant: &str,
        filter: &Filter,
        behind: Option<Cursor>,
        limit: u32,
    ) -> Result<Vec<Entry>, StoreError> {
        self.page(tenant, filter, behind, limit, Order::OldestFirst).await
    }

    async fn page(
        &self,
        tenant: &str,
        filter: &Filter,
        behind: Option<Cursor>,
        limit: u32,
        order: Order,
    ) -> Result<Vec<Entry>, StoreError> {
        // Only what is asked for is a condition, so that the index of it is used.
        let mut sql = format!("SELECT {} FROM bundles WHERE tenant = $1", Entry::COLUMNS);
        let mut count = 1;
        let mut condition = |is_asked: bool, text: &str| {
            if is_asked {
                count += 1;
                sql += &format!(" AND {text} ${count}");
            }
        };
        condition(filter.incident_id.is_some(), "incident_id =");
        condition(filter.bundle_type.is_some(), "bundle_type =");
        condition(filter.from.is_some(), "created_at >=");
        condition(filter.to.is_some(), "created_at <");
        if behind.is_some() {
            let (sign, first, second) = (order.sign(), count + 1, count + 2);
            sql += &format!(" AND (created_at, position) {sign} (${first}, ${second})");
            count += 2;
        }
        let direction = order.direction();
        sql +=
            &format!(" ORDER BY created_at {direction}, position {direction} LIMIT ${}", count + 1);
        let mut query = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(tenant);
        if let Some(incident_id) = &filter.incident_id {
            query = query.bind(incident_id);
        }
        if let Some(kind) = filter.bundle_type {
            query = query.bind(kind.as_str());
        }
        for moment in [filter.from, filter.to].into_iter().flatten() {
            query = query.bind(micros(moment));
        }
        if let Some(Cursor { created_at, position }) = behind {
            query = query.bind(micros(created_at)).bind(column(position));
        }
        let rows = query.bind(i64::from(limit)).fetch_all(&self.readers).await?;
        rows.iter().map(Entry::of).collect()
    }
}

#[derive(Clone, Copy)]
enum Order {
    NewestFirst,
    OldestFirst,
}

impl Order {
    fn sign(self) -> &'static str {
        match self {
            Self::NewestFirst => "<",
            Self::OldestFirst => ">",
        }
    }

    fn direction(self) -> &'static str {
        match self {
            Self::NewestFirst => "DESC",
            Self::OldestFirst => "ASC",
        }
    }
}
