//! The entries of a log, and what follows from them.

use ct_merkle::mem_backed_tree::MemoryBackedTree;
use export_bundles::ContentHash;
use sha2::Sha256;

use super::checkpoint::Checkpoint;
use super::proof::Proof;
use super::tiles::{self, TileFile};
use crate::merkle;

/// The seals of a log, in their order.
#[derive(Default)]
pub struct Log {
    entries: Vec<Vec<u8>>,
}

/// What is wrong with the files of a log.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Damage {
    /// A file cannot be read, or holds something else than entries.
    #[error("{path}: expected {count} seals")]
    NoEntries {
        /// Which file.
        path: String,
        /// How many entries it is to have.
        count: usize,
    },
    /// The entries are not those that the checkpoint commits to.
    #[error("the entries are not those that the checkpoint commits to")]
    OtherEntries,
    /// A tile is not the one of these entries.
    #[error("{path}: expected the hashes of the entries")]
    OtherTile {
        /// Which file.
        path: String,
    },
}

impl Log {
    /// Reads the entries that a checkpoint commits to; `file` gives the content of a file by its path in the folder of
    /// the log.
    ///
    /// # Errors
    ///
    /// A [`Damage`] says which file is not what the checkpoint says.
    pub fn read(
        checkpoint: &Checkpoint,
        mut file: impl FnMut(&str) -> Option<Vec<u8>>,
    ) -> Result<Self, Damage> {
        let mut entries = Vec::new();
        for (path, count) in tiles::entry_files(checkpoint.size) {
            let read = file(&path).and_then(|content| tiles::entries(&content, count));
            let read = read.filter(|it| it.iter().all(|entry| is_seal(entry)));
            entries.append(&mut read.ok_or(Damage::NoEntries { path, count })?);
        }
        let log = Self { entries };
        if merkle::root(&log.entries) != checkpoint.root {
            return Err(Damage::OtherEntries);
        }
        Ok(log)
    }

    /// Adds a seal at the end.
    pub fn append(&mut self, seal: &ContentHash) {
        self.entries.push(seal.to_string().into_bytes());
    }

    /// How many entries there are.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.entries.len() as u64
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The seals, in their order.
    pub fn seals(&self) -> impl ExactSizeIterator<Item = &str> {
        self.entries.iter().map(|it| std::str::from_utf8(it).unwrap_or_default())
    }

    /// What the log commits to now.
    #[must_use]
    pub fn checkpoint(&self, origin: &str) -> Checkpoint {
        Checkpoint {
            origin: origin.to_owned(),
            size: self.len(),
            root: merkle::root(&self.entries),
        }
    }

    /// Whether the log still begins with what a checkpoint committed to.
    #[must_use]
    pub fn continues(&self, earlier: &Checkpoint) -> bool {
        let size = usize::try_from(earlier.size).ok();
        let begin = size.and_then(|size| self.entries.get(..size));
        begin.is_some_and(|begin| merkle::root(begin) == earlier.root)
    }

    /// The files of the log that are not among those of its first `known` entries.
    #[must_use]
    pub fn files_since(&self, known: u64) -> Vec<TileFile> {
        tiles::files(&self.entries, usize::try_from(known).unwrap_or(usize::MAX))
    }

    /// Holds the tiles against the entries; `file` gives the content of a file by its path.
    ///
    /// # Errors
    ///
    /// A [`Damage`] says which tile is another one.
    pub fn check_tiles(&self, mut file: impl FnMut(&str) -> Option<Vec<u8>>) -> Result<(), Damage> {
        for TileFile { path, content, .. } in self.files_since(0) {
            if file(&path).as_ref() != Some(&content) {
                return Err(Damage::OtherTile { path });
            }
        }
        Ok(())
    }

    /// Where a seal stands: the first time, if it is there more than once.
    #[must_use]
    pub fn position(&self, seal: &ContentHash) -> Option<u64> {
        let seal = seal.to_string();
        self.entries.iter().position(|it| it == seal.as_bytes()).map(|it| it as u64)
    }

    /// The receipt of the entry at `index`, under a signed checkpoint of this log.
    #[must_use]
    pub fn prove(&self, index: u64, signed_checkpoint: &str) -> Option<Proof> {
        let place = usize::try_from(index).ok().filter(|it| *it < self.entries.len())?;
        let tree: MemoryBackedTree<Sha256, Vec<u8>> = merkle::tree(&self.entries);
        let path = tree.prove_inclusion(place);
        let hashes = path.as_bytes().chunks_exact(32).filter_map(|it| it.try_into().ok()).collect();
        Some(Proof { index, hashes, checkpoint: signed_checkpoint.to_owned() })
    }
}

fn is_seal(entry: &[u8]) -> bool {
    entry.len() == 64 && entry.iter().all(|it| matches!(it, b'0'..=b'9' | b'a'..=b'f'))
}
