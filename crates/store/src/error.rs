//! Why a store does not do what it is asked for.

use export_bundles_attest::KeyError;

/// Why a store does not do what it is asked for.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// It is not there, has no room, or was interrupted. What was to be written is not.
    #[error("the store cannot be reached, or cannot take it: {0}")]
    Unavailable(#[source] sqlx::Error),
    /// It is called in a way that no store is.
    #[error("expected sqlite:FILE or postgres://USER@HOST/DATABASE as the store: {0}")]
    Name(String),
    /// Its tables are not those of this version.
    #[error("the store has tables of version {found}, expected {expected}: {}", advice(.found, .expected))]
    Version {
        /// The version of its tables; 0 where there are none.
        found: i64,
        /// The version that this program needs.
        expected: i64,
    },
    /// Its tables could not be brought to this version.
    #[error("the tables of the store cannot be brought to this version: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// What is in it is not what it was given.
    #[error("the store is damaged: {0}; `exports fsck` says what else is")]
    Damaged(&'static str),
    /// The key of the log cannot sign.
    #[error("the log cannot be signed: {0}")]
    Unsigned(#[from] KeyError),
    /// Its logs are called otherwise, or signed with another key.
    #[error("a log of the store {0}: a log keeps its name and its key")]
    OtherLog(String),
    /// What was to be written with others was interrupted. None of it is there.
    #[error("{0}")]
    Interrupted(String),
    /// Whoever writes has ended.
    #[error("the store takes nothing more")]
    Closed,
}

fn advice(found: &i64, expected: &i64) -> &'static str {
    if found < expected {
        "start once without --no-migrate"
    } else {
        "a newer version of the program has been here; use that one"
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        Self::Unavailable(error)
    }
}

impl StoreError {
    /// Whether it may work when it is tried again.
    #[must_use]
    pub fn is_temporary(&self) -> bool {
        matches!(self, Self::Unavailable(_) | Self::Interrupted(_) | Self::Closed)
    }

    /// Whether it may be one write of several that the store does not take, and not the store that is away.
    pub(crate) fn may_be_of_one(&self) -> bool {
        !matches!(self, Self::Unavailable(error) if !matches!(error, sqlx::Error::Database(_)))
    }

    /// The same, for each of several that it was about.
    pub(crate) fn of_all(&self) -> Self {
        Self::Interrupted(self.to_string())
    }
}
