//! What stands in the place of a bundle that was removed: a signed note, whose digest is an entry of the log.

use export_bundles::{ContentHash, Timestamp};
use sha2::{Digest, Sha256};

use super::checkpoint::whole;
use super::note::{check_name, parts, signed_note, verified_note};
use crate::key::{KeyError, PublicKey, SigningKey};

const HEAD: &str = "export-bundles tombstone v1";

/// That a bundle was removed, when and why. The seal that the log has of it stays, so that the log still verifies, and
/// whoever has the bundle can still prove it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tombstone {
    /// The id of the bundle.
    pub bundle_id: String,
    /// Its seal.
    pub seal: ContentHash,
    /// Where its seal stands in the log, from 0.
    pub position: u64,
    /// When the bundle was made.
    pub created_at: Timestamp,
    /// When it was removed.
    pub removed_at: Timestamp,
    /// Why, in a line.
    pub reason: String,
}

/// Why a text is no tombstone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NoTombstone {
    /// It is not of that form.
    #[error(
        "expected a tombstone: an id, a seal, a position, two moments and a reason, each on a line, and a signature"
    )]
    Malformed,
    /// The key of the log did not sign it.
    #[error("expected the signature of the log's own key over the tombstone")]
    Forged,
}

impl Tombstone {
    /// The tombstone as a signed note (C2SP signed-note), by the key of the log that is called `origin`.
    ///
    /// # Errors
    ///
    /// [`KeyError::Unsupported`] where the key is not of Ed25519.
    ///
    /// # Examples
    ///
    /// ```
    /// use export_bundles_attest::log::Tombstone;
    /// use export_bundles_attest::{Algorithm, SigningKey};
    ///
    /// let key = SigningKey::generate(Algorithm::Ed25519)?;
    /// let tombstone = Tombstone {
    ///     bundle_id: "EVD-3f2b8c9d4e5f4a6b8c7d9e0f1a2b3c4d".to_owned(),
    ///     seal: "7745fedd2efe30637ec6a447f2e75f77f36259ba6485d03541d65c08b0b69c1e".parse()?,
    ///     position: 17,
    ///     created_at: "2019-11-02T08:00:00Z".parse()?,
    ///     removed_at: "2026-11-29T08:00:00Z".parse()?,
    ///     reason: "kept for 7y".to_owned(),
    /// };
    /// let note = tombstone.sign("example.org/seals", &key)?;
    /// assert_eq!(Tombstone::verify(&note, "example.org/seals", key.public())?, tombstone);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn sign(&self, origin: &str, key: &SigningKey) -> Result<String, KeyError> {
        let Self { bundle_id, seal, position, created_at, removed_at, reason } = self;
        // What would be a line of its own is not one.
        let reason: String =
            reason.chars().map(|it| if it.is_control() { ' ' } else { it }).collect();
        let text = format!(
            "{HEAD}\n{bundle_id}\n{seal}\n{position}\n{created_at}\n{removed_at}\n{reason}\n"
        );
        signed_note(&text, origin, key)
    }

    /// The tombstone that a note holds, which that key has to have signed under the name of the log.
    ///
    /// # Errors
    ///
    /// A [`NoTombstone`] says what was expected.
    pub fn verify(note: &str, origin: &str, key: &PublicKey) -> Result<Self, NoTombstone> {
        check_name(origin).map_err(|_| NoTombstone::Forged)?;
        let (text, _) = parts(note).ok_or(NoTombstone::Malformed)?;
        let tombstone = read(text).ok_or(NoTombstone::Malformed)?;
        verified_note(note, origin, key).map(|_| tombstone).ok_or(NoTombstone::Forged)
    }

    /// What the log has of a note: its SHA-256.
    #[must_use]
    pub fn entry(note: &str) -> ContentHash {
        ContentHash::from(<[u8; 32]>::from(Sha256::digest(note)))
    }
}

fn read(text: &str) -> Option<Tombstone> {
    let mut lines = text.lines();
    let is_head = lines.next()? == HEAD;
    let tombstone = Tombstone {
        bundle_id: lines.next()?.to_owned(),
        seal: lines.next()?.parse().ok()?,
        position: whole(lines.next()?)?,
        created_at: lines.next()?.parse().ok()?,
        removed_at: lines.next()?.parse().ok()?,
        reason: lines.next()?.to_owned(),
    };
    (is_head && lines.next().is_none()).then_some(tombstone)
}
