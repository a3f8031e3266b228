//! A log of seals: an append-only Merkle tree whose signed checkpoints commit to how many bundles there are.
//!
//! A seal shows that a bundle was changed, a signature who made it; neither shows that a bundle is missing. A log does:
//! whoever keeps a checkpoint can tell later whether one of the bundles before it is gone, even the last.
//!
//! The format is that of many tools: tiles ([C2SP tlog-tiles](https://c2sp.org/tlog-tiles)), checkpoints
//! ([tlog-checkpoint](https://c2sp.org/tlog-checkpoint)) as signed notes
//! ([signed-note](https://c2sp.org/signed-note)), and the receipt of a bundle
//! ([tlog-proof](https://c2sp.org/tlog-proof)). An entry is a seal, as 64 hexadecimal digits.

mod checkpoint;
mod growth;
mod note;
mod proof;
mod tail;
mod tile;
mod tiles;
mod tombstone;
mod tree;

pub use checkpoint::{Checkpoint, NoCheckpoint};
pub use growth::{Edge, Hash, Node, Path};
pub use note::{NameError, check_name, signed_note, verified_note, verifier_key};
pub use proof::{NoProof, Proof};
pub use tail::Tail;
pub use tile::{Tile, TileKind};
pub use tiles::{TileFile, entries_of, seals_in};
pub use tombstone::{NoTombstone, Tombstone};
pub use tree::{Damage, Log};
