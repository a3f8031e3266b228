//! What can be wrong with a receipt.

use std::fmt;

/// Something that keeps a signature from being trusted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong.
    pub kind: FaultKind,
    /// Where in the receipt: a JSON Pointer (RFC 6901).
    pub pointer: String,
}

/// What is wrong with a receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FaultKind {
    /// It is none.
    NoReceipt,
    /// Nobody signed, or several did.
    NotSignedOnce,
    /// The key is not one that is trusted.
    UnknownKey,
    /// The key did not sign this.
    ForgedSignature,
    /// What is signed is not a statement about a bundle.
    NoStatement,
    /// What is signed is about another document.
    OtherDocument,
    /// What is signed says something else of the bundle than what is in it.
    OtherFacts,
    /// The key was not valid yet.
    KeyNotYetValid,
    /// The key was not valid any more.
    KeyNoLongerValid,
    /// The key had been revoked.
    KeyRevoked,
    /// The token cannot be read, or is a refusal.
    NoToken,
    /// The token is about another signature.
    OtherSignature,
    /// The token is not signed by an authority that is trusted.
    UnknownAuthority,
    /// The authority did not sign this token.
    ForgedToken,
    /// What is signed is not a bundle that can be shown in part.
    NoPresentation,
    /// What is disclosed is none of what is signed.
    OtherDisclosure,
}

impl FaultKind {
    /// The rule that is broken, in a word.
    #[must_use]
    pub fn rule(self) -> &'static str {
        match self {
            Self::NoReceipt => "receipt-readable",
            Self::NotSignedOnce => "receipt-signed",
            Self::UnknownKey => "key-trusted",
            Self::ForgedSignature => "signature-matches",
            Self::NoStatement => "statement-readable",
            Self::OtherDocument => "statement-subject",
            Self::OtherFacts => "statement-facts",
            Self::KeyNotYetValid | Self::KeyNoLongerValid | Self::KeyRevoked => "key-valid",
            Self::NoToken => "token-readable",
            Self::OtherSignature => "token-subject",
            Self::UnknownAuthority => "authority-trusted",
            Self::ForgedToken => "token-signature",
            Self::NoPresentation => "presentation-readable",
            Self::OtherDisclosure => "disclosure-signed",
        }
    }

    /// What was expected, in English.
    #[must_use]
    pub fn message(self) -> &'static str {
        match self {
            Self::NoReceipt => "expected a Sigstore bundle, version 0.3, with a DSSE envelope",
            Self::NotSignedOnce => "expected one signature",
            Self::UnknownKey => "expected the id of a key that is trusted",
            Self::ForgedSignature => "expected the signature of that key over the payload",
            Self::NoStatement => {
                "expected an in-toto statement, version 1, with the predicate of a bundle"
            }
            Self::OtherDocument => {
                "expected a statement about this document: its seal is none of the subjects"
            }
            Self::OtherFacts => "expected a statement that says of the bundle what is in it",
            Self::KeyNotYetValid => "expected a key that was valid when it signed: it was not yet",
            Self::KeyNoLongerValid => {
                "expected a key that was valid when it signed: it was no longer, or no token proves when that was"
            }
            Self::KeyRevoked => {
                "expected a key that was not revoked when it signed, which only a token can prove of a revoked one"
            }
            Self::NoToken => "expected the token of a time-stamping authority (RFC 3161)",
            Self::OtherSignature => "expected a token over this signature",
            Self::UnknownAuthority => {
                "expected a token of a time-stamping authority that is trusted"
            }
            Self::ForgedToken => "expected the signature of that authority over the token",
            Self::NoPresentation => {
                "expected an SD-JWT (RFC 9901) over a bundle, with digests by SHA-256 of what may be withheld"
            }
            Self::OtherDisclosure => "expected disclosures of this document, each once",
        }
    }
}

impl fmt::Display for FaultKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.message())
    }
}

impl std::error::Error for FaultKind {}

impl Fault {
    pub(crate) fn new(kind: FaultKind, pointer: impl Into<String>) -> Self {
        Self { kind, pointer: pointer.into() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "at {}: {}", self.pointer, self.kind.message())
    }
}
