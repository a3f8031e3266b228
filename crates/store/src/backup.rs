//! A copy of a store, made while it is used.

use std::io;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::database::{Backend, Store};

/// Why there is no copy.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum NoBackup {
    /// It is a database with tools of its own.
    #[error(
        "a store in PostgreSQL is copied by its own tools: pg_dump --format=custom DATABASE > FILE"
    )]
    ByItsOwnTools,
    /// The copy cannot be written.
    #[error("cannot write {}: {cause}", path.display())]
    Unwritable {
        /// Where it was to be.
        path: PathBuf,
        /// Why.
        cause: io::Error,
    },
    /// The store does not answer, or has no room beside the copy.
    #[error("the store cannot be copied: {0}")]
    Interrupted(#[from] sqlx::Error),
}

impl Store {
    /// Writes a copy of the store as of one moment, as a file that is a store itself. Nobody who reads or writes waits
    /// for it. The file is there when it is whole; one that is there already stays.
    ///
    /// # Errors
    ///
    /// A [`NoBackup`] says why there is none.
    ///
    /// # Examples
    ///
    /// ```
    /// use export_bundles_store::{Migrations, Store};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let folder = tempfile::tempdir()?;
    /// # let url = format!("sqlite:{}", folder.path().join("exports.db").display());
    /// let store = Store::open(&url, Migrations::Run).await?;
    /// let copy = folder.path().join("copy.db");
    /// store.backup(&copy).await?;
    /// assert!(store.backup(&copy).await.is_err(), "it is there already");
    /// Store::open(&format!("sqlite:{}", copy.display()), Migrations::Expect).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn backup(&self, path: &Path) -> Result<(), NoBackup> {
        if self.backend != Backend::Sqlite {
            return Err(NoBackup::ByItsOwnTools);
        }
        let unwritable = |cause| NoBackup::Unwritable { path: path.to_owned(), cause };
        if path.try_exists().map_err(unwritable)? {
            return Err(unwritable(io::ErrorKind::AlreadyExists.into()));
        }
        let folder = path.parent().filter(|it| !it.as_os_str().is_empty());
        let file = NamedTempFile::new_in(folder.unwrap_or(Path::new("."))).map_err(unwritable)?;
        let name = file
            .path()
            .to_str()
            .ok_or_else(|| unwritable(io::ErrorKind::InvalidFilename.into()))?;
        // SQLite writes into a file that is empty, and into no other.
        sqlx::query("VACUUM INTO $1").bind(name).execute(&self.readers).await?;
        file.as_file().sync_all().map_err(unwritable)?;
        file.persist_noclobber(path).map_err(|error| unwritable(error.error))?;
        Ok(())
    }
}
