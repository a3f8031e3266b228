//! The receipt of a bundle: that its seal is in a log.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use ct_merkle::{InclusionProof, RootHash};
use export_bundles::ContentHash;
use sha2::Sha256;

use super::checkpoint::{Checkpoint, NoCheckpoint, whole};
use crate::key::PublicKey;

const HEAD: &str = "c2sp.org/tlog-proof@v1";
/// A tree with more levels has more leaves than there are numbers for.
const MOST_HASHES: usize = 63;

/// That a seal is in a log: where, the hashes on the way to the root, and the checkpoint that commits to the root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// Where the entry stands, from 0.
    pub index: u64,
    pub(crate) hashes: Vec<[u8; 32]>,
    pub(crate) checkpoint: String,
}

/// Why a text does not prove that a seal is in a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NoProof {
    /// It is not of that form.
    #[error("expected a proof (C2SP tlog-proof, version 1): an index, hashes, and a checkpoint")]
    Malformed,
    /// The log is none that is trusted.
    #[error("expected a checkpoint of a log that is trusted")]
    UnknownLog,
    /// The checkpoint is none.
    #[error(transparent)]
    NoCheckpoint(#[from] NoCheckpoint),
    /// The hashes do not lead from the seal to the root.
    #[error("expected hashes that lead from the seal of the document to the root")]
    OtherEntry,
}

impl NoProof {
    /// The rule that is broken, in a word.
    #[must_use]
    pub fn rule(self) -> &'static str {
        match self {
            Self::Malformed | Self::NoCheckpoint(NoCheckpoint::Malformed) => "proof-readable",
            Self::UnknownLog => "log-trusted",
            Self::NoCheckpoint(NoCheckpoint::Forged) => "checkpoint-signature",
            Self::OtherEntry => "proof-entry",
        }
    }
}

impl Proof {
    /// What the name of its file ends in, behind that of the document.
    pub const ENDING: &str = ".tlog-proof";

    /// Reads a proof, which proves nothing yet.
    ///
    /// # Errors
    ///
    /// [`NoProof::Malformed`] where the text is none.
    pub fn parse(text: &str) -> Result<Self, NoProof> {
        read(text).ok_or(NoProof::Malformed)
    }

    /// Whether a text is meant to be a proof, of whatever version.
    #[must_use]
    pub fn is_likely(text: &[u8]) -> bool {
        text.starts_with(b"c2sp.org/tlog-proof@")
    }

    /// The proof as a file.
    #[must_use]
    pub fn to_text(&self) -> String {
        let hashes = self.hashes.iter().map(|it| BASE64_STANDARD.encode(it) + "\n");
        let hashes: String = hashes.collect();
        format!("{HEAD}\nindex {}\n{hashes}\n{}", self.index, self.checkpoint)
    }

    /// What the log is called, as the proof says.
    #[must_use]
    pub fn origin(&self) -> Option<String> {
        Checkpoint::unverified(&self.checkpoint).ok().map(|it| it.origin)
    }

    /// Holds the proof against a seal and the key of the log. Gives what the log commits to.
    ///
    /// # Errors
    ///
    /// A [`NoProof`] says why it proves nothing.
    pub fn verify(&self, seal: &ContentHash, key: &PublicKey) -> Result<Checkpoint, NoProof> {
        let checkpoint = Checkpoint::verify(&self.checkpoint, key)?;
        if self.index >= checkpoint.size || checkpoint.size > u64::MAX / 2 {
            return Err(NoProof::OtherEntry);
        }
        let root = RootHash::<Sha256>::new(checkpoint.root.into(), checkpoint.size);
        let path = InclusionProof::<Sha256>::try_from_bytes(self.hashes.concat());
        let path = path.map_err(|_| NoProof::OtherEntry)?;
        let holds = root.verify_inclusion(&seal.to_string(), self.index, &path);
        holds.map(|()| checkpoint).map_err(|_| NoProof::OtherEntry)
    }
}

fn read(text: &str) -> Option<Proof> {
    let rest = text.strip_prefix(HEAD)?.strip_prefix('\n')?;
    // What else somebody wanted to say is signed by nobody.
    let rest = match rest.strip_prefix("extra ") {
        Some(extra) => extra.split_once('\n')?.1,
        None => rest,
    };
    let (head, checkpoint) = rest.split_once("\n\n")?;
    let mut lines = head.lines();
    let index = whole(lines.next()?.strip_prefix("index ")?)?;
    let hashes: Option<Vec<[u8; 32]>> =
        lines.map(|line| BASE64_STANDARD.decode(line).ok()?.try_into().ok()).collect();
    let hashes = hashes.filter(|it| it.len() <= MOST_HASHES)?;
    Some(Proof { index, hashes, checkpoint: checkpoint.to_owned() })
}
