//! What an archive says of a month: how many bundles, which, and in which files.

use std::collections::BTreeMap;

use export_bundles::{CONTRACT, ContentHash};
use export_bundles_attest::log::Checkpoint;
use serde::{Deserialize, Serialize};

use crate::commit::{Commit, Content, Count, Recorded, json};
use crate::hex::hex;
use crate::period::Month;
use crate::root::{Rooted, period_root};

/// Where manifests stand.
pub const FOLDER: &str = "periods";

/// How many bundles a tenant has of a type.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Population {
    /// Whose they are.
    pub tenant: String,
    /// Of which type.
    #[serde(rename = "type")]
    pub bundle_type: String,
    /// How many, and how many steps they have.
    #[serde(flatten)]
    pub count: Count,
}

/// The state of the log when a manifest was written.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct LogState {
    /// What it is called.
    pub origin: String,
    /// How many seals it had.
    pub size: u64,
    /// Its root, as 64 hexadecimal digits.
    pub root: String,
}

impl From<&Checkpoint> for LogState {
    fn from(checkpoint: &Checkpoint) -> Self {
        let Checkpoint { origin, size, root } = checkpoint;
        Self { origin: origin.clone(), size: *size, root: hex(root) }
    }
}

/// The manifest of a month.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Which month.
    pub period: Month,
    /// The version of the contract that the bundles were judged by.
    pub contract: String,
    /// How many bundles there are.
    pub bundles: u64,
    /// What commits to them: see [`period_root`].
    pub root: ContentHash,
    /// The log that counts and orders them.
    pub log: LogState,
    /// How many there are of each tenant and type.
    pub population: Vec<Population>,
    /// What commits to the bundles of each tenant.
    pub partitions: Vec<Rooted>,
    /// The files that they are in, and their steps.
    pub files: Vec<Recorded>,
}

impl Manifest {
    /// The manifest of a month with these parts, in whose partitions these bundles are.
    #[must_use]
    pub fn of(month: Month, commits: &[Commit], partitions: Vec<Rooted>, log: LogState) -> Self {
        let mut population: BTreeMap<(String, String), Count> = BTreeMap::new();
        let mut files = Vec::new();
        for commit in of_month(commits, month) {
            let Content::Bundles { partition, types, .. } = &commit.content else { continue };
            for (bundle_type, count) in types {
                let total =
                    population.entry((partition.tenant.clone(), bundle_type.clone())).or_default();
                total.bundles += count.bundles;
                total.steps += count.steps;
            }
            files.extend(commit.files().cloned());
        }
        let population = population.into_iter().map(|((tenant, bundle_type), count)| Population {
            tenant,
            bundle_type,
            count,
        });
        Self {
            period: month,
            contract: CONTRACT.version().to_owned(),
            bundles: partitions.iter().map(|it| it.bundles).sum(),
            root: period_root(&partitions),
            log,
            population: population.collect(),
            partitions,
            files,
        }
    }

    /// Where the manifest of a month stands.
    #[must_use]
    pub fn path(month: Month) -> String {
        format!("{FOLDER}/{month}.json")
    }

    /// Where the note stands by which the key of the log answers for it.
    #[must_use]
    pub fn note_path(month: Month) -> String {
        format!("{FOLDER}/{month}.note")
    }

    /// Where the proof stands of when that note existed: an answer of a time-stamping authority (RFC 3161).
    #[must_use]
    pub fn stamp_path(month: Month) -> String {
        format!("{FOLDER}/{month}.tsr")
    }

    /// Its text.
    #[must_use]
    pub fn text(&self) -> String {
        json(self)
    }

    /// What the key of the log signs of a manifest with that text.
    #[must_use]
    pub fn signed_text(origin: &str, month: Month, text: &[u8]) -> String {
        let sha256 = crate::judged::sha256(text);
        format!("{origin}\nmanifest of {month}\nsha256 {sha256}\n")
    }
}

/// What commits to all of an archive: its records, its log, and the manifests of its months.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// How many records there are.
    pub commits: u64,
    /// The SHA-256 of the last of them.
    pub last: Option<ContentHash>,
    /// The log.
    pub log: LogState,
    /// How many documents are set aside.
    pub aside: u64,
    /// The SHA-256 of the manifest of each month.
    pub periods: BTreeMap<String, ContentHash>,
}

impl Head {
    /// Where it stands.
    pub const PATH: &str = "head.json";
    /// Where the note stands by which the key of the log answers for it.
    pub const NOTE: &str = "head.note";

    /// What the key of the log signs of a head with that text.
    #[must_use]
    pub fn signed_text(origin: &str, text: &[u8]) -> String {
        format!("{origin}\nhead of the archive\nsha256 {}\n", crate::judged::sha256(text))
    }
}

/// The parts of a month.
pub fn of_month(commits: &[Commit], month: Month) -> impl Iterator<Item = &Commit> {
    commits.iter().filter(move |it| it.partition().is_some_and(|it| it.month == month))
}
