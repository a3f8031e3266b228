//! Who signed a document, and when.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use export_bundles::{ExportBundle, Timestamp, decode};

use crate::envelope::{EnvelopeSignature, PAYLOAD_TYPE, pre_authentication_encoding};
use crate::fault::{Fault, FaultKind};
use crate::object::object;
use crate::receipt::Receipt;
use crate::statement::{Facts, PREDICATE_TYPE, Statement, TYPE, digest_of};
use crate::timestamp;
use crate::trust::Trust;

/// What is known of a signature.
#[derive(Clone, Debug, PartialEq)]
pub struct Signature {
    /// The id of the key that it names.
    pub key_id: String,
    /// What was signed, where that is a statement about a bundle.
    pub statement: Option<Statement>,
    /// Since when it exists, as an authority that is trusted proves. UTC.
    pub proved_at: Option<Timestamp>,
    /// Whether the file is, byte for byte, the one that was signed. A document that is only spelled in another way
    /// has the same seal.
    pub same_file: bool,
    /// Why it is not trusted.
    pub faults: Vec<Fault>,
}

impl Signature {
    /// Whether a key that is trusted signed this document while it was valid.
    #[must_use]
    pub fn is_trusted(&self) -> bool {
        self.faults.is_empty()
    }

    /// One of which nothing is known but what is wrong.
    #[must_use]
    pub fn refused(fault: Fault) -> Self {
        Self {
            key_id: String::new(),
            statement: None,
            proved_at: None,
            same_file: false,
            faults: vec![fault],
        }
    }
}

/// Tells who signed a document, as a receipt says, and whether that counts.
///
/// A key counts where it was valid when it signed. When that was is proved by the token of a time-stamping authority
/// that is trusted; without one, all that is known is that it was before `now`, so that the key has to be valid
/// `now`, and never revoked.
#[must_use]
pub fn verify(document: &[u8], receipt: &Receipt, trust: &Trust, now: Timestamp) -> Signature {
    // The format has room for several, and allows one: of two, readers would believe different ones.
    let [signature] = &receipt.envelope.signatures[..] else {
        return Signature::refused(Fault::new(
            FaultKind::NotSignedOnce,
            "/dsseEnvelope/signatures",
        ));
    };
    let place = |member: &str| format!("/dsseEnvelope/signatures/0/{member}");
    let key_id = key_id(receipt, signature);
    let trusted = trust.key(key_id);
    let payload = BASE64_STANDARD.decode(&receipt.envelope.payload).unwrap_or_default();
    let bytes = BASE64_STANDARD.decode(&signature.sig).unwrap_or_default();
    let mut faults = Vec::new();
    match trusted {
        None => faults.push(Fault::new(FaultKind::UnknownKey, place("keyid"))),
        Some(trusted) => {
            let signed = pre_authentication_encoding(&receipt.envelope.payload_type, &payload);
            if !trusted.key.has_signed(&signed, &bytes) {
                faults.push(Fault::new(FaultKind::ForgedSignature, place("sig")));
            }
        }
    }
    let statement = statement(receipt, &payload);
    let disagreement = match &statement {
        None => Some(FaultKind::NoStatement),
        Some(statement) => disagreement(document, statement),
    };
    let same_file = disagreement.is_none()
        && statement.as_ref().is_some_and(|it| is_subject(it, &digest_of(document)));
    faults.extend(disagreement.map(|kind| Fault::new(kind, "/dsseEnvelope/payload")));
    let proved_at = earliest(receipt, &bytes, trust).unwrap_or_else(|fault| {
        faults.push(fault);
        None
    });
    if let Some(trusted) = trusted {
        let validity = match proved_at {
            Some(at) => trusted.validity(at),
            None => trusted.validity_without_proof(now),
        };
        faults.extend(validity.err().map(|kind| Fault::new(kind, place("keyid"))));
    }
    Signature { key_id: key_id.to_owned(), statement, proved_at, same_file, faults }
}

/// The id of the key that signed, as the envelope says, or else what is around it. It only helps to find the key.
fn key_id<'r>(receipt: &'r Receipt, signature: &'r EnvelopeSignature) -> &'r str {
    match signature.keyid.as_str() {
        "" => receipt.material.public_key.as_ref().map_or("", |it| &it.hint),
        named => named,
    }
}

/// The earliest moment that a token proves. A token that is not what it says is a fault, as it is there to be
/// trusted. Without any, or for whoever trusts no authority, nothing is proved.
fn earliest(
    receipt: &Receipt,
    signature: &[u8],
    trust: &Trust,
) -> Result<Option<Timestamp>, Fault> {
    if trust.authorities.is_empty() {
        return Ok(None);
    }
    let mut earliest = None;
    let tokens = receipt.material.timestamps.iter().flat_map(|it| &it.rfc3161);
    for (index, token) in tokens.enumerate() {
        let place = format!(
            "/verificationMaterial/timestampVerificationData/rfc3161Timestamps/{index}/signedTimestamp"
        );
        let response = BASE64_STANDARD.decode(&token.response).unwrap_or_default();
        let proved = timestamp::proved(&response, signature, &trust.authorities)
            .map_err(|kind| Fault::new(kind, place))?;
        earliest = Some(earliest.map_or(proved, |other: Timestamp| other.min(proved)));
    }
    Ok(earliest)
}

fn statement(receipt: &Receipt, payload: &[u8]) -> Option<Statement> {
    if receipt.envelope.payload_type != PAYLOAD_TYPE {
        return None;
    }
    let statement: Statement = object(payload).ok()?;
    (statement.kind == TYPE && statement.predicate_type == PREDICATE_TYPE).then_some(statement)
}

/// Where a statement is not about this document.
fn disagreement(document: &[u8], statement: &Statement) -> Option<FaultKind> {
    let Ok(bundle) = decode::<ExportBundle>(document) else {
        return Some(FaultKind::OtherDocument);
    };
    let Ok(facts) = Facts::of(document, &bundle) else { return Some(FaultKind::OtherDocument) };
    if !is_subject(statement, &facts.seal) {
        return Some(FaultKind::OtherDocument);
    }
    let said = &statement.predicate;
    let agrees = said.bundle_id.as_str() == facts.bundle_id
        && said.bundle_type == facts.bundle_type
        && said.step_count.get() == facts.step_count
        && said.steps_root == facts.steps_root;
    (!agrees).then_some(FaultKind::OtherFacts)
}

fn is_subject(statement: &Statement, digest: &export_bundles::ContentHash) -> bool {
    statement.subject.iter().any(|it| it.digest.sha256 == *digest)
}
