//! What commits to the bundles of a period, whatever the files they are in and whoever made those.
//!
//! The root of a partition is that of the Merkle tree (RFC 6962, SHA-256) whose leaves are the seals of its bundles, as
//! 64 hexadecimal digits, in their order. The root of a period is that of the tree whose leaves are its partitions, in
//! the order of month and tenant, each a line of JSON: `["2026-07","tenant",2,"<root>"]`.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use export_bundles::ContentHash;
use export_bundles_attest::log::Edge;
use serde::{Deserialize, Serialize};

use crate::part::{PartError, Seals};
use crate::partition::Partition;

/// What commits to the bundles of a partition.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Rooted {
    /// Whose they are, and of when.
    #[serde(flatten)]
    pub partition: Partition,
    /// How many there are.
    pub bundles: u64,
    /// The root of their seals.
    pub root: ContentHash,
}

impl Rooted {
    /// Of these seals, which are in order.
    #[must_use]
    pub fn of(partition: Partition, tree: &Tree) -> Self {
        Self { partition, bundles: tree.edge.size(), root: tree.root() }
    }

    fn leaf(&self) -> String {
        let Self { partition: Partition { month, tenant }, bundles, root } = self;
        serde_json::json!([month, tenant, bundles, root]).to_string()
    }
}

/// The root of a period with these partitions, which are in order.
#[must_use]
pub fn period_root<'r>(partitions: impl IntoIterator<Item = &'r Rooted>) -> ContentHash {
    let mut edge = Edge::default();
    for partition in partitions {
        edge.append_entry(partition.leaf().as_bytes());
    }
    edge.root().into()
}

/// The tree of the seals of a partition, as it grows.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    edge: Edge,
}

impl Tree {
    /// Adds the next seal in their order.
    pub fn add(&mut self, seal: &ContentHash) {
        self.edge.append(seal);
    }

    /// The root of what was added. Of nothing it is the SHA-256 of nothing.
    #[must_use]
    pub fn root(&self) -> ContentHash {
        self.edge.root().into()
    }
}

/// The seals of several parts, in their order.
pub struct Merged {
    parts: Vec<Seals>,
    next: BinaryHeap<Reverse<(ContentHash, usize)>>,
}

impl Merged {
    /// Of parts that are in order, each by itself.
    ///
    /// # Errors
    ///
    /// [`PartError`] where one cannot be read.
    pub fn of(parts: Vec<Seals>) -> Result<Self, PartError> {
        let mut merged = Self { next: BinaryHeap::with_capacity(parts.len()), parts };
        for part in 0..merged.parts.len() {
            merged.advance(part)?;
        }
        Ok(merged)
    }

    fn advance(&mut self, part: usize) -> Result<(), PartError> {
        if let Some(seal) = self.parts.get_mut(part).and_then(Iterator::next).transpose()? {
            self.next.push(Reverse((seal, part)));
        }
        Ok(())
    }
}

impl Iterator for Merged {
    type Item = Result<ContentHash, PartError>;

    fn next(&mut self) -> Option<Self::Item> {
        let Reverse((seal, part)) = self.next.pop()?;
        Some(self.advance(part).map(|()| seal))
    }
}
