//! Who may ask for what.

use std::fmt;
use std::str::FromStr;

use export_bundles::Timestamp;
use sha2::{Digest, Sha256};
use sqlx::Row;
use sqlx::any::AnyRow;
use subtle::ConstantTimeEq;
use uuid::Uuid;

use crate::database::Store;
use crate::error::StoreError;
use crate::row::{micros, optional_moment, optional_text, text};

/// What every token begins with, so that it is found where it should not be.
const PREFIX: &str = "ebt_";

/// What a token is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// To read everything of the tenant.
    Read,
    /// To say what the platform knows, to ask for bundles, and to read.
    Write,
    /// To read the bundles of a period, and nothing else.
    Audit,
}

impl Scope {
    /// The scope in a word.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
            Self::Audit => "audit",
        }
    }

    fn named(name: &str) -> Option<Self> {
        [Self::Read, Self::Write, Self::Audit].into_iter().find(|it| it.name() == name)
    }
}

/// A token: what whoever asks has to know. It is shown once, and its secret is not kept.
#[derive(Clone, PartialEq, Eq)]
pub struct Token {
    id: String,
    secret: String,
}

impl Token {
    fn generate() -> Self {
        let random = || Uuid::new_v4().simple().to_string();
        Self { id: random(), secret: random() + &random() }
    }

    fn digest(&self) -> [u8; 32] {
        Sha256::digest(self.secret.as_bytes()).into()
    }
}

/// What is no token is told by nothing but its form.
impl FromStr for Token {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (id, secret) = text.strip_prefix(PREFIX).and_then(|it| it.split_once('_')).ok_or(())?;
        let is_hex = |text: &str, length: usize| {
            text.len() == length && text.bytes().all(|it| matches!(it, b'0'..=b'9' | b'a'..=b'f'))
        };
        let is_token = is_hex(id, 32) && is_hex(secret, 64);
        is_token.then(|| Self { id: id.to_owned(), secret: secret.to_owned() }).ok_or(())
    }
}

/// The whole token.
impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{PREFIX}{}_{}", self.id, self.secret)
    }
}

/// Without its secret.
impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Token({})", self.id)
    }
}

/// What a new token is to be good for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewToken {
    /// Whose it is.
    pub tenant: String,
    /// What it is good for.
    pub scope: Scope,
    /// Of an audit token, from when on bundles are shown, by the time at which they were made.
    pub period_start: Option<Timestamp>,
    /// Of an audit token, before when.
    pub period_end: Option<Timestamp>,
    /// Until when it is good.
    pub expires_at: Option<Timestamp>,
    /// What it is for, in words.
    pub comment: Option<String>,
}

/// Who asks, and what they may.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Access {
    /// Whose data it is about.
    pub tenant: String,
    /// What is allowed.
    pub scope: Scope,
    /// From when on bundles are shown.
    pub period_start: Option<Timestamp>,
    /// Before when.
    pub period_end: Option<Timestamp>,
}

impl Access {
    /// Whether a bundle that was made then is shown.
    #[must_use]
    pub fn shows(&self, created_at: Timestamp) -> bool {
        self.period_start.is_none_or(|start| start <= created_at)
            && self.period_end.is_none_or(|end| created_at < end)
    }
}

/// What is known of a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenEntry {
    /// What it is called; it is the part of the token that is no secret.
    pub id: String,
    /// What it is good for.
    pub access: Access,
    /// What it is for, in words.
    pub comment: Option<String>,
    /// Since when there is one.
    pub created_at: Timestamp,
    /// Until when it is good.
    pub expires_at: Option<Timestamp>,
    /// Since when it is good for nothing.
    pub revoked_at: Option<Timestamp>,
}

impl TokenEntry {
    /// Whether it is good for something.
    #[must_use]
    pub fn is_good(&self, now: Timestamp) -> bool {
        self.revoked_at.is_none() && self.expires_at.is_none_or(|end| now < end)
    }
}

const COLUMNS: &str = "SELECT id, tenant, scope, digest, period_start, period_end, comment, \
                       created_at, expires_at, revoked_at FROM tokens";

impl Store {
    /// Makes a token.
    ///
    /// # Errors
    ///
    /// That the store does not take it.
    ///
    /// # Examples
    ///
    /// ```
    /// use export_bundles::utc_now;
    /// use export_bundles_store::{Migrations, NewToken, Scope, Store};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let folder = tempfile::tempdir()?;
    /// # let url = format!("sqlite:{}", folder.path().join("exports.db").display());
    /// let store = Store::open(&url, Migrations::Run).await?;
    /// let wanted = NewToken {
    ///     tenant: "tenant-eu-west-4".to_owned(),
    ///     scope: Scope::Read,
    ///     period_start: None,
    ///     period_end: None,
    ///     expires_at: None,
    ///     comment: None,
    /// };
    /// let token = store.new_token(&wanted, utc_now()).await?;
    /// let access = store.authenticate(&token.to_string(), utc_now()).await?;
    /// assert_eq!(access.map(|it| it.tenant).as_deref(), Some("tenant-eu-west-4"));
    /// assert_eq!(store.authenticate("ebt_guessed", utc_now()).await?, None);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn new_token(&self, wanted: &NewToken, now: Timestamp) -> Result<Token, StoreError> {
        let token = Token::generate();
        sqlx::query(
            "INSERT INTO tokens (id, tenant, scope, digest, period_start, period_end, comment, \
             created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        )
        .bind(&token.id)
        .bind(&wanted.tenant)
        .bind(wanted.scope.name())
        .bind(&token.digest()[..])
        .bind(wanted.period_start.map(micros))
        .bind(wanted.period_end.map(micros))
        .bind(wanted.comment.as_deref())
        .bind(micros(now))
        .bind(wanted.expires_at.map(micros))
        .execute(&self.writers)
        .await?;
        Ok(token)
    }

    /// Who has that token, if it is good for something.
    ///
    /// # Errors
    ///
    /// That the store does not answer.
    pub async fn authenticate(
        &self,
        token: &str,
        now: Timestamp,
    ) -> Result<Option<Access>, StoreError> {
        let Ok(token) = token.parse::<Token>() else { return Ok(None) };
        let found = sqlx::query(sqlx::AssertSqlSafe(format!("{COLUMNS} WHERE id = $1")))
            .bind(&token.id)
            .fetch_optional(&self.readers)
            .await?;
        let Some(row) = found else { return Ok(None) };
        let digest: Vec<u8> = row.try_get("digest")?;
        let is_known = bool::from(digest.ct_eq(&token.digest()));
        let entry = entry(&row)?;
        Ok((is_known && entry.is_good(now)).then_some(entry.access))
    }

    /// Every token, the oldest first; of one tenant, where that is named.
    ///
    /// # Errors
    ///
    /// That the store does not answer.
    pub async fn tokens(&self, tenant: Option<&str>) -> Result<Vec<TokenEntry>, StoreError> {
        let all = format!("{COLUMNS} ORDER BY created_at, id");
        let rows = sqlx::query(sqlx::AssertSqlSafe(all)).fetch_all(&self.readers).await?;
        let mut entries = rows.iter().map(entry).collect::<Result<Vec<_>, _>>()?;
        entries.retain(|it| tenant.is_none_or(|tenant| it.access.tenant == tenant));
        Ok(entries)
    }

    /// Makes a token good for nothing, from now on. Says whether there was one of that id that was.
    ///
    /// # Errors
    ///
    /// That the store does not take it.
    pub async fn revoke(&self, id: &str, now: Timestamp) -> Result<bool, StoreError> {
        let done =
            sqlx::query("UPDATE tokens SET revoked_at = $1 WHERE id = $2 AND revoked_at IS NULL")
                .bind(micros(now))
                .bind(id)
                .execute(&self.writers)
                .await?;
        Ok(done.rows_affected() > 0)
    }
}

fn entry(row: &AnyRow) -> Result<TokenEntry, StoreError> {
    let scope = Scope::named(&text(row, "scope")?);
    Ok(TokenEntry {
        id: text(row, "id")?,
        access: Access {
            tenant: text(row, "tenant")?,
            scope: scope.ok_or(StoreError::Damaged("expected a scope of a token"))?,
            period_start: optional_moment(row, "period_start")?,
            period_end: optional_moment(row, "period_end")?,
        },
        comment: optional_text(row, "comment")?,
        created_at: crate::row::moment(row.try_get("created_at")?)?,
        expires_at: optional_moment(row, "expires_at")?,
        revoked_at: optional_moment(row, "revoked_at")?,
    })
}
