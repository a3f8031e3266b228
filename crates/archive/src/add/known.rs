//! What the archive has already, as far as it is remembered.

use std::collections::BTreeMap;

use export_bundles::ContentHash;

/// So many hashes are remembered at most: 64 MiB of them.
const MOST: usize = 2 << 20;
/// The newest parts are remembered in any case: they may not be written yet.
const NEWEST: usize = 4;

/// The hashes of the newest parts, by the number of each part, in order.
#[derive(Default)]
pub struct Known {
    parts: BTreeMap<u64, Vec<ContentHash>>,
    hashes: usize,
}

impl Known {
    /// Remembers what is in a part, and forgets the oldest where that is too much.
    pub fn remember(&mut self, part: u64, hashes: Vec<ContentHash>) {
        self.hashes += hashes.len();
        self.parts.insert(part, hashes);
        while self.hashes > MOST && self.parts.len() > NEWEST {
            let forgotten = self.parts.pop_first();
            self.hashes -= forgotten.map_or(0, |(_, hashes)| hashes.len());
        }
    }

    /// What is in a part, if it is remembered.
    pub fn of(&self, part: u64) -> Option<&[ContentHash]> {
        self.parts.get(&part).map(Vec::as_slice)
    }
}
