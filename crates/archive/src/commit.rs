//! What is in an archive: one record for each part, in a chain.
//!
//! A part counts from the moment when its record is there. Everything else, the log of seals and the manifests, follows
//! from the records, so that a process that ends at any moment leaves an archive that the next one brings up to them.

use std::collections::BTreeMap;

use export_bundles::ContentHash;
use serde::{Deserialize, Serialize};

use crate::judged::sha256;
use crate::partition::Partition;

/// Where the records stand.
pub const FOLDER: &str = "commits";

/// A file of an archive, as it was written.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Recorded {
    /// Where it stands.
    pub path: String,
    /// How long it is.
    pub bytes: u64,
    /// How many rows it has.
    pub rows: u64,
    /// The SHA-256 of its content.
    pub sha256: ContentHash,
}

impl Recorded {
    /// A file with that content.
    #[must_use]
    pub fn of(path: String, content: &[u8], rows: usize) -> Self {
        Self { path, bytes: content.len() as u64, rows: rows as u64, sha256: sha256(content) }
    }
}

/// How many bundles there are of a type, and how many steps they have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Count {
    /// So many bundles.
    pub bundles: u64,
    /// So many rows of steps.
    pub steps: u64,
}

/// What a part holds.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(tag = "holds", rename_all = "snake_case", deny_unknown_fields)]
pub enum Content {
    /// Bundles of one tenant and one month.
    Bundles {
        /// Whose, and of when.
        #[serde(flatten)]
        partition: Partition,
        /// The place of the first of them in the log of seals; the others follow it.
        log_index: u64,
        /// How many there are of each type.
        types: BTreeMap<String, Count>,
        /// The rows of the bundles.
        bundles: Recorded,
        /// The rows of their steps.
        steps: Recorded,
    },
    /// Documents that are set aside.
    Aside {
        /// Their rows.
        documents: Recorded,
    },
}

/// The record of a part.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Commit {
    /// Which it is, from 0.
    pub number: u64,
    /// The SHA-256 of the record before it, unless it is the first.
    pub previous: Option<ContentHash>,
    /// What the part holds.
    #[serde(flatten)]
    pub content: Content,
}

impl Commit {
    /// Where the record of that number stands.
    #[must_use]
    pub fn path(number: u64) -> String {
        format!("{FOLDER}/{number:08}.json")
    }

    /// Its text, which is also what the record after it knows it by.
    #[must_use]
    pub fn text(&self) -> String {
        json(self)
    }

    /// The files of the part.
    pub fn files(&self) -> impl Iterator<Item = &Recorded> {
        match &self.content {
            Content::Bundles { bundles, steps, .. } => [Some(bundles), Some(steps)],
            Content::Aside { documents } => [Some(documents), None],
        }
        .into_iter()
        .flatten()
    }

    /// The places in the log of seals that it takes.
    #[must_use]
    pub fn log(&self) -> std::ops::Range<u64> {
        match &self.content {
            Content::Bundles { log_index, bundles, .. } => {
                *log_index..log_index.saturating_add(bundles.rows)
            }
            Content::Aside { .. } => 0..0,
        }
    }

    /// Whose bundles it holds and of when, if it holds bundles.
    #[must_use]
    pub fn partition(&self) -> Option<&Partition> {
        match &self.content {
            Content::Bundles { partition, .. } => Some(partition),
            Content::Aside { .. } => None,
        }
    }
}

/// A file of the archive that people may read, too.
pub fn json(value: &impl Serialize) -> String {
    #[expect(
        clippy::expect_used,
        reason = "nothing that is written here has names that are no strings"
    )]
    let text = serde_json::to_string_pretty(value).expect("it is JSON");
    text + "\n"
}
