//! What tells whether a document is the same as another one.

use sha2::{Digest, Sha256};

/// The SHA-256 of the RFC 8785 form, so that two spellings of a document are the same one; of what has no such form, that
/// of its bytes.
pub(crate) fn digest(document: &[u8]) -> [u8; 32] {
    let form = export_bundles_evidence::canonical(document);
    Sha256::digest(form.as_deref().unwrap_or(document)).into()
}
