//! What a report is about.

use export_bundles::{ContentHash, ExportBundle};
use export_bundles_attest::log::Proof;
use export_bundles_attest::{Logged, Receipt, Signed};
use export_bundles_evidence::Verified;
use sha2::{Digest, Sha256};

/// A bundle, and what is known of it.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// The name of its file, without a folder: it is what the attachment and the commands call it.
    pub name: &'a str,
    /// The document, byte for byte.
    pub text: &'a [u8],
    /// What `verify` made of it.
    pub verified: &'a Verified,
    /// Who signed it.
    pub signed: &'a Signed,
    /// Which log it is in.
    pub logged: &'a Logged,
    /// The file that says who signed it, to go with the report.
    pub receipt: Option<&'a [u8]>,
    /// The file that says which log it is in, to go with the report.
    pub proof: Option<&'a [u8]>,
    /// Whether all that was asked for holds: the rules, and the receipts where somebody said whom to trust.
    pub is_sound: bool,
}

impl<'a> Subject<'a> {
    /// The bundle.
    #[must_use]
    pub fn bundle(&self) -> &'a ExportBundle {
        &self.verified.bundle
    }

    /// The seal that the bundle bears, right or not.
    #[must_use]
    pub fn seal(&self) -> Option<&'a ContentHash> {
        match self.bundle() {
            ExportBundle::Evidence(bundle) => bundle.content_hash.as_ref(),
            ExportBundle::Soc2(bundle) => bundle.content_hash.as_ref(),
            ExportBundle::ExecutiveDebrief(_) => None,
        }
    }

    /// The SHA-256 of the file.
    #[must_use]
    pub fn digest(&self) -> ContentHash {
        ContentHash::from(<[u8; 32]>::from(Sha256::digest(self.text)))
    }

    /// What the files that go with it are called.
    pub(crate) fn receipt_name(&self) -> String {
        format!("{}{}", self.name, Receipt::ENDING)
    }

    pub(crate) fn proof_name(&self) -> String {
        format!("{}{}", self.name, Proof::ENDING)
    }
}
