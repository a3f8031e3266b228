//! Whom the reader of a bundle trusts. Only they can say so: nothing that a receipt brings along is trusted.

use export_bundles::Timestamp;
use rustls_pki_types::CertificateDer;
use rustls_pki_types::pem::PemObject;
use serde::Deserialize;

use crate::fault::FaultKind;
use crate::key::{KeyError, PublicKey};
use crate::object::object;
use crate::timestamp;

/// Whom somebody trusts, and since and until when.
#[derive(Clone, Debug, Default)]
pub struct Trust {
    pub(crate) keys: Vec<TrustedKey>,
    pub(crate) authorities: Vec<Authority>,
    pub(crate) logs: Vec<TrustedLog>,
}

/// A log that is trusted.
#[derive(Clone, Debug)]
pub(crate) struct TrustedLog {
    pub(crate) origin: String,
    pub(crate) key: PublicKey,
}

/// A key that is trusted.
#[derive(Clone, Debug)]
pub(crate) struct TrustedKey {
    pub(crate) key: PublicKey,
    pub(crate) valid_from: Option<Timestamp>,
    pub(crate) valid_until: Option<Timestamp>,
    pub(crate) revoked_since: Option<Timestamp>,
}

/// Certificates of a time-stamping authority: what it signs with has to lead to one of them.
#[derive(Clone, Debug)]
pub(crate) struct Authority {
    pub(crate) certificates: Vec<CertificateDer<'static>>,
}

/// Why a text says nobody whom to trust.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TrustError {
    /// It is not JSON of that form.
    #[error("expected {{\"keys\": [{{\"public_key\": …}}], …}}: {0}")]
    Malformed(String),
    /// A key cannot be read.
    #[error("at /keys/{index}/public_key: {cause}")]
    Key {
        /// Which one.
        index: usize,
        /// Why.
        cause: KeyError,
    },
    /// A key is not the one whose id stands beside it.
    #[error(
        "at /keys/{index}/key_id: expected the id of the key beside it, which is the SHA-256 of its DER form"
    )]
    OtherKey {
        /// Which one.
        index: usize,
    },
    /// A key stands there twice, so that nobody knows which dates hold.
    #[error("at /keys/{index}: the key stands there twice")]
    Twice {
        /// Where, for the second time.
        index: usize,
    },
    /// The key of a log cannot be read.
    #[error("at /logs/{index}/public_key: {cause}")]
    LogKey {
        /// Of which log.
        index: usize,
        /// Why.
        cause: KeyError,
    },
    /// A certificate cannot be read.
    #[error(
        "at /time_stamping_authorities/{index}/certificates: expected certificates (X.509) in PEM"
    )]
    Certificate {
        /// Of which authority.
        index: usize,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    keys: Vec<FileKey>,
    #[serde(default)]
    time_stamping_authorities: Vec<FileAuthority>,
    #[serde(default)]
    logs: Vec<FileLog>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileLog {
    origin: String,
    public_key: String,
    #[serde(rename = "comment")]
    _comment: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileKey {
    public_key: String,
    key_id: Option<String>,
    valid_from: Option<Timestamp>,
    valid_until: Option<Timestamp>,
    revoked_since: Option<Timestamp>,
    /// For people.
    #[serde(rename = "comment")]
    _comment: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileAuthority {
    certificates: String,
    #[serde(rename = "comment")]
    _comment: Option<String>,
}

impl Trust {
    /// Reads whom to trust from a JSON text.
    ///
    /// | member | what |
    /// | --- | --- |
    /// | `keys[].public_key` | PEM of an Ed25519 or P-256 key |
    /// | `keys[].key_id` | optional: has to be its id, if it is there |
    /// | `keys[].valid_from`, `valid_until` | optional: outside of these moments, the key counts for nothing |
    /// | `keys[].revoked_since` | optional: from this moment on, somebody else may hold the key |
    /// | `time_stamping_authorities[].certificates` | PEM of roots, or of the authority's own issuers |
    /// | `logs[].origin`, `public_key` | what a log is called, and the PEM of its Ed25519 key |
    /// | `comment` | for people |
    ///
    /// # Errors
    ///
    /// A [`TrustError`] says where the text is not of that form.
    ///
    /// # Examples
    ///
    /// ```
    /// use export_bundles_attest::{Algorithm, SigningKey, Trust};
    ///
    /// let pem = SigningKey::generate(Algorithm::Ed25519)?.public().to_pem();
    /// let text = serde_json::json!({"keys": [{"public_key": pem, "valid_until": "2027-01-01T00:00:00Z"}]});
    /// Trust::parse(text.to_string().as_bytes())?;
    /// assert!(Trust::parse(br#"{"keys": [{"public_key": "nonsense"}]}"#).is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn parse(bytes: &[u8]) -> Result<Self, TrustError> {
        let file: File = object(bytes).map_err(|error| TrustError::Malformed(error.to_string()))?;
        let mut trust = Self::default();
        for (index, said) in file.keys.into_iter().enumerate() {
            let key = PublicKey::from_pem(&said.public_key)
                .map_err(|cause| TrustError::Key { index, cause })?;
            if said.key_id.is_some_and(|id| id != key.id()) {
                return Err(TrustError::OtherKey { index });
            }
            if trust.key(&key.id()).is_some() {
                return Err(TrustError::Twice { index });
            }
            let FileKey { valid_from, valid_until, revoked_since, .. } = said;
            trust.keys.push(TrustedKey { key, valid_from, valid_until, revoked_since });
        }
        for (index, said) in file.time_stamping_authorities.into_iter().enumerate() {
            let read: Result<Vec<_>, _> =
                CertificateDer::pem_slice_iter(said.certificates.as_bytes()).collect();
            let certificates = read.ok().filter(|it| !it.is_empty());
            let certificates = certificates.ok_or(TrustError::Certificate { index })?;
            trust.authorities.push(Authority { certificates });
        }
        for (index, said) in file.logs.into_iter().enumerate() {
            let key = PublicKey::from_pem(&said.public_key)
                .map_err(|cause| TrustError::LogKey { index, cause })?;
            trust.logs.push(TrustedLog { origin: said.origin, key });
        }
        Ok(trust)
    }

    /// The key of the log of that name, if that is trusted.
    #[must_use]
    pub fn log(&self, origin: &str) -> Option<&PublicKey> {
        self.logs.iter().find(|it| it.origin == origin).map(|it| &it.key)
    }

    /// Trust in one key, whenever it signed.
    #[must_use]
    pub fn in_key(key: PublicKey) -> Self {
        let key = TrustedKey { key, valid_from: None, valid_until: None, revoked_since: None };
        Self { keys: vec![key], ..Self::default() }
    }

    /// The same, with trust in one more key, whenever it signed; a key that is named already keeps its dates.
    #[must_use]
    pub fn with_key(mut self, key: PublicKey) -> Self {
        if self.key(&key.id()).is_none() {
            self.keys.extend(Self::in_key(key).keys);
        }
        self
    }

    /// The same, with trust in one more log. One of that name that is trusted already keeps its key.
    ///
    /// ```
    /// use export_bundles_attest::{Algorithm, SigningKey, Trust};
    ///
    /// let key = SigningKey::generate(Algorithm::Ed25519)?;
    /// let trust = Trust::in_key(key.public().clone()).with_log("example.org/seals", key.public().clone());
    /// assert_eq!(trust.log("example.org/seals"), Some(key.public()));
    /// # Ok::<(), export_bundles_attest::KeyError>(())
    /// ```
    #[must_use]
    pub fn with_log(mut self, origin: impl Into<String>, key: PublicKey) -> Self {
        let origin = origin.into();
        if self.log(&origin).is_none() {
            self.logs.push(TrustedLog { origin, key });
        }
        self
    }

    /// When those bytes existed at the latest, as the answer of a time-stamping authority (RFC 3161) proves; nothing where
    /// no authority is trusted.
    ///
    /// # Errors
    ///
    /// A [`FaultKind`] says why it proves nothing.
    #[must_use]
    pub fn stamped(&self, answer: &[u8], bytes: &[u8]) -> Option<Result<Timestamp, FaultKind>> {
        let proved = || timestamp::proved(answer, bytes, &self.authorities);
        (!self.authorities.is_empty()).then(proved)
    }

    pub(crate) fn key(&self, id: &str) -> Option<&TrustedKey> {
        self.keys.iter().find(|it| it.key.id() == id)
    }
}

impl TrustedKey {
    /// Whether what the key signed at that moment counts; the fault, where it does not.
    pub(crate) fn validity(&self, at: Timestamp) -> Result<(), FaultKind> {
        if self.revoked_since.is_some_and(|since| at >= since) {
            return Err(FaultKind::KeyRevoked);
        }
        if self.valid_from.is_some_and(|from| at < from) {
            return Err(FaultKind::KeyNotYetValid);
        }
        if self.valid_until.is_some_and(|until| at > until) {
            return Err(FaultKind::KeyNoLongerValid);
        }
        Ok(())
    }

    /// The same, of something that was signed at some moment before `now`: the key has to be valid still, and never
    /// revoked.
    pub(crate) fn validity_without_proof(&self, now: Timestamp) -> Result<(), FaultKind> {
        if self.revoked_since.is_some() {
            return Err(FaultKind::KeyRevoked);
        }
        self.validity(now)
    }
}
