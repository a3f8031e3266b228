//! What can be wrong with an archive.

use std::collections::BTreeMap;

use export_bundles::ContentHash;
use serde::Serialize;

/// So many faults of a kind are named; the others are counted.
const NAMED: usize = 100;

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum FaultKind {
    /// A record is not there, although a later one or the head tells of it.
    RecordMissing,
    /// A record is not the one that the next one, or the head, knows.
    RecordChanged,
    /// A file that is recorded is not there.
    FileMissing,
    /// A file is not, byte for byte, the one that was recorded.
    FileChanged,
    /// A file cannot be read as the table that it is to be.
    FileUnreadable,
    /// A file is there that no record tells of.
    FileUnknown,
    /// A bundle is not sound: its schema, the rules or its seal refuse it.
    BundleUnsound,
    /// A bundle is not, byte for byte, the one that was archived.
    BundleChanged,
    /// A bundle of the log is not in its part.
    BundleMissing,
    /// A bundle is in a part and not in the log.
    BundleUnlogged,
    /// A bundle is there twice.
    BundleDoubled,
    /// A bundle is of another tenant, of another month, or not at its place in the order.
    BundleMisplaced,
    /// A typed column does not say what the document says.
    ColumnsDiffer,
    /// The rows of steps do not say what the documents say.
    StepsDiffer,
    /// A receipt does not show that somebody who is trusted signed the bundle.
    SignatureUntrusted,
    /// The log cannot be read, or a file of it is missing.
    LogUnreadable,
    /// The log has fewer seals than the archive, or more.
    LogLength,
    /// The log is not the one that its checkpoint commits to.
    LogChanged,
    /// The checkpoint, a manifest or the head is not signed by the key of the log.
    Unsigned,
    /// A time stamp is not one of an authority that is trusted over that signature.
    StampUntrusted,
    /// The log does not begin with what a checkpoint committed to that was kept.
    LogRewritten,
    /// A manifest is not there.
    ManifestMissing,
    /// A manifest does not say what is in the archive.
    ManifestDiffers,
    /// The head is not there, or does not say what is in the archive.
    HeadDiffers,
    /// A document that is set aside is not, byte for byte, the one that was.
    AsideChanged,
}

/// Something that is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// What.
    pub fault: FaultKind,
    /// In which file.
    pub path: String,
    /// The seal of the bundle, where it is about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seal: Option<ContentHash>,
    /// In words.
    pub message: String,
}

/// What was found to be wrong.
#[derive(Clone, Debug, Default)]
pub struct Faults {
    named: Vec<Fault>,
    counts: BTreeMap<FaultKind, u64>,
}

impl Faults {
    /// Something is wrong with a file.
    pub fn add(&mut self, fault: FaultKind, path: &str, message: impl ToString) {
        self.push(Fault { fault, path: path.to_owned(), seal: None, message: message.to_string() });
    }

    /// Something is wrong with a bundle.
    pub fn of_bundle(
        &mut self,
        fault: FaultKind,
        path: &str,
        seal: ContentHash,
        message: impl ToString,
    ) {
        let (path, seal, message) = (path.to_owned(), Some(seal), message.to_string());
        self.push(Fault { fault, path, seal, message });
    }

    /// Adds what was found elsewhere.
    pub fn extend(&mut self, other: Self) {
        let mut counted = other.counts;
        for fault in other.named {
            if let Some(count) = counted.get_mut(&fault.fault) {
                *count -= 1;
            }
            self.push(fault);
        }
        for (kind, count) in counted {
            *self.counts.entry(kind).or_default() += count;
        }
    }

    /// How many there are of each kind.
    #[must_use]
    pub fn counts(&self) -> &BTreeMap<FaultKind, u64> {
        &self.counts
    }

    /// Those that are named, the first hundred of each kind.
    #[must_use]
    pub fn named(&self) -> &[Fault] {
        &self.named
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    fn push(&mut self, fault: Fault) {
        let count = self.counts.entry(fault.fault).or_default();
        *count += 1;
        if *count <= NAMED as u64 {
            self.named.push(fault);
        }
    }
}
