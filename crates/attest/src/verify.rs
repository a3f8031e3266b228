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

const PAYLOAD: &str = "/dsseEnvelope/payload";

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
}

/// Tells who signed a document, of all that a receipt says did.
///
/// A key counts where it was valid when it signed. When that was is proved by the token of a time-stamping authority
/// that is trusted; without one, all that is known is that it was before `now`, so that the key has to be valid
/// `now`, and never revoked.
///
/// Gives at least one signature, so that a receipt without any is one that is not trusted.
#[must_use]
pub fn verify(document: &[u8], receipt: &Receipt, trust: &Trust, now: Timestamp) -> Vec<Signature> {
    let mut signatures: Vec<Signature> = receipt
        .envelope
        .signatures
        .iter()
        .enumerate()
        .map(|(index, signature)| one(document, receipt, trust, now, index, signature))
        .collect();
    if signatures.is_empty() {
        let fault = Fault::new(FaultKind::Unsigned, "/dsseEnvelope/signatures");
        signatures.push(Signature {
            key_id: String::new(),
            statement: None,
            proved_at: None,
            same_file: false,
            faults: vec![fault],
        });
    }
    signatures
}

fn one(
    document: &[u8],
    receipt: &Receipt,
    trust: &Trust,
    now: Timestamp,
    index: usize,
    signature: &EnvelopeSignature,
) -> Signature {
    let place = |member: &str| format!("/dsseEnvelope/signatures/{index}/{member}");
    let hint = receipt.material.public_key.as_ref().map(|it| it.hint.as_str());
    // The one is of the envelope's format, the other of the bundle's. Either only helps to find the key.
    let key_id = match signature.keyid.as_str() {
        "" => hint.unwrap_or_default(),
        named => named,
    };
    let mut faults = Vec::new();
    let payload = BASE64_STANDARD.decode(&receipt.envelope.payload).unwrap_or_default();
    let bytes = BASE64_STANDARD.decode(&signature.sig).unwrap_or_default();
    let tokens = tokens(receipt, &bytes, trust);
    let trusted = trust.key(key_id);
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
    let mut same_file = false;
    match &statement {
        None => faults.push(Fault::new(FaultKind::NoStatement, PAYLOAD)),
        Some(statement) => match disagreement(document, statement) {
            Some(kind) => faults.push(Fault::new(kind, PAYLOAD)),
            None => same_file = is_subject(statement, &digest_of(document)),
        },
    }
    let proved_at = match tokens {
        Ok(proved_at) => proved_at,
        Err(fault) => {
            faults.push(fault);
            None
        }
    };
    if let Some(trusted) = trusted {
        let validity = match proved_at {
            Some(at) => trusted.validity(at),
            None => trusted.validity_without_proof(now),
        };
        faults.extend(validity.err().map(|kind| Fault::new(kind, place("keyid"))));
    }
    Signature { key_id: key_id.to_owned(), statement, proved_at, same_file, faults }
}

/// The earliest moment that a token proves. A token that is not what it says is a fault, as it is there to be
/// trusted; without any, nothing is proved.
fn tokens(receipt: &Receipt, signature: &[u8], trust: &Trust) -> Result<Option<Timestamp>, Fault> {
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
