//! The attribute by which an authority says which certificate it signs with
//! ([RFC 5035](https://www.rfc-editor.org/rfc/rfc5035)), so that nobody puts another one in its place.

use cms::signed_data::SignedAttributes;
use der::asn1::{ObjectIdentifier, OctetString};
use der::{Any, Decode, Encode, Sequence};
use ring::digest::{SHA1_FOR_LEGACY_USE_ONLY, digest as by_ring};
use spki::AlgorithmIdentifierOwned;

use super::algorithm::{SHA_256, digest};

const VERSION_1: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.12");
const VERSION_2: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.47");

/// `SigningCertificate` and `SigningCertificateV2`, which differ in what they hold of certificates.
#[derive(Sequence)]
struct SigningCertificate {
    certs: Vec<Any>,
    #[asn1(optional = "true")]
    policies: Option<Any>,
}

/// `ESSCertID`: a digest by SHA-1.
#[derive(Sequence)]
struct Id1 {
    cert_hash: OctetString,
    #[asn1(optional = "true")]
    issuer_serial: Option<Any>,
}

/// `ESSCertIDv2` with an algorithm.
#[derive(Sequence)]
struct Id2 {
    hash_algorithm: AlgorithmIdentifierOwned,
    cert_hash: OctetString,
    #[asn1(optional = "true")]
    issuer_serial: Option<Any>,
}

/// Whether the attributes name that certificate. Those of a token always name one.
pub(super) fn is_named(attributes: &SignedAttributes, certificate: &[u8]) -> bool {
    names(attributes, certificate).unwrap_or(false)
}

fn names(attributes: &SignedAttributes, certificate: &[u8]) -> Option<bool> {
    let value = |oid| attributes.iter().find(|it| it.oid == oid).and_then(|it| it.values.get(0));
    if let Some(value) = value(VERSION_2) {
        let id = first(value)?;
        // Where no algorithm stands, it is SHA-256.
        let (algorithm, hash) = match Id2::from_der(&id) {
            Ok(id) => (id.hash_algorithm.oid, id.cert_hash),
            Err(_) => (SHA_256, Id1::from_der(&id).ok()?.cert_hash),
        };
        return Some(digest(algorithm, certificate)? == hash.as_bytes());
    }
    let id = Id1::from_der(&first(value(VERSION_1)?)?).ok()?;
    // It only tells apart the certificates of one key, all of which have to lead to a root.
    Some(by_ring(&SHA1_FOR_LEGACY_USE_ONLY, certificate).as_ref() == id.cert_hash.as_bytes())
}

fn first(value: &Any) -> Option<Vec<u8>> {
    let named = SigningCertificate::from_der(&value.to_der().ok()?).ok()?;
    named.certs.first()?.to_der().ok()
}
