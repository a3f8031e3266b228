//! A log that grows in a store: which hashes are worth keeping, and what follows from them, without reading the log.
//!
//! What is kept of a tree are the roots of its full subtrees, none of which ever changes: for 1,000,000 entries as many
//! hashes, and of those an entry takes one and a proof twenty.

use export_bundles::ContentHash;
use sha2::{Digest, Sha256};

use super::checkpoint::Checkpoint;
use super::proof::Proof;

/// The hash of some entries, or of one: the root of a subtree.
pub type Hash = [u8; 32];

/// Where the root of a full subtree stands: it is of the `2^level` entries from `index * 2^level` on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Node {
    /// How high it is; an entry itself is at 0.
    pub level: u8,
    /// Which of its level, from 0.
    pub index: u64,
}

/// The right edge of a tree: the roots of the full subtrees that make it up, the largest first. It is all that has to
/// be known to append, and to commit to the tree.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edge {
    size: u64,
    hashes: Vec<Hash>,
}

impl Edge {
    /// The edge of a tree with so many entries; nothing where there have to be more or fewer hashes, of which there is
    /// one for each bit that is set in `size`.
    #[must_use]
    pub fn of(size: u64, hashes: Vec<Hash>) -> Option<Self> {
        (hashes.len() == size.count_ones() as usize).then_some(Self { size, hashes })
    }

    /// How many entries there are.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The hashes, the largest subtree first.
    #[must_use]
    pub fn hashes(&self) -> &[Hash] {
        &self.hashes
    }

    /// The hash of an entry.
    #[must_use]
    pub fn leaf(seal: &ContentHash) -> Hash {
        leaf(seal.to_string().as_bytes())
    }

    /// Appends a seal. Gives the hashes that are to be kept from now on: those of the subtrees that are full with it,
    /// the entry itself first.
    ///
    /// ```
    /// use export_bundles_attest::log::{Edge, Log, Node};
    ///
    /// let seal = "7745fedd2efe30637ec6a447f2e75f77f36259ba6485d03541d65c08b0b69c1e".parse()?;
    /// let (mut edge, mut log) = (Edge::default(), Log::default());
    /// for _ in 0..2 {
    ///     log.append(&seal);
    /// }
    /// assert_eq!(edge.append(&seal).len(), 1);
    /// let last = edge.append(&seal);
    /// assert_eq!(last[1].0, Node { level: 1, index: 0 });
    /// assert_eq!(edge.checkpoint("seals"), log.checkpoint("seals"));
    /// # Ok::<(), export_bundles::exact::InvalidValue>(())
    /// ```
    pub fn append(&mut self, seal: &ContentHash) -> Vec<(Node, Hash)> {
        self.append_entry(seal.to_string().as_bytes())
    }

    /// As [`append`](Self::append), for a tree whose entries are no seals.
    pub fn append_entry(&mut self, entry: &[u8]) -> Vec<(Node, Hash)> {
        let mut node = Node { level: 0, index: self.size };
        let mut hash = leaf(entry);
        let mut kept = vec![(node, hash)];
        // A full subtree and another one of its size are one of twice the size.
        while node.index % 2 == 1
            && let Some(left) = self.hashes.pop()
        {
            node = Node { level: node.level + 1, index: node.index / 2 };
            hash = inner(&left, &hash);
            kept.push((node, hash));
        }
        self.hashes.push(hash);
        self.size += 1;
        kept
    }

    /// The root of the tree. Of an empty one it is the SHA-256 of nothing.
    #[must_use]
    pub fn root(&self) -> Hash {
        folded(&self.hashes).unwrap_or_else(|| Sha256::digest([]).into())
    }

    /// What the log commits to now.
    #[must_use]
    pub fn checkpoint(&self, origin: &str) -> Checkpoint {
        Checkpoint { origin: origin.to_owned(), size: self.size, root: self.root() }
    }
}

/// What has to be known to prove where an entry stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    index: u64,
    /// One for each hash of the proof, from the entry to the root; some are of several full subtrees.
    steps: Vec<Vec<Node>>,
}

impl Path {
    /// Of the entry at `index` in a log of so many entries; nothing where there is no such entry.
    ///
    /// ```
    /// use export_bundles_attest::log::Path;
    ///
    /// assert_eq!(Path::of(4, 7).map(|it| it.nodes().count()), Some(3));
    /// assert_eq!(Path::of(7, 7), None);
    /// ```
    #[must_use]
    pub fn of(index: u64, size: u64) -> Option<Self> {
        if index >= size {
            return None;
        }
        let (mut begin, mut end, mut steps) = (0, size, Vec::new());
        // RFC 9162, section 2.1.3.1: of a tree, the left part is the largest that can be full.
        while end - begin > 1 {
            let middle = begin + largest_power_below(end - begin);
            if index < middle {
                steps.push(subtrees(middle, end));
                end = middle;
            } else {
                steps.push(subtrees(begin, middle));
                begin = middle;
            }
        }
        steps.reverse();
        Some(Self { index, steps })
    }

    /// The hashes that are needed, in the order in which [`proof`](Self::proof) takes them.
    pub fn nodes(&self) -> impl Iterator<Item = Node> {
        self.steps.iter().flatten().copied()
    }

    /// The receipt, of the hashes of all [nodes](Self::nodes) and a signed checkpoint of that size; nothing where there
    /// are more or fewer.
    #[must_use]
    pub fn proof(&self, hashes: &[Hash], signed_checkpoint: &str) -> Option<Proof> {
        let mut rest = hashes;
        let mut path = Vec::with_capacity(self.steps.len());
        for step in &self.steps {
            let (these, others) = rest.split_at_checked(step.len())?;
            path.push(folded(these)?);
            rest = others;
        }
        let checkpoint = signed_checkpoint.to_owned();
        rest.is_empty().then_some(Proof { index: self.index, hashes: path, checkpoint })
    }
}

/// The full subtrees of the entries from `begin` to `end`, the largest first. Where the entries stand beside others in a
/// tree, `begin` is a multiple of any power of two that fits.
fn subtrees(mut begin: u64, end: u64) -> Vec<Node> {
    let mut nodes = Vec::new();
    while begin < end {
        let level = (end - begin).ilog2();
        nodes.push(Node { level: level as u8, index: begin >> level });
        begin += 1 << level;
    }
    nodes
}

fn largest_power_below(count: u64) -> u64 {
    1 << (count - 1).ilog2()
}

/// The root of full subtrees that stand beside each other, the largest first.
fn folded(hashes: &[Hash]) -> Option<Hash> {
    hashes.iter().rev().copied().reduce(|right, left| inner(&left, &right))
}

/// The hash of an entry.
pub(super) fn leaf(entry: &[u8]) -> Hash {
    Sha256::new().chain_update([0]).chain_update(entry).finalize().into()
}

/// The hash of two subtrees.
pub(super) fn inner(left: &Hash, right: &Hash) -> Hash {
    Sha256::new().chain_update([1]).chain_update(left).chain_update(right).finalize().into()
}
