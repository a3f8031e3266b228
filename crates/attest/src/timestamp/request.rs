//! Asking an authority for a token.

use cmpv2::status::PkiStatus;
use der::asn1::{Int, OctetString};
use der::{Any, Decode, Encode};
use ring::rand::{SecureRandom, SystemRandom};
use sha2::{Digest, Sha256};
use spki::AlgorithmIdentifier;
use x509_tsp::{MessageImprint, TimeStampReq, TimeStampResp, TspVersion};

use super::algorithm::SHA_256;
use super::token::Token;

/// Why an authority's answer is no token for what was asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refused {
    /// The answer cannot be read.
    #[error("expected the answer of a time-stamping authority (RFC 3161)")]
    Unreadable,
    /// The authority gives none.
    #[error("the authority gives no token: {0}")]
    Denied(String),
    /// It is a token of something else.
    #[error("the token is not of what was sent")]
    OtherRequest,
}

/// What to send to an authority, so that it says that a signature exists: the SHA-256 of the signature, and a random
/// number by which the answer is known.
///
/// # Examples
///
/// ```
/// let query = export_bundles_attest::timestamp::request(b"a signature");
/// assert_eq!(query[0], 0x30, "a SEQUENCE in DER");
/// ```
#[must_use]
pub fn request(signature: &[u8]) -> Vec<u8> {
    let mut nonce = [0; 8];
    // An authority need not be given one: the digest tells what the answer is about.
    let nonce = SystemRandom::new().fill(&mut nonce).is_ok().then_some(nonce);
    let nonce = nonce.map(|mut bytes| {
        // Above 0, and written in one way only.
        bytes[0] = bytes[0] & 0x7f | 0x40;
        bytes
    });
    #[expect(clippy::expect_used, reason = "a digest, and a number of 8 bytes")]
    TimeStampReq {
        version: TspVersion::V1,
        message_imprint: imprint(signature),
        req_policy: None,
        nonce: nonce.and_then(|it| Int::new(&it).ok()),
        cert_req: true,
        extensions: None,
    }
    .to_der()
    .expect("a request is DER")
}

/// Takes the answer of an authority, if it is one to that request. Whether the authority can be trusted is for those
/// to say who verify.
///
/// # Errors
///
/// A [`Refused`] says why the answer is none.
pub fn accept(request: &[u8], response: &[u8]) -> Result<(), Refused> {
    let asked = TimeStampReq::from_der(request).map_err(|_| Refused::OtherRequest)?;
    let answered = TimeStampResp::from_der(response).map_err(|_| Refused::Unreadable)?;
    if !matches!(answered.status.status, PkiStatus::Accepted | PkiStatus::GrantedWithMods) {
        return Err(Refused::Denied(format!("{:?}", answered.status.status)));
    }
    let token = Token::of(response).ok_or(Refused::Unreadable)?;
    let is_meant =
        token.info.message_imprint == asked.message_imprint && token.info.nonce == asked.nonce;
    if is_meant { Ok(()) } else { Err(Refused::OtherRequest) }
}

/// What a token about a signature is about.
pub(super) fn imprint(signature: &[u8]) -> MessageImprint {
    #[expect(clippy::expect_used, reason = "32 bytes")]
    let hashed_message =
        OctetString::new(Sha256::digest(signature).to_vec()).expect("a digest is short");
    let hash_algorithm = AlgorithmIdentifier { oid: SHA_256, parameters: Some(Any::null()) };
    MessageImprint { hash_algorithm, hashed_message }
}
