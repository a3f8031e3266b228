//! Text that is signed line by line, for people and programs alike: the signed note of C2SP, with Ed25519.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};

use crate::key::{Algorithm, KeyError, PublicKey, SigningKey};

/// What tells Ed25519 from other algorithms in the id of a key.
const ED25519: u8 = 1;
/// Nobody signs a note more often.
const MOST_SIGNATURES: usize = 64;

/// Why a log cannot be called so.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "expected a name of at least 1 character, with no white space, no `+` and no control character"
)]
pub struct NameError;

/// What a note is signed with, as other tools take it: the name, the id of the key, and the key.
///
/// # Errors
///
/// [`NameError`] where the name is none that a note can have; a note is signed with Ed25519, so that another key has
/// none, either.
pub fn verifier_key(name: &str, key: &PublicKey) -> Result<String, NameError> {
    check_name(name)?;
    let encoded = [&[ED25519], key.as_bytes()].concat();
    let id = u32::from_be_bytes(key_id(name, key));
    Ok(format!("{name}+{id:08x}+{}", BASE64_STANDARD.encode(encoded)))
}

/// Whether a log can be called so.
///
/// # Errors
///
/// [`NameError`] says what a name is.
pub fn check_name(name: &str) -> Result<(), NameError> {
    let is_allowed = |it: char| !it.is_whitespace() && !it.is_control() && it != '+';
    if !name.is_empty() && name.chars().all(is_allowed) { Ok(()) } else { Err(NameError) }
}

fn key_id(name: &str, key: &PublicKey) -> [u8; 4] {
    let mut hash = Sha256::new();
    hash.update(name.as_bytes());
    hash.update([b'\n', ED25519]);
    hash.update(key.as_bytes());
    let digest: [u8; 32] = hash.finalize().into();
    [digest[0], digest[1], digest[2], digest[3]]
}

/// The note with that text, which ends with a line break, signed by a key of Ed25519 under that name.
///
/// ```
/// use export_bundles_attest::log::{signed_note, verified_note};
/// use export_bundles_attest::{Algorithm, SigningKey};
///
/// let key = SigningKey::generate(Algorithm::Ed25519)?;
/// let note = signed_note("all is well\n", "example.com/notes", &key)?;
/// assert_eq!(verified_note(&note, "example.com/notes", key.public()), Some("all is well\n"));
/// assert_eq!(verified_note(&note, "example.com/others", key.public()), None);
/// # Ok::<(), export_bundles_attest::KeyError>(())
/// ```
///
/// # Errors
///
/// [`KeyError::Unsupported`] where the key is not of Ed25519.
pub fn signed_note(text: &str, name: &str, key: &SigningKey) -> Result<String, KeyError> {
    if key.public().algorithm() != Algorithm::Ed25519 {
        return Err(KeyError::Unsupported);
    }
    let signature = [&key_id(name, key.public())[..], &key.sign(text.as_bytes())?].concat();
    Ok(format!("{text}\n— {name} {}\n", BASE64_STANDARD.encode(signature)))
}

/// The text of a note that the key has signed under that name. Signatures by others stay unread.
#[must_use]
pub fn verified_note<'n>(note: &'n str, name: &str, key: &PublicKey) -> Option<&'n str> {
    let (text, signatures) = parts(note)?;
    let mut is_signed = false;
    for line in signatures.lines().take(MOST_SIGNATURES) {
        let (signer, signature) = line.strip_prefix("— ")?.split_once(' ')?;
        let signature = BASE64_STANDARD.decode(signature).ok()?;
        let (id, signature) = signature.split_at_checked(4)?;
        if signer != name || id != key_id(name, key) {
            continue;
        }
        // One that is not what it says makes the note none.
        if !key.has_signed(text.as_bytes(), signature) {
            return None;
        }
        is_signed = true;
    }
    is_signed.then_some(text)
}

/// The text of a note, and the lines with its signatures.
pub(super) fn parts(note: &str) -> Option<(&str, &str)> {
    let end = note.rfind("\n\n")?;
    let (text, signatures) = (note.get(..=end)?, note.get(end + 2..)?);
    (!signatures.is_empty() && signatures.ends_with('\n')).then_some((text, signatures))
}
