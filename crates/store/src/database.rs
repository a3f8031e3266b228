//! A store, and how it is opened.

use std::fs::OpenOptions;
use std::path::Path;
use std::time::Duration;

use sqlx::any::{AnyConnectOptions, AnyPoolOptions, install_default_drivers};
use sqlx::error::DatabaseError;
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::{Any, AnyConnection, AnyPool, Connection, SqlSafeStr, Transaction};

use crate::error::StoreError;

/// How many may read at the same time.
const READERS: u32 = 8;
/// How long to wait for a connection, and on SQLite for whoever else writes.
const PATIENCE: Duration = Duration::from_secs(5);

/// What every connection to SQLite is told: readers do not wait for writers, what is committed is on the disk, and
/// what is deleted is overwritten.
const PRAGMAS: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 10000; \
                       PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; PRAGMA cache_size = -16000;";

/// Which database it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Backend {
    Sqlite,
    Postgres,
}

/// Whether tables are made, or brought to this version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Migrations {
    /// They are, by one process at a time.
    Run,
    /// They have to be what this version needs.
    Expect,
}

/// A store that is open. A copy of it is the same store.
#[derive(Clone, Debug)]
pub struct Store {
    pub(crate) readers: AnyPool,
    pub(crate) writers: AnyPool,
    pub(crate) backend: Backend,
}

impl Store {
    /// Opens the store that `url` names: `sqlite:FILE`, which is made where there is none and tables are, or
    /// `postgres://USER:PASSWORD@HOST/DATABASE`, version 14 or newer.
    ///
    /// # Errors
    ///
    /// A [`StoreError`]: there is no such store, or its tables are of another version.
    ///
    /// # Examples
    ///
    /// ```
    /// use export_bundles_store::{Migrations, Store};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let folder = tempfile::tempdir()?;
    /// let url = format!("sqlite:{}", folder.path().join("exports.db").display());
    /// let store = Store::open(&url, Migrations::Run).await?;
    /// assert_eq!(store.tenants().await?, Vec::<String>::new());
    /// # Ok(())
    /// # }
    /// ```
    pub async fn open(url: &str, migrations: Migrations) -> Result<Self, StoreError> {
        install_default_drivers();
        if let Some(file) = url.strip_prefix("sqlite:")
            && migrations == Migrations::Run
        {
            keep_private(Path::new(file));
        }
        let (backend, url) = named(url)?;
        let options: AnyConnectOptions =
            url.parse().map_err(|error: sqlx::Error| StoreError::Name(error.to_string()))?;
        let pool = |connections: u32| {
            AnyPoolOptions::new()
                .max_connections(connections)
                .acquire_timeout(PATIENCE)
                .after_connect(move |connection, _| Box::pin(prepare(connection, backend)))
                .connect_lazy_with(options.clone())
        };
        // SQLite has one writer at a time; another one would only wait inside it.
        let store = Self { readers: pool(READERS), writers: pool(1), backend };
        match migrations {
            Migrations::Run => store.migrate().await?,
            Migrations::Expect => {}
        }
        store.expect_version().await?;
        Ok(store)
    }

    async fn migrate(&self) -> Result<(), StoreError> {
        let mut connection = self.writers.acquire().await?;
        let migrator = Migrator::with_migrations(self.backend.migrations());
        match self.backend {
            // The lock is that of the transaction.
            Backend::Sqlite => {
                let mut all = connection.begin_with("BEGIN IMMEDIATE").await?;
                migrator.run_direct(None, &mut *all, false).await?;
                all.commit().await?;
            }
            Backend::Postgres => migrator.run_direct(None, &mut *connection, false).await?,
        }
        Ok(())
    }

    async fn expect_version(&self) -> Result<(), StoreError> {
        let expected =
            self.backend.migrations().iter().map(|it| it.version).max().unwrap_or_default();
        let version =
            "SELECT version FROM _sqlx_migrations WHERE success ORDER BY version DESC LIMIT 1";
        let found: Option<i64> =
            match sqlx::query_scalar(version).fetch_optional(&self.readers).await {
                Ok(found) => found,
                Err(sqlx::Error::Database(error)) if self.backend.lacks_table(&*error) => None,
                Err(error) => return Err(error.into()),
            };
        match found.unwrap_or(0) {
            found if found == expected => Ok(()),
            found => Err(StoreError::Version { found, expected }),
        }
    }

    /// Whether it answers.
    ///
    /// # Errors
    ///
    /// That it does not.
    pub async fn ping(&self) -> Result<(), StoreError> {
        sqlx::query("SELECT 1").execute(&self.readers).await?;
        Ok(())
    }

    /// Closes all connections, when what is under way has ended.
    pub async fn close(&self) {
        self.writers.close().await;
        self.readers.close().await;
    }

    /// A transaction that may write. On SQLite nobody else writes until it ends.
    pub(crate) async fn begin(&self) -> Result<Transaction<'static, Any>, StoreError> {
        Ok(match self.backend {
            Backend::Sqlite => self.writers.begin_with("BEGIN IMMEDIATE").await?,
            Backend::Postgres => self.writers.begin().await?,
        })
    }
}

impl Backend {
    /// Whether it is a table that is not there, and not the database.
    fn lacks_table(self, error: &dyn DatabaseError) -> bool {
        error.code().as_deref()
            == Some(match self {
                // SQLITE_ERROR: a statement that means nothing here.
                Self::Sqlite => "1",
                Self::Postgres => "42P01",
            })
    }

    fn migrations(self) -> Vec<Migration> {
        let sql = match self {
            Self::Sqlite => [include_str!("../migrations/sqlite/0001_store.sql")],
            Self::Postgres => [include_str!("../migrations/postgres/0001_store.sql")],
        };
        let migration = |(version, sql): (i64, &'static str)| {
            let kind = MigrationType::Simple;
            Migration::new(version, "the tables of a store".into(), kind, sql.into_sql_str(), false)
        };
        (1..).zip(sql).map(migration).collect()
    }
}

/// Makes the file of a new store, which only its owner can read: an empty one is a database without tables. Where that is
/// not possible, opening it says why.
fn keep_private(file: &Path) {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let _ = options.open(file);
}

async fn prepare(connection: &mut AnyConnection, backend: Backend) -> Result<(), sqlx::Error> {
    if backend == Backend::Sqlite {
        sqlx::raw_sql(PRAGMAS).execute(connection).await?;
    }
    Ok(())
}

/// Which database is named, and how its driver names it.
fn named(url: &str) -> Result<(Backend, String), StoreError> {
    match url.split_once(':') {
        Some(("sqlite", file)) if !file.is_empty() => {
            // What the file is called is not a part of a URL with parameters.
            let file = file.replace('%', "%25").replace('?', "%3F").replace('#', "%23");
            Ok((Backend::Sqlite, format!("sqlite:{file}?mode=rw")))
        }
        Some(("postgres" | "postgresql", _)) => Ok((Backend::Postgres, url.to_owned())),
        _ => Err(StoreError::Name("its name begins with neither".to_owned())),
    }
}
