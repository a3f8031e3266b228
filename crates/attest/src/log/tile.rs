//! A tile that somebody asks for by its path.

use export_bundles::ContentHash;

use super::growth::{Hash, Node};
use super::tiles::{WIDTH, bundle, path};

/// How many levels of the tree a tile stands for.
const HEIGHT: u8 = 8;

/// A file of a log, as its path names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tile {
    /// What is in it.
    pub kind: TileKind,
    /// Which of its kind, from 0.
    pub index: u64,
    /// How many hashes or entries are in it, from 1 to 256.
    pub width: u64,
}

/// What is in a tile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TileKind {
    /// Entries.
    Entries,
    /// The roots of full subtrees at that level of the tree, a multiple of 8.
    Hashes(u8),
}

impl Tile {
    /// The tile that a path names, from `tile/` on.
    ///
    /// ```
    /// use export_bundles_attest::log::{Tile, TileKind};
    ///
    /// let tile = Tile { kind: TileKind::Hashes(8), index: 1067, width: 17 };
    /// assert_eq!(Tile::parse("tile/1/x001/067.p/17"), Some(tile));
    /// assert_eq!(Tile::parse("tile/entries/1"), None);
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (level, rest) = text.strip_prefix("tile/")?.split_once('/')?;
        let kind = match level {
            "entries" => TileKind::Entries,
            _ => TileKind::Hashes(level.parse::<u8>().ok().filter(|it| *it < 8)? * HEIGHT),
        };
        let level = match kind {
            TileKind::Entries => level.to_owned(),
            TileKind::Hashes(level) => (level / HEIGHT).to_string(),
        };
        let (digits, width) = match rest.split_once(".p/") {
            Some((digits, width)) => (digits, width.parse().ok()?),
            None => (rest, WIDTH),
        };
        let digits: String = digits.chars().filter(|it| !matches!(it, 'x' | '/')).collect();
        let index = digits.parse::<u64>().ok().filter(|it| *it < u64::MAX >> 16)?;
        // There is one way to write it.
        let is_written_so = path(&level, usize::try_from(index).ok()?, width) == text;
        (is_written_so && width > 0).then_some(Self { kind, index, width: width as u64 })
    }

    /// The places of what is in it: entries, or nodes of its level.
    #[must_use]
    pub fn range(&self) -> std::ops::Range<u64> {
        let first = self.index * WIDTH as u64;
        first..first + self.width
    }

    /// How large a log is that has this tile, at least.
    #[must_use]
    pub fn least_size(&self) -> Option<u64> {
        match self.kind {
            TileKind::Entries => Some(self.range().end),
            TileKind::Hashes(level) => {
                self.range().end.checked_mul(1_u64.checked_shl(level.into())?)
            }
        }
    }

    /// The hashes that are in it.
    pub fn nodes(&self) -> impl Iterator<Item = Node> + use<> {
        let level = match self.kind {
            TileKind::Entries => 0,
            TileKind::Hashes(level) => level,
        };
        self.range().map(move |index| Node { level, index })
    }

    /// The file of these hashes.
    #[must_use]
    pub fn of_hashes(hashes: &[Hash]) -> Vec<u8> {
        hashes.concat()
    }

    /// The file of these entries.
    #[must_use]
    pub fn of_entries(seals: &[ContentHash]) -> Vec<u8> {
        let entries: Vec<String> = seals.iter().map(ToString::to_string).collect();
        bundle(&entries)
    }
}
