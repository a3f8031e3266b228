//! Samples that anybody can draw again.
//!
//! Every bundle of a period has a ticket: the SHA-256 of `<root>:<seed>:<seal>`, where `root` is that of the period, and
//! root and seal are written as 64 hexadecimal digits. The sample are the bundles with the smallest tickets. Nobody can
//! choose what is drawn, as the root is known only when all bundles are, and whoever has root, seed and seals draws the
//! same with any tool.

use std::collections::BinaryHeap;

use export_bundles::ContentHash;

use crate::archive::Archive;
use crate::commit::Commit;
use crate::error::ArchiveError;
use crate::judged::sha256;
use crate::part::{Part, own};
use crate::period::Period;
use crate::root::{Rooted, period_root};

/// The ticket of a bundle.
#[must_use]
pub fn ticket(root: &ContentHash, seed: u64, seal: &ContentHash) -> ContentHash {
    sha256(format!("{root}:{seed}:{seal}").as_bytes())
}

/// What was drawn.
#[derive(Clone, Debug)]
pub struct Sample {
    /// The root of the period.
    pub root: ContentHash,
    /// How many bundles there are to draw from.
    pub population: u64,
    /// Those that were drawn, the smallest ticket first.
    pub bundles: Vec<Drawn>,
}

/// A bundle that was drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawn {
    /// Its ticket.
    pub ticket: ContentHash,
    /// Its seal.
    pub seal: ContentHash,
    /// Its id.
    pub bundle_id: String,
    /// Whose it is.
    pub tenant: String,
    /// In which file it is.
    pub path: String,
    /// Its text, byte for byte.
    pub document: String,
}

/// Draws bundles of a period, as many as are asked for, or all where there are fewer.
///
/// # Errors
///
/// Where the archive cannot be read.
pub fn sample(
    archive: &Archive,
    period: Option<Period>,
    size: usize,
    seed: u64,
) -> Result<Sample, ArchiveError> {
    let mut partitions: Vec<Rooted> = Vec::new();
    let months = archive.months();
    let months = months.into_iter().filter(|it| period.is_none_or(|period| period.contains(*it)));
    for month in months {
        partitions.extend(archive.roots(month)?);
    }
    let root = period_root(&partitions);
    let population = partitions.iter().map(|it| it.bundles).sum();
    let parts: Vec<&Commit> = archive
        .commits
        .iter()
        .filter(|it| {
            let month = it.partition().map(|it| it.month);
            month.is_some_and(|it| period.is_none_or(|period| period.contains(it)))
        })
        .collect();
    let mut smallest = BinaryHeap::new();
    for (at, commit) in parts.iter().enumerate() {
        let Some(file) = commit.files().next() else { continue };
        for seal in archive.seals(&file.path)? {
            let seal = seal.map_err(ArchiveError::part(&file.path))?;
            smallest.push((ticket(&root, seed, &seal), seal, at));
            if smallest.len() > size {
                smallest.pop();
            }
        }
    }
    let mut bundles = Vec::new();
    for (ticket, seal, at) in smallest.into_sorted_vec() {
        bundles.push(drawn(archive, parts[at], ticket, seal)?);
    }
    Ok(Sample { root, population, bundles })
}

fn drawn(
    archive: &Archive,
    commit: &Commit,
    ticket: ContentHash,
    seal: ContentHash,
) -> Result<Drawn, ArchiveError> {
    let path = commit.files().next().map_or(String::new(), |it| it.path.clone());
    let content = archive.folder.read(&path)?.unwrap_or_default();
    let part = Part::read(content, &archive.tables.bundles).map_err(ArchiveError::part(&path))?;
    let wanted = seal.to_string();
    let row = (0..part.rows()).find(|row| part.text(own::SEAL, *row) == Some(&wanted));
    let row = row.ok_or_else(|| ArchiveError::damaged(&path, "a bundle is gone"))?;
    let text = |name| part.text(name, row).unwrap_or_default().to_owned();
    Ok(Drawn {
        ticket,
        seal,
        bundle_id: text("bundle_id"),
        tenant: commit.partition().map_or(String::new(), |it| it.tenant.clone()),
        document: text(own::DOCUMENT),
        path,
    })
}
