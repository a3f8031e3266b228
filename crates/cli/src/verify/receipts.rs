//! The receipts of documents: who signed one, and which log it is in.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use export_bundles::Timestamp;
use export_bundles_attest::Trust;

use super::logged::{self, Logged};
use super::signed::Signed;
use crate::{log, sign};

/// Where receipts are looked for, and whom to trust.
#[derive(Clone)]
pub struct Receipts {
    /// Whom to trust, if anybody said so.
    pub trust: Option<Arc<Trust>>,
    /// Those that were named, in place of those beside the document.
    pub named: Arc<Vec<Vec<u8>>>,
    /// When it is.
    pub now: Timestamp,
}

impl Receipts {
    /// What is known of who signed the document of that file, and of the log that it is in. One of many in a file has
    /// no receipts of its own.
    pub fn of(&self, file: &str, line: Option<u64>, document: &[u8]) -> (Signed, Logged) {
        let trust = self.trust.as_deref();
        let is_proof = |it: &&Vec<u8>| it.starts_with(logged::HEAD);
        let named = |proof: bool| self.named.iter().find(|it| is_proof(it) == proof).cloned();
        // Nothing stands beside standard input.
        let is_alone = line.is_none() && file != "-";
        let beside = |place: fn(&Path) -> PathBuf| {
            is_alone.then(|| fs::read(place(Path::new(file))).ok()).flatten()
        };
        let signed = named(false).or_else(|| beside(sign::receipt_of));
        let logged = named(true).or_else(|| beside(log::receipt_of));
        (
            signed.map_or(Signed::Absent, |it| Signed::of(&it, document, trust, self.now)),
            logged.map_or(Logged::Absent, |it| Logged::of(&it, document, trust)),
        )
    }

    /// Whether whoever verifies has no more to ask of these receipts. Whoever says whom to trust wants somebody to answer
    /// for the document; a log is for those who keep one.
    pub fn suffice(&self, signed: &Signed, logged: &Logged) -> bool {
        self.trust.is_none() || (signed.is_trusted() && !logged.is_refuted())
    }
}
