//! What an export service keeps for years: what the platform knows of incidents, the sealed bundles that were made of it,
//! and a log of their seals; in SQLite, or in PostgreSQL with the same behaviour.
//!
//! Everything belongs to a tenant. Nothing that was issued ever changes: the database itself refuses it. A bundle, its
//! receipt, its place in the log and the new checkpoint are there all at once or not at all, and before anybody learns
//! of them. What is written at the same time by many is committed together, in one transaction.
//!
//! | to | see |
//! | --- | --- |
//! | open a store | [`Store::open`] |
//! | write | [`Writer`], [`Write`] |
//! | read what the platform knows | [`Store::part`], [`Store::spans`] |
//! | read what was issued | [`Store::bundle`], [`Store::list`] |
//! | read the log | [`Store::checkpoint`], [`Store::proof`], [`Store::tile`] |
//! | tell who asks | [`Store::authenticate`] |
//! | let go of what is old | [`Store::expire`], [`Store::hold`] |
//! | check all of it | [`Store::check`] |

#![forbid(unsafe_code)]

mod backup;
mod bundles;
mod check;
mod clock;
mod database;
mod error;
mod issue;
mod list;
mod log;
mod parts;
mod retention;
mod row;
mod spans;
mod tenants;
mod tokens;
mod writer;

pub use backup::NoBackup;
pub use bundles::{Bundle, Found};
pub use check::{Checked, Damage};
pub use clock::Clock;
pub use database::{Migrations, Store};
pub use error::StoreError;
pub use issue::{Draft, Issued, Request};
pub use list::{Cursor, Entry, Filter};
pub use log::LogKey;
pub use parts::{Part, PartKind, Put};
pub use retention::{Expired, Hold};
pub use spans::{Added, Span};
pub use tokens::{Access, NewToken, Scope, Token, TokenEntry};
pub use writer::{Write, Writer, Written};
