//! Keys that sign, and keys that tell whether something was signed.
//!
//! Private keys are PKCS#8 (RFC 5208), public keys `SubjectPublicKeyInfo` (RFC 5280), both as PEM (RFC 7468),
//! so that every tool reads them.

use std::fmt;

use pem_rfc7468::LineEnding;
use ring::rand::{SecureRandom, SystemRandom};
use ring::signature::{
    ECDSA_P256_SHA256_ASN1, ECDSA_P256_SHA256_ASN1_SIGNING, ECDSA_P256_SHA256_FIXED,
    ECDSA_P256_SHA256_FIXED_SIGNING, ED25519, EcdsaKeyPair, Ed25519KeyPair, KeyPair,
    UnparsedPublicKey,
};
use spki::der::asn1::{AnyRef, BitStringRef};
use spki::der::{Decode, Encode};
use spki::{AlgorithmIdentifierRef, ObjectIdentifier, SubjectPublicKeyInfoRef};
use zeroize::{Zeroize, Zeroizing};

use crate::statement::digest_of;

const PRIVATE: &str = "PRIVATE KEY";
const PUBLIC: &str = "PUBLIC KEY";

const OID_ED25519: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.101.112");
const OID_EC: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.2.1");
const OID_P256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.3.1.7");

/// What stands before the 32 bytes of an Ed25519 seed in PKCS#8, version 1 (RFC 8410), the one version that every
/// tool reads.
const ED25519_PKCS8: [u8; 16] = [
    0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
];

/// How a key signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Algorithm {
    /// Ed25519 (RFC 8032): short, quick, and without a random number that could be a bad one.
    Ed25519,
    /// ECDSA with the curve P-256 and SHA-256 (FIPS 186-5), signatures in DER: for whom Ed25519 is not allowed.
    P256,
}

/// Why there is no key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyError {
    /// The text is not PEM.
    #[error("expected PEM (RFC 7468): `-----BEGIN {label}-----`, Base64, `-----END {label}-----`")]
    NotPem {
        /// What is expected behind `BEGIN`.
        label: &'static str,
    },
    /// The text is PEM of something else.
    #[error("expected a {expected:?} in PEM, found another kind of object")]
    OtherLabel {
        /// What was expected.
        expected: &'static str,
    },
    /// What the PEM holds cannot be read, or is the key of another algorithm.
    #[error("expected a key of Ed25519, or of ECDSA with the curve P-256, that is whole")]
    Unsupported,
    /// The system gives no random numbers.
    #[error("the system gives no random numbers")]
    NoRandomness,
}

/// A key that signs. It is never shown.
pub struct SigningKey {
    pair: Pair,
    pkcs8: Zeroizing<Vec<u8>>,
    public: PublicKey,
}

enum Pair {
    Ed25519(Box<Ed25519KeyPair>),
    P256(Box<EcdsaKeyPair>),
}

impl SigningKey {
    /// A new key, from the system's random numbers.
    ///
    /// # Errors
    ///
    /// Where the system gives none.
    ///
    /// # Examples
    ///
    /// ```
    /// use export_bundles_attest::{Algorithm, SigningKey};
    ///
    /// let key = SigningKey::generate(Algorithm::Ed25519)?;
    /// let signature = key.sign(b"what is said")?;
    /// assert!(key.public().has_signed(b"what is said", &signature));
    /// assert!(!key.public().has_signed(b"what is not", &signature));
    /// # Ok::<(), export_bundles_attest::KeyError>(())
    /// ```
    pub fn generate(algorithm: Algorithm) -> Result<Self, KeyError> {
        let random = SystemRandom::new();
        let pkcs8 = match algorithm {
            Algorithm::Ed25519 => {
                let mut seed = [0; 32];
                random.fill(&mut seed).map_err(|_| KeyError::NoRandomness)?;
                let pkcs8 = Zeroizing::new([&ED25519_PKCS8[..], &seed].concat());
                seed.zeroize();
                pkcs8
            }
            Algorithm::P256 => {
                let made = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &random);
                Zeroizing::new(made.map_err(|_| KeyError::NoRandomness)?.as_ref().to_vec())
            }
        };
        Self::from_pkcs8(pkcs8)
    }

    /// The key of a PEM file with a PKCS#8 private key that is not encrypted.
    ///
    /// # Errors
    ///
    /// A [`KeyError`] says what was expected.
    pub fn from_pem(pem: &str) -> Result<Self, KeyError> {
        Self::from_pkcs8(Zeroizing::new(unwrapped(pem, PRIVATE)?))
    }

    /// The key as a PEM file: whoever reads it can sign.
    #[must_use]
    pub fn to_pem(&self) -> Zeroizing<String> {
        Zeroizing::new(wrapped(&self.pkcs8, PRIVATE))
    }

    /// The key that tells what this one has signed.
    #[must_use]
    pub fn public(&self) -> &PublicKey {
        &self.public
    }

    /// Signs a message.
    ///
    /// # Errors
    ///
    /// [`KeyError::NoRandomness`] where ECDSA gets no random number; Ed25519 needs none.
    pub fn sign(&self, message: &[u8]) -> Result<Vec<u8>, KeyError> {
        match &self.pair {
            Pair::Ed25519(pair) => Ok(pair.sign(message).as_ref().to_vec()),
            Pair::P256(pair) => {
                let signature = pair.sign(&SystemRandom::new(), message);
                Ok(signature.map_err(|_| KeyError::NoRandomness)?.as_ref().to_vec())
            }
        }
    }

    /// Signs a message as JSON Web Signatures have it (RFC 7518): of ECDSA, two numbers of 32 bytes, and no DER.
    pub(crate) fn sign_fixed(&self, message: &[u8]) -> Result<Vec<u8>, KeyError> {
        if let Pair::Ed25519(_) = &self.pair {
            return self.sign(message);
        }
        let random = SystemRandom::new();
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &self.pkcs8, &random);
        let pair = pair.map_err(|_| KeyError::Unsupported)?;
        let signature = pair.sign(&random, message).map_err(|_| KeyError::NoRandomness)?;
        Ok(signature.as_ref().to_vec())
    }

    fn from_pkcs8(pkcs8: Zeroizing<Vec<u8>>) -> Result<Self, KeyError> {
        let random = SystemRandom::new();
        if let Ok(pair) = Ed25519KeyPair::from_pkcs8_maybe_unchecked(&pkcs8) {
            let public = PublicKey::new(Algorithm::Ed25519, pair.public_key().as_ref())?;
            return Ok(Self { pair: Pair::Ed25519(Box::new(pair)), pkcs8, public });
        }
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &pkcs8, &random);
        let pair = pair.map_err(|_| KeyError::Unsupported)?;
        let public = PublicKey::new(Algorithm::P256, pair.public_key().as_ref())?;
        Ok(Self { pair: Pair::P256(Box::new(pair)), pkcs8, public })
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("SigningKey").field("public", &self.public).finish_non_exhaustive()
    }
}

/// A key that tells what its other half has signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKey {
    algorithm: Algorithm,
    /// What the algorithm knows as the key.
    point: Vec<u8>,
    spki: Vec<u8>,
}

impl PublicKey {
    fn new(algorithm: Algorithm, point: &[u8]) -> Result<Self, KeyError> {
        let (oid, parameters) = match algorithm {
            Algorithm::Ed25519 => (OID_ED25519, None),
            Algorithm::P256 => (OID_EC, Some(AnyRef::from(&OID_P256))),
        };
        let spki = SubjectPublicKeyInfoRef {
            algorithm: AlgorithmIdentifierRef { oid, parameters },
            subject_public_key: BitStringRef::from_bytes(point)
                .map_err(|_| KeyError::Unsupported)?,
        };
        let spki = spki.to_der().map_err(|_| KeyError::Unsupported)?;
        Ok(Self { algorithm, point: point.to_vec(), spki })
    }

    /// The key of a PEM file with a `SubjectPublicKeyInfo`.
    ///
    /// # Errors
    ///
    /// A [`KeyError`] says what was expected.
    ///
    /// # Examples
    ///
    /// ```
    /// use export_bundles_attest::{Algorithm, PublicKey, SigningKey};
    ///
    /// let key = SigningKey::generate(Algorithm::P256)?;
    /// assert_eq!(&PublicKey::from_pem(&key.public().to_pem())?, key.public());
    /// # Ok::<(), export_bundles_attest::KeyError>(())
    /// ```
    pub fn from_pem(pem: &str) -> Result<Self, KeyError> {
        let spki = unwrapped(pem, PUBLIC)?;
        let read = SubjectPublicKeyInfoRef::from_der(&spki).map_err(|_| KeyError::Unsupported)?;
        let point = read.subject_public_key.as_bytes().ok_or(KeyError::Unsupported)?;
        let algorithm = match read.algorithm.oid {
            OID_ED25519 if point.len() == 32 => Algorithm::Ed25519,
            // A point that is not compressed: its two coordinates behind a 4.
            OID_EC if point.len() == 65 && point[0] == 4 => Algorithm::P256,
            _ => return Err(KeyError::Unsupported),
        };
        let key = Self::new(algorithm, point)?;
        // Of several spellings of a key one is its own, so that a key has one id.
        if key.spki == spki { Ok(key) } else { Err(KeyError::Unsupported) }
    }

    /// The key as a PEM file.
    #[must_use]
    pub fn to_pem(&self) -> String {
        wrapped(&self.spki, PUBLIC)
    }

    /// The id of the key: the SHA-256 of its `SubjectPublicKeyInfo` in DER, 64 lower-case hexadecimal digits.
    #[must_use]
    pub fn id(&self) -> String {
        digest_of(&self.spki).to_string()
    }

    /// How the key's other half signs.
    #[must_use]
    pub fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// The 32 bytes of an Ed25519 key (RFC 8032), or the point of a P-256 key, not compressed (SEC 1).
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.point
    }

    /// Whether the other half has signed that message.
    #[must_use]
    pub fn has_signed(&self, message: &[u8], signature: &[u8]) -> bool {
        match self.algorithm {
            Algorithm::Ed25519 => {
                UnparsedPublicKey::new(&ED25519, &self.point).verify(message, signature)
            }
            Algorithm::P256 => UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, &self.point)
                .verify(message, signature),
        }
        .is_ok()
    }
}

impl PublicKey {
    /// As [`has_signed`](Self::has_signed), of a signature as JSON Web Signatures have it (RFC 7518).
    pub(crate) fn has_signed_fixed(&self, message: &[u8], signature: &[u8]) -> bool {
        match self.algorithm {
            Algorithm::Ed25519 => self.has_signed(message, signature),
            Algorithm::P256 => {
                let key = UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, &self.point);
                key.verify(message, signature).is_ok()
            }
        }
    }
}

fn unwrapped(pem: &str, label: &'static str) -> Result<Vec<u8>, KeyError> {
    // Some editors leave a line break behind the end, or several.
    let (found, der) =
        pem_rfc7468::decode_vec(pem.trim().as_bytes()).map_err(|_| KeyError::NotPem { label })?;
    if found == label { Ok(der) } else { Err(KeyError::OtherLabel { expected: label }) }
}

fn wrapped(der: &[u8], label: &str) -> String {
    #[expect(clippy::expect_used, reason = "a key is short, and its label ASCII")]
    pem_rfc7468::encode_string(label, LineEnding::LF, der).expect("a key is written as PEM")
}
