//! What a report is about: a bundle, and what is known of it.

use std::path::Path;

use export_bundles::Rejection;
use export_bundles_attest::redact::Presentation;
use export_bundles_attest::{Logged, Signed};
use export_bundles_evidence::{Verified, verify};
use export_bundles_report::Subject;

use crate::receipts::{Beside, Receipts};

/// Why there is nothing to report of.
#[derive(Debug, thiserror::Error)]
pub enum NoSubject {
    #[error("{}; `export-bundles verify` says all of it", first(.0))]
    NoBundle(Rejection),
    #[error("it is shown in part (an SD-JWT); a report is of a whole bundle")]
    ShownInPart,
}

/// What is known of a bundle.
pub struct Known {
    verified: Verified,
    signed: Signed,
    logged: Logged,
    beside: Beside,
    is_sound: bool,
}

impl Known {
    /// All that can be told of the document of a file.
    pub fn of(path: &Path, text: &[u8], receipts: &Receipts) -> Result<Self, NoSubject> {
        if Presentation::is_likely(text) {
            return Err(NoSubject::ShownInPart);
        }
        let verified = verify(text).map_err(NoSubject::NoBundle)?;
        let beside = receipts.beside(&path.to_string_lossy(), None);
        let (signed, logged) = receipts.of(&beside, text);
        let is_sound = verified.is_sound() && receipts.suffice(&signed, &logged);
        Ok(Self { verified, signed, logged, beside, is_sound })
    }

    /// It, for a report that calls the document by that name.
    pub fn subject<'a>(&'a self, name: &'a str, text: &'a [u8]) -> Subject<'a> {
        Subject {
            name,
            text,
            verified: &self.verified,
            signed: &self.signed,
            logged: &self.logged,
            receipt: self.beside.receipt.as_deref(),
            proof: self.beside.proof.as_deref(),
            is_sound: self.is_sound,
        }
    }
}

/// The first thing that makes a document no bundle.
fn first(rejection: &Rejection) -> String {
    let violations = rejection.violations();
    let more = match violations.len() {
        0 | 1 => String::new(),
        many => format!(" (and {} more)", many - 1),
    };
    match violations.first() {
        Some(it) if it.pointer().is_empty() => format!("no bundle: {}{more}", it.message()),
        Some(it) => format!("no bundle: at {}: {}{more}", it.pointer(), it.message()),
        None => "no bundle".to_owned(),
    }
}
