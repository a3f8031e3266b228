//! The bundles of a part: each sound, each what it was, none missing, none too many.

use std::collections::BTreeMap;

use arrow_array::ArrayRef;
use export_bundles::ContentHash;
use export_bundles_attest::Signed;

use crate::archive::Archive;
use crate::commit::{Commit, Content, Recorded};
use crate::error::ArchiveError;
use crate::judged::{Entry, Judged, judge, sha256};
use crate::part::{Part, PartColumns, own};
use crate::partition::Partition;

use super::Verification;
use super::fault::{FaultKind, Faults};
use super::log::LoggedSeals;

/// What is found of parts.
#[derive(Debug, Default)]
pub struct Found {
    /// So many bundles.
    pub bundles: u64,
    /// So many of them with a receipt.
    pub signed: u64,
    /// How many of them each rule says to be worth a look.
    pub warnings: BTreeMap<String, u64>,
    /// What is wrong.
    pub faults: Faults,
}

impl Found {
    /// Adds what is found of another part.
    pub fn extend(&mut self, other: Self) {
        self.bundles += other.bundles;
        self.signed += other.signed;
        for (rule, count) in other.warnings {
            *self.warnings.entry(rule).or_default() += count;
        }
        self.faults.extend(other.faults);
    }
}

/// Checks a part with bundles.
pub fn check(
    archive: &Archive,
    commit: &Commit,
    asked: &Verification<'_>,
) -> Result<Found, ArchiveError> {
    let mut found = Found::default();
    let Content::Bundles { partition, log_index, bundles, steps, .. } = &commit.content else {
        return Ok(found);
    };
    let schema = &archive.tables.bundles;
    let read = content(archive, bundles, asked, &mut found.faults)?;
    let part = read.and_then(|it| table(it, schema, &bundles.path, &mut found.faults));
    let schema = &archive.tables.steps;
    let read = content(archive, steps, asked, &mut found.faults)?;
    let step_rows = read.and_then(|it| table(it, schema, &steps.path, &mut found.faults));
    let Some(part) = part else {
        // What is not there can at least be called by its seals.
        let seals = LoggedSeals::between(&archive.folder, commit.log(), archive.logged());
        for seal in seals {
            let message = "its part cannot be read";
            found.faults.of_bundle(FaultKind::BundleMissing, &bundles.path, seal, message);
        }
        return Ok(found);
    };
    let path = &bundles.path;
    let entries = entries(&part, path, partition, asked, &mut found);
    against_log(archive, commit, &part, path, &mut found.faults);
    // Rows can be told from each other where every bundle is there and is what it was.
    if entries.len() != part.rows() {
        return Ok(found);
    }
    let rebuilt =
        PartColumns::of(&archive.tables, &entries, *log_index).map_err(ArchiveError::part(path))?;
    let kind = FaultKind::ColumnsDiffer;
    compare(&part, &rebuilt.bundles, kind, path, &mut found.faults);
    if let Some(step_rows) = step_rows {
        let kind = FaultKind::StepsDiffer;
        compare(&step_rows, &rebuilt.steps, kind, &steps.path, &mut found.faults);
    }
    Ok(found)
}

/// Holds the columns of a file against those that the documents make.
fn compare(part: &Part, rebuilt: &[ArrayRef], kind: FaultKind, path: &str, faults: &mut Faults) {
    for ((name, column), expected) in part.named_columns().zip(rebuilt) {
        if column != expected {
            let message = format!("the column {name:?} says something else than the documents");
            faults.add(kind, path, message);
        }
    }
}

/// The content of a file that is recorded, which has to be as it was.
pub fn content(
    archive: &Archive,
    recorded: &Recorded,
    asked: &Verification<'_>,
    faults: &mut Faults,
) -> Result<Option<Vec<u8>>, ArchiveError> {
    let path = &recorded.path;
    let Some(content) = archive.folder.read(path)? else {
        faults.add(FaultKind::FileMissing, path, "a record tells of it");
        return Ok(None);
    };
    (asked.progress)(content.len() as u64);
    if content.len() as u64 != recorded.bytes {
        let message = format!("it has {} bytes and had {}", content.len(), recorded.bytes);
        faults.add(FaultKind::FileChanged, path, message);
    } else if sha256(&content) != recorded.sha256 {
        faults.add(FaultKind::FileChanged, path, "it has another SHA-256 than was recorded");
    }
    Ok(Some(content))
}

/// The table that a file holds.
pub fn table(
    content: Vec<u8>,
    schema: &arrow_schema::SchemaRef,
    path: &str,
    faults: &mut Faults,
) -> Option<Part> {
    match Part::read(content, schema) {
        Ok(part) => Some(part),
        Err(error) => {
            faults.add(FaultKind::FileUnreadable, path, error);
            None
        }
    }
}

/// Every bundle of a part that is what it has to be, as it is judged anew.
fn entries(
    part: &Part,
    path: &str,
    partition: &Partition,
    asked: &Verification<'_>,
    found: &mut Found,
) -> Vec<Entry> {
    let mut entries = Vec::with_capacity(part.rows());
    let mut before: Option<ContentHash> = None;
    for row in 0..part.rows() {
        found.bundles += 1;
        let faults = &mut found.faults;
        let of_column = |name| part.text(name, row).and_then(|it| it.parse::<ContentHash>().ok());
        let (Some(seal), Some(text)) = (of_column(own::SEAL), part.text(own::DOCUMENT, row)) else {
            let message = format!("row {row} has no seal");
            faults.add(FaultKind::FileUnreadable, path, message);
            continue;
        };
        match before.replace(seal) {
            Some(other) if other == seal => {
                let message = format!("row {row} holds it once more");
                faults.of_bundle(FaultKind::BundleDoubled, path, seal, message);
            }
            Some(other) if other > seal => {
                let message = format!("row {row} is not in the order of seals");
                faults.of_bundle(FaultKind::BundleMisplaced, path, seal, message);
            }
            _ => {}
        }
        let receipt = part.text(own::RECEIPT, row);
        let mut entry = match judge(text.as_bytes(), asked.rules) {
            Judged::Sound(entry) => *entry,
            Judged::Unsound(aside) => {
                let message = aside.reasons.join(", ");
                faults.of_bundle(FaultKind::BundleUnsound, path, seal, message);
                continue;
            }
        };
        if entry.seal != seal || Some(entry.sha256) != of_column(own::SHA256) {
            let message = match entry.seal == seal {
                true => "its text is another one, though it says the same",
                false => "it is another bundle than the one with this seal",
            };
            faults.of_bundle(FaultKind::BundleChanged, path, seal, message);
            continue;
        }
        if entry.partition != *partition {
            let message = "it is a bundle of another tenant or month";
            faults.of_bundle(FaultKind::BundleMisplaced, path, seal, message);
        }
        for warning in &entry.warnings {
            *found.warnings.entry((*warning).to_owned()).or_default() += 1;
        }
        if let Some(receipt) = receipt {
            found.signed += 1;
            let signed = Signed::of(receipt.as_bytes(), text.as_bytes(), asked.trust, asked.now);
            for fault in signed.signatures().iter().flat_map(|it| &it.faults) {
                let message = fault.kind.message();
                faults.of_bundle(FaultKind::SignatureUntrusted, path, seal, message);
            }
            entry.receipt = Some(receipt.to_owned());
        }
        entries.push(entry);
    }
    entries
}

/// The seals of a part have to be those of its places in the log.
fn against_log(archive: &Archive, commit: &Commit, part: &Part, path: &str, faults: &mut Faults) {
    let places = commit.log();
    let mut there: Vec<ContentHash> =
        (0..part.rows()).filter_map(|row| part.text(own::SEAL, row)?.parse().ok()).collect();
    there.sort_unstable();
    // The log is asked as long as the records have it; what is missing of it is told once, for all of it.
    let size = archive.logged();
    let mut logged: Vec<ContentHash> =
        LoggedSeals::between(&archive.folder, places.clone(), size).collect();
    if logged.len() as u64 != places.end.saturating_sub(places.start) {
        return;
    }
    logged.sort_unstable();
    for seal in only_in(&logged, &there) {
        let message = "the log has it, and its part has not";
        faults.of_bundle(FaultKind::BundleMissing, path, seal, message);
    }
    for seal in only_in(&there, &logged) {
        let message = "its part has it, and the log has not";
        faults.of_bundle(FaultKind::BundleUnlogged, path, seal, message);
    }
}

/// What is in one list that is in order, and not in another one.
fn only_in(these: &[ContentHash], others: &[ContentHash]) -> Vec<ContentHash> {
    these.iter().filter(|it| others.binary_search(it).is_err()).copied().collect()
}
