//! The algorithms that authorities use.

use der::asn1::ObjectIdentifier;
use rustls_pki_types::SignatureVerificationAlgorithm;
use sha2::{Digest, Sha256, Sha384, Sha512};
use spki::AlgorithmIdentifierOwned;
use webpki::ring as by;

pub(super) const SHA_256: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.1");
const SHA_384: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.2");
const SHA_512: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.3");

const RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");
const RSA_SHA_256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.11");
const RSA_SHA_384: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.12");
const RSA_SHA_512: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.13");
const ECDSA_SHA_256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.4.3.2");
const ECDSA_SHA_384: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.4.3.3");
const ED25519: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.101.112");

/// The digest of bytes; nothing where nobody should trust the algorithm any more.
pub(super) fn digest(algorithm: ObjectIdentifier, bytes: &[u8]) -> Option<Vec<u8>> {
    match algorithm {
        SHA_256 => Some(Sha256::digest(bytes).to_vec()),
        SHA_384 => Some(Sha384::digest(bytes).to_vec()),
        SHA_512 => Some(Sha512::digest(bytes).to_vec()),
        _ => None,
    }
}

/// What may verify a signature of that algorithm over something with that digest: which of them does depends on the
/// key.
pub(super) fn verifiers(
    signature: &AlgorithmIdentifierOwned,
    digest: ObjectIdentifier,
) -> Vec<&'static dyn SignatureVerificationAlgorithm> {
    match (signature.oid, digest) {
        (RSA, SHA_256) | (RSA_SHA_256, _) => vec![by::RSA_PKCS1_2048_8192_SHA256],
        (RSA, SHA_384) | (RSA_SHA_384, _) => vec![by::RSA_PKCS1_2048_8192_SHA384],
        (RSA, SHA_512) | (RSA_SHA_512, _) => vec![by::RSA_PKCS1_2048_8192_SHA512],
        (ECDSA_SHA_256, _) => vec![by::ECDSA_P256_SHA256, by::ECDSA_P384_SHA256],
        (ECDSA_SHA_384, _) => vec![by::ECDSA_P256_SHA384, by::ECDSA_P384_SHA384],
        (ED25519, _) => vec![by::ED25519],
        _ => Vec::new(),
    }
}
