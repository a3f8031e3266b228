//! What is known of the log that a document is in.

use export_bundles_evidence::seal;

use crate::log::{Checkpoint, NoProof, Proof};
use crate::trust::Trust;

/// What is known of the log that a document is in.
#[derive(Clone, Debug, PartialEq)]
pub enum Logged {
    /// There is no proof.
    Absent,
    /// There is one, and nobody said which log to trust.
    Unread,
    /// The document is in a log that is trusted.
    Proved {
        /// Its place in the log, from 0.
        index: u64,
        /// The state of the log that shows it.
        checkpoint: Checkpoint,
    },
    /// There is a proof that proves nothing.
    Unproved(NoProof),
}

impl Logged {
    /// What a proof says of a document.
    #[must_use]
    pub fn of(proof: &[u8], document: &[u8], trust: Option<&Trust>) -> Self {
        let Some(trust) = trust else { return Self::Unread };
        match proved(proof, document, trust) {
            Ok((index, checkpoint)) => Self::Proved { index, checkpoint },
            Err(why) => Self::Unproved(why),
        }
    }

    /// Whether a proof was given that proves nothing.
    #[must_use]
    pub fn is_refuted(&self) -> bool {
        matches!(self, Self::Unproved(_))
    }
}

fn proved(proof: &[u8], document: &[u8], trust: &Trust) -> Result<(u64, Checkpoint), NoProof> {
    let proof = Proof::parse(std::str::from_utf8(proof).map_err(|_| NoProof::Malformed)?)?;
    let key = proof.origin().and_then(|origin| trust.log(&origin)).ok_or(NoProof::UnknownLog)?;
    let seal = seal(document).map_err(|_| NoProof::OtherEntry)?;
    Ok((proof.index, proof.verify(&seal, key)?))
}
