//! The file beside a document that says who signed it: a
//! [Sigstore bundle](https://docs.sigstore.dev/about/bundle/), version 0.3, with a public key.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::{Deserialize, Serialize};

use crate::envelope::{Envelope, EnvelopeSignature, PAYLOAD_TYPE, pre_authentication_encoding};
use crate::key::{KeyError, SigningKey};
use crate::object::object;
use crate::statement::Statement;

/// A statement, the signature over it, and the tokens that prove when it was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    #[serde(rename = "mediaType")]
    pub(crate) media_type: String,
    #[serde(rename = "verificationMaterial")]
    pub(crate) material: Material,
    #[serde(rename = "dsseEnvelope")]
    pub(crate) envelope: Envelope,
}

/// What helps to verify the signature. Nothing of it is trusted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Material {
    #[serde(rename = "publicKey", default, skip_serializing_if = "Option::is_none")]
    pub(crate) public_key: Option<KeyHint>,
    #[serde(
        rename = "timestampVerificationData",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub(crate) timestamps: Option<Timestamps>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct KeyHint {
    pub(crate) hint: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Timestamps {
    #[serde(rename = "rfc3161Timestamps", default)]
    pub(crate) rfc3161: Vec<SignedTimestamp>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SignedTimestamp {
    /// The answer of a time-stamping authority (RFC 3161), in Base64.
    #[serde(rename = "signedTimestamp")]
    pub(crate) response: String,
}

/// Why a text is no receipt.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a Sigstore bundle, version 0.3, with a DSSE envelope: {0}")]
pub struct NotAReceipt(String);

impl Receipt {
    /// What the name of its file ends in, behind that of the document.
    pub const ENDING: &str = ".sigstore.json";
    /// The media type of its file.
    pub const MEDIA_TYPE: &str = "application/vnd.dev.sigstore.bundle.v0.3+json";

    /// Signs a statement.
    ///
    /// # Errors
    ///
    /// A [`KeyError`] where the key cannot sign.
    ///
    /// # Examples
    ///
    /// ```
    /// use export_bundles::utc_now;
    /// use export_bundles_attest::{Algorithm, Receipt, SigningKey, Statement, Trust, verify};
    /// use export_bundles_evidence::RuleSet;
    ///
    /// let bundle = include_bytes!("../../../schemas/v1/examples/evidence-bundle/valid/full-personal-data-blocked.json");
    /// let key = SigningKey::generate(Algorithm::Ed25519)?;
    /// let now = utc_now();
    /// let statement = Statement::about(bundle, "full.json", &[], RuleSet::Default, now)?;
    /// let receipt = Receipt::sign(&statement, &key)?;
    ///
    /// let trust = Trust::in_key(key.public().clone());
    /// assert!(verify(bundle, &receipt, &trust, now).is_trusted());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn sign(statement: &Statement, key: &SigningKey) -> Result<Self, KeyError> {
        #[expect(clippy::expect_used, reason = "a statement is strings and whole numbers")]
        let payload = serde_json::to_vec(statement).expect("a statement is JSON");
        let signature = key.sign(&pre_authentication_encoding(PAYLOAD_TYPE, &payload))?;
        let id = key.public().id();
        Ok(Self {
            media_type: Self::MEDIA_TYPE.to_owned(),
            material: Material { public_key: Some(KeyHint { hint: id.clone() }), timestamps: None },
            envelope: Envelope {
                payload: BASE64_STANDARD.encode(payload),
                payload_type: PAYLOAD_TYPE.to_owned(),
                signatures: vec![EnvelopeSignature {
                    sig: BASE64_STANDARD.encode(signature),
                    keyid: id,
                }],
            },
        })
    }

    /// Reads a receipt. What is in it is not held against anything yet.
    ///
    /// # Errors
    ///
    /// Where the text is no Sigstore bundle with an envelope.
    pub fn parse(bytes: &[u8]) -> Result<Self, NotAReceipt> {
        let receipt: Self = object(bytes).map_err(|error| NotAReceipt(error.to_string()))?;
        if receipt.media_type != Self::MEDIA_TYPE {
            let expected = Self::MEDIA_TYPE;
            return Err(NotAReceipt(format!("its `mediaType` is not {expected}")));
        }
        Ok(receipt)
    }

    /// The receipt as a file.
    #[must_use]
    pub fn to_json(&self) -> Vec<u8> {
        #[expect(clippy::expect_used, reason = "a receipt is strings")]
        let mut text = serde_json::to_vec(self).expect("a receipt is JSON");
        text.push(b'\n');
        text
    }

    /// The signature that an authority is asked to stamp: the first one.
    #[must_use]
    pub fn signature(&self) -> Option<Vec<u8>> {
        self.envelope.signatures.first().and_then(|it| BASE64_STANDARD.decode(&it.sig).ok())
    }

    /// The receipt with the answer of a time-stamping authority, as [`timestamp::accept`](crate::timestamp::accept)
    /// took it.
    #[must_use]
    pub fn stamped(mut self, response: &[u8]) -> Self {
        let response = BASE64_STANDARD.encode(response);
        let timestamps = self.material.timestamps.get_or_insert_default();
        timestamps.rfc3161.push(SignedTimestamp { response });
        self
    }
}
