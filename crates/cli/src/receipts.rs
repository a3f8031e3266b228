//! The receipts of documents: who signed one, and which log it is in.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use export_bundles::exact::InvalidValue;
use export_bundles::{Timestamp, utc_now};
use export_bundles_attest::log::Proof;
use export_bundles_attest::{Logged, Signed, Trust};

use crate::file::{self, Unreadable};
use crate::trust::{self, NoTrust};
use crate::{log, sign};

/// Whom to trust, and which receipts count.
#[derive(Debug, Args)]
pub struct ReceiptArguments {
    /// A file that says whom to trust; a bundle that none of them signed is not sound
    ///
    /// Receipts of FILE stand beside it: FILE.sigstore.json says who signed it, FILE.tlog-proof which log it is in.
    /// Nothing that a receipt brings along is trusted.
    #[arg(long, value_name = "TRUST")]
    trust: Option<PathBuf>,

    /// A receipt of the one document, where it does not stand beside it: who signed it, or which log it is in
    #[arg(long, value_name = "RECEIPT")]
    receipt: Vec<PathBuf>,

    /// When it is, for keys that are valid for some time only [default: now]
    #[arg(long, value_name = "TIME", value_parser = timestamp)]
    now: Option<Timestamp>,
}

/// Why nothing can be told of receipts.
#[derive(Debug, thiserror::Error)]
pub enum NoReceipts {
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    #[error(transparent)]
    NoTrust(#[from] NoTrust),
    #[error("--receipt is for one document; receipts of several stand beside them")]
    OneReceiptForMany,
}

/// Where receipts are looked for, and whom to trust.
#[derive(Clone)]
pub struct Receipts {
    /// Whom to trust, if anybody said so.
    pub trust: Option<Arc<Trust>>,
    /// Those that were named, in place of those beside the document.
    named: Arc<Vec<Vec<u8>>>,
    /// When it is.
    pub now: Timestamp,
}

/// The receipts of one document, as they are.
pub struct Beside {
    /// Who signed it.
    pub receipt: Option<Vec<u8>>,
    /// Which log it is in.
    pub proof: Option<Vec<u8>>,
}

impl Receipts {
    /// Those that the arguments name, for as many documents.
    ///
    /// # Errors
    ///
    /// That a file cannot be read, does not say whom to trust, or is a receipt of one document among many.
    pub fn read(arguments: &ReceiptArguments, is_for_many: bool) -> Result<Self, NoReceipts> {
        if !arguments.receipt.is_empty() && is_for_many {
            return Err(NoReceipts::OneReceiptForMany);
        }
        let trust = arguments.trust.as_deref().map(trust::read).transpose()?;
        let named: Result<Vec<_>, _> = arguments.receipt.iter().map(|it| file::read(it)).collect();
        let now = arguments.now.unwrap_or_else(utc_now);
        Ok(Self { trust: trust.map(Arc::new), named: Arc::new(named?), now })
    }

    /// The receipts of the document of that file. One of many in a file has none of its own.
    pub fn beside(&self, file: &str, line: Option<u64>) -> Beside {
        let named = |is_proof| self.named.iter().find(|it| Proof::is_likely(it) == is_proof);
        // Nothing stands beside standard input.
        let is_alone = line.is_none() && file != "-";
        let beside = |place: fn(&Path) -> PathBuf| {
            is_alone.then(|| fs::read(place(Path::new(file))).ok()).flatten()
        };
        Beside {
            receipt: named(false).cloned().or_else(|| beside(sign::receipt_of)),
            proof: named(true).cloned().or_else(|| beside(log::receipt_of)),
        }
    }

    /// What is known of who signed a document, and of the log that it is in.
    pub fn of(&self, beside: &Beside, document: &[u8]) -> (Signed, Logged) {
        let trust = self.trust.as_deref();
        let Beside { receipt, proof } = beside;
        let signed = receipt.as_deref().map(|it| Signed::of(it, document, trust, self.now));
        let logged = proof.as_deref().map(|it| Logged::of(it, document, trust));
        (signed.unwrap_or(Signed::Absent), logged.unwrap_or(Logged::Absent))
    }

    /// Whether whoever verifies has no more to ask of these receipts. Whoever says whom to trust wants somebody to answer
    /// for the document; a log is for those who keep one.
    pub fn suffice(&self, signed: &Signed, logged: &Logged) -> bool {
        self.trust.is_none() || (signed.is_trusted() && !logged.is_refuted())
    }
}

fn timestamp(text: &str) -> Result<Timestamp, InvalidValue> {
    text.parse()
}
