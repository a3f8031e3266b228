//! The end of a log in a folder: all that has to be read to go on with it, however long it is.

use export_bundles::ContentHash;

use super::checkpoint::Checkpoint;
use super::growth::{Edge, Hash, leaf};
use super::tiles::{TileFile, WIDTH, bundle, entries, file, full, path};

/// The tiles of a log that are not full, and what follows from them.
///
/// ```
/// use std::collections::BTreeMap;
///
/// use export_bundles::ContentHash;
/// use export_bundles_attest::log::{Log, Tail};
///
/// let (mut tail, mut log, mut files) = (Tail::default(), Log::default(), BTreeMap::new());
/// for number in 0..600_u64 {
///     let mut hash = [0; 32];
///     hash[..8].copy_from_slice(&number.to_be_bytes());
///     log.append(&ContentHash::from(hash));
///     files.extend(tail.append(&ContentHash::from(hash)).into_iter().map(|it| (it.path, it.content)));
/// }
/// files.extend(tail.files().into_iter().map(|it| (it.path, it.content)));
/// assert_eq!(tail.checkpoint("seals"), log.checkpoint("seals"));
/// assert!(log.check_tiles(|path| files.get(path).cloned()).is_ok());
/// assert_eq!(Tail::read(600, |path| files.get(path).cloned()), Some(tail));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tail {
    size: u64,
    /// The seals of the last file of entries, if that is not full.
    entries: Vec<ContentHash>,
    /// For each level of tiles the hashes of the last one, if that is not full.
    levels: Vec<Vec<Hash>>,
}

impl Tail {
    /// The end of a log of so many entries; `read` gives the content of a file by its path in the folder of the log.
    /// Nothing where a file is missing, or is not as long as it has to be.
    #[must_use]
    pub fn read(size: u64, mut read: impl FnMut(&str) -> Option<Vec<u8>>) -> Option<Self> {
        let width = WIDTH as u64;
        let mut tail = Self { size, ..Self::default() };
        let mut of_level = size;
        while of_level > 0 {
            let count = (of_level % width) as usize;
            let index = usize::try_from(of_level / width).ok()?;
            let mut hashes = Vec::with_capacity(count);
            if count > 0 {
                let content = read(&path(&tail.levels.len().to_string(), index, count))?;
                hashes.extend(content.chunks(32).map_while(|it| Hash::try_from(it).ok()));
                (content.len() == count * 32).then_some(())?;
            }
            tail.levels.push(hashes);
            of_level /= width;
        }
        let count = (size % width) as usize;
        if count > 0 {
            let content = read(&path("entries", usize::try_from(size / width).ok()?, count))?;
            for entry in entries(&content, count)? {
                tail.entries.push(std::str::from_utf8(&entry).ok()?.parse().ok()?);
            }
        }
        Some(tail)
    }

    /// How many entries the log has.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Appends a seal. Gives the files that are full with it, and never change from now on.
    pub fn append(&mut self, seal: &ContentHash) -> Vec<TileFile> {
        let mut files = Vec::new();
        // One that came before is in the files, so that a log has fewer entries than a `usize` counts.
        let place = (self.size / WIDTH as u64) as usize;
        self.size += 1;
        self.entries.push(*seal);
        if self.entries.len() == WIDTH {
            files.push(self.of_entries(place));
            self.entries.clear();
        }
        let (mut hash, mut index) = (leaf(seal.to_string().as_bytes()), place);
        for level in 0.. {
            if self.levels.len() == level {
                self.levels.push(Vec::new());
            }
            let hashes = &mut self.levels[level];
            hashes.push(hash);
            if hashes.len() < WIDTH {
                break;
            }
            files.push(file(&level.to_string(), index, WIDTH, hashes.concat()));
            hash = full(hashes);
            hashes.clear();
            index /= WIDTH;
        }
        files
    }

    /// The files that are not full. They stand for as long as the log does not grow.
    #[must_use]
    pub fn files(&self) -> Vec<TileFile> {
        let mut files = Vec::new();
        let mut index = (self.size / WIDTH as u64) as usize;
        if !self.entries.is_empty() {
            files.push(self.of_entries(index));
        }
        for (level, hashes) in self.levels.iter().enumerate() {
            if !hashes.is_empty() {
                files.push(file(&level.to_string(), index, hashes.len(), hashes.concat()));
            }
            index /= WIDTH;
        }
        files
    }

    /// What the log commits to now.
    #[must_use]
    pub fn checkpoint(&self, origin: &str) -> Checkpoint {
        // The full subtrees of a tree are those of its tiles, the highest first.
        let mut hashes = Vec::new();
        for level in self.levels.iter().rev() {
            let mut rest = &level[..];
            while !rest.is_empty() {
                let (subtree, others) = rest.split_at(1 << rest.len().ilog2());
                hashes.push(full(subtree));
                rest = others;
            }
        }
        #[expect(clippy::expect_used, reason = "the tiles have as many hashes as the size says")]
        let edge = Edge::of(self.size, hashes).expect("a full subtree for each bit of the size");
        edge.checkpoint(origin)
    }

    fn of_entries(&self, index: usize) -> TileFile {
        let seals: Vec<String> = self.entries.iter().map(ToString::to_string).collect();
        file("entries", index, seals.len(), bundle(&seals))
    }
}
