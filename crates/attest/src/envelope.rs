//! The signed envelope: [DSSE](https://github.com/secure-systems-lab/dsse/blob/master/envelope.md), version 1.

use serde::{Deserialize, Serialize};

/// The type of what is signed.
pub(crate) const PAYLOAD_TYPE: &str = "application/vnd.in-toto+json";

/// What is signed, and who signed it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Envelope {
    /// What is signed: the statement, in Base64.
    pub(crate) payload: String,
    /// What kind of text that is.
    #[serde(rename = "payloadType")]
    pub(crate) payload_type: String,
    /// Who signed it.
    pub(crate) signatures: Vec<EnvelopeSignature>,
}

/// One signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnvelopeSignature {
    /// In Base64.
    pub(crate) sig: String,
    /// The id of the key. Whoever made the envelope says so; it only helps to find the key.
    #[serde(default)]
    pub(crate) keyid: String,
}

/// The text that is signed in place of a payload, so that it cannot be taken for one of another type.
///
/// ```
/// use export_bundles_attest::pre_authentication_encoding;
///
/// // The one example of the specification.
/// let encoded = pre_authentication_encoding("http://example.com/HelloWorld", b"hello world");
/// assert_eq!(encoded, b"DSSEv1 29 http://example.com/HelloWorld 11 hello world");
/// ```
#[must_use]
pub fn pre_authentication_encoding(payload_type: &str, payload: &[u8]) -> Vec<u8> {
    let head = format!("DSSEv1 {} {payload_type} {} ", payload_type.len(), payload.len());
    [head.as_bytes(), payload].concat()
}
