//! What is known of who signed a document.

use export_bundles::Timestamp;

use crate::fault::{Fault, FaultKind};
use crate::receipt::Receipt;
use crate::trust::Trust;
use crate::verify::{Signature, verify};

/// What is known of who signed a document.
#[derive(Clone, Debug, PartialEq)]
pub enum Signed {
    /// There is no receipt.
    Absent,
    /// There is one, and nobody said whom to trust.
    Unread,
    /// What the receipt says, and what is to be held of it.
    Read(Box<Signature>),
}

impl Signed {
    /// Whether somebody who is trusted answers for the document.
    #[must_use]
    pub fn is_trusted(&self) -> bool {
        matches!(self, Self::Read(signature) if signature.is_trusted())
    }

    /// The signatures that are known.
    #[must_use]
    pub fn signatures(&self) -> &[Signature] {
        match self {
            Self::Read(signature) => std::slice::from_ref(signature),
            Self::Absent | Self::Unread => &[],
        }
    }

    /// What a receipt says of a document.
    #[must_use]
    pub fn of(receipt: &[u8], document: &[u8], trust: Option<&Trust>, now: Timestamp) -> Self {
        let Some(trust) = trust else { return Self::Unread };
        match Receipt::parse(receipt) {
            Ok(receipt) => Self::Read(Box::new(verify(document, &receipt, trust, now))),
            Err(_) => Self::refused(FaultKind::NoReceipt),
        }
    }

    /// Signed by a key that is trusted, and nothing more is known.
    #[must_use]
    pub fn by(key_id: String) -> Self {
        let (statement, proved_at, faults) = (None, None, Vec::new());
        Self::Read(Box::new(Signature { key_id, statement, proved_at, same_file: true, faults }))
    }

    /// Signed by nobody who is known, for what is wrong with all of it.
    #[must_use]
    pub fn refused(kind: FaultKind) -> Self {
        let fault = Fault { kind, pointer: String::new() };
        Self::Read(Box::new(Signature::refused(fault)))
    }
}
