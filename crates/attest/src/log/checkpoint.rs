//! What a log commits to: how many entries it has, and which.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use super::note::{check_name, parts, signed_note, verified_note};
use crate::key::{KeyError, PublicKey, SigningKey};

/// The head of a log at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// What the log is called.
    pub origin: String,
    /// How many entries it has.
    pub size: u64,
    /// The root of their Merkle tree (RFC 6962).
    pub root: [u8; 32],
}

/// Why a text is no checkpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NoCheckpoint {
    /// It is not of that form.
    #[error(
        "expected a checkpoint (C2SP tlog-checkpoint): the name of the log, its size, its root, and signatures"
    )]
    Malformed,
    /// The key that is trusted for that log did not sign it.
    #[error("expected the signature of the log's own key over the checkpoint")]
    Forged,
}

impl Checkpoint {
    /// The checkpoint as the text that is signed: the name of the log, its size and its root, a line each.
    #[must_use]
    pub fn text(&self) -> String {
        let Self { origin, size, root } = self;
        format!("{origin}\n{size}\n{}\n", BASE64_STANDARD.encode(root))
    }

    /// What a note claims, or a text that nobody signed: to find the key that is to be asked, or where nobody is trusted.
    ///
    /// # Errors
    ///
    /// [`NoCheckpoint::Malformed`] where it is no checkpoint.
    pub fn claimed(note: &str) -> Result<Self, NoCheckpoint> {
        let text = parts(note).map_or(note, |(text, _)| text);
        read(text).ok_or(NoCheckpoint::Malformed)
    }

    /// The checkpoint as a signed note.
    ///
    /// # Errors
    ///
    /// [`KeyError::Unsupported`] where the key is not of Ed25519.
    pub fn sign(&self, key: &SigningKey) -> Result<String, KeyError> {
        signed_note(&self.text(), &self.origin, key)
    }

    /// The checkpoint that a note holds, which that key has to have signed under the name of the log.
    ///
    /// # Errors
    ///
    /// A [`NoCheckpoint`] says what was expected.
    pub fn verify(note: &str, key: &PublicKey) -> Result<Self, NoCheckpoint> {
        let checkpoint = Self::unverified(note)?;
        match verified_note(note, &checkpoint.origin, key) {
            Some(_) => Ok(checkpoint),
            None => Err(NoCheckpoint::Forged),
        }
    }

    /// The checkpoint that a note holds, whoever signed it: to find the key that is to be asked.
    pub(crate) fn unverified(note: &str) -> Result<Self, NoCheckpoint> {
        let (text, _) = parts(note).ok_or(NoCheckpoint::Malformed)?;
        read(text).ok_or(NoCheckpoint::Malformed)
    }
}

/// What lines may follow is for extensions that nobody here knows.
fn read(text: &str) -> Option<Checkpoint> {
    let mut lines = text.lines();
    let origin = lines.next()?.to_owned();
    check_name(&origin).ok()?;
    let size = whole(lines.next()?)?;
    let root = BASE64_STANDARD.decode(lines.next()?).ok()?.try_into().ok()?;
    lines.all(|it| !it.is_empty()).then_some(Checkpoint { origin, size, root })
}

/// A decimal number that is written in one way only.
pub(super) fn whole(text: &str) -> Option<u64> {
    let is_plain =
        text == "0" || (text.bytes().all(|it| it.is_ascii_digit()) && !text.starts_with('0'));
    text.parse().ok().filter(|_| is_plain)
}
