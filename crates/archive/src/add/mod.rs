//! Adding to an archive.

mod known;
mod leftover;
mod manifests;
mod part;
mod writing;

use std::collections::BTreeMap;

use exact_schema_files::FolderLock;
use export_bundles::ContentHash;
use export_bundles_attest::SigningKey;
use export_bundles_attest::log::verified_note;

use crate::archive::Archive;
use crate::commit::Commit;
use crate::error::ArchiveError;
use crate::folder::Folder;
use crate::judged::{Aside, Entry, Judged, sha256};
use crate::log::SealLog;
use crate::manifest::Head;
use crate::part::PartError;
use crate::partition::Partition;

use known::Known;
pub use part::{Part, Place};
use writing::Writing;

/// So many bytes are kept back at most, so that parts are of some size and memory does not grow.
const MOST: usize = 64 << 20;
/// What a row takes beside the text of its document, about.
const ROW: usize = 1 << 10;
/// What a step takes.
const STEP: usize = 1 << 8;

/// Who answers for an archive.
#[derive(Default)]
pub struct Signing<'s> {
    /// The Ed25519 key of its log, which signs checkpoints and manifests, if there is one.
    pub key: Option<SigningKey>,
    /// Asks a time-stamping authority about some bytes, if there is one, and gives its answer.
    pub stamp: Option<Stamp<'s>>,
}

/// Gives the answer of a time-stamping authority (RFC 3161) about some bytes, or says why there is none.
pub type Stamp<'s> = Box<dyn Fn(&[u8]) -> Result<Vec<u8>, String> + 's>;

/// What came of adding.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Added {
    /// So many bundles are in the archive that were not.
    pub added: u64,
    /// So many were in it already.
    pub known: u64,
    /// So many documents are set aside that were not.
    pub aside: u64,
    /// So many were set aside already.
    pub known_aside: u64,
    /// So many bundles are in the archive now.
    pub bundles: u64,
}

/// An archive that is being added to.
pub struct Adding<'s> {
    archive: Archive,
    log: SealLog,
    next: Place,
    writing: Writing,
    known: Known,
    kept: BTreeMap<Partition, Kept>,
    aside: Vec<Aside>,
    aside_weight: usize,
    weight: usize,
    added: Added,
    signing: Signing<'s>,
    _lock: Option<FolderLock>,
}

#[derive(Default)]
struct Kept {
    entries: Vec<Entry>,
    weight: usize,
}

impl<'s> Adding<'s> {
    /// Opens the archive of a folder, which is made where there is none, and brings it up to what was written to it.
    ///
    /// # Errors
    ///
    /// Where another process adds to it, it is damaged, or it cannot be written; where another key signed it, or one
    /// did and there is none now.
    pub fn open(
        folder: Folder,
        origin: Option<&str>,
        signing: Signing<'s>,
    ) -> Result<Self, ArchiveError> {
        let lock = folder.lock()?;
        let archive = Archive::open_or_create(folder, origin)?;
        check_key(&archive, signing.key.as_ref())?;
        let log = SealLog::open(&archive.folder, &archive.mark.origin)?;
        let next = Place { number: archive.commits.len() as u64, log_index: archive.logged() };
        let mut adding = Self {
            archive,
            log,
            next,
            writing: Writing::default(),
            known: Known::default(),
            kept: BTreeMap::new(),
            aside: Vec::new(),
            aside_weight: 0,
            weight: 0,
            added: Added::default(),
            signing,
            _lock: lock,
        };
        adding.forget_what_has_no_record()?;
        adding.log_what_has_a_record()?;
        Ok(adding)
    }

    /// Takes a document, which is in the archive at the end, or set aside.
    ///
    /// # Errors
    ///
    /// Where the archive cannot be read or written. What has a record by then is in it.
    pub fn take(&mut self, judged: Judged) -> Result<(), ArchiveError> {
        match judged {
            Judged::Sound(entry) => {
                let weight = entry.text.len() + ROW + entry.steps() * STEP;
                let kept = self.kept.entry(entry.partition.clone()).or_default();
                kept.entries.push(*entry);
                kept.weight += weight;
                self.weight += weight;
            }
            Judged::Unsound(aside) => {
                let weight = aside.text.len() + ROW;
                self.aside.push(*aside);
                self.aside_weight += weight;
                self.weight += weight;
            }
        }
        if self.weight > MOST { self.make_room() } else { Ok(()) }
    }

    /// The place of the next part, which somebody else may write: [`adopt`](Self::adopt).
    #[must_use]
    pub fn next_place(&self) -> Place {
        self.next
    }

    /// Takes a part that somebody else has written to the same folder, at the [`next_place`](Self::next_place). That its
    /// bundles are sound, and new, is for them to know.
    ///
    /// # Errors
    ///
    /// [`ArchiveError::OutOfPlace`] where it was written for another place; where the archive cannot be read or written.
    pub fn adopt(&mut self, part: Part) -> Result<(), ArchiveError> {
        self.settle_all()?;
        let (expected, found) = (self.next, part.place(self.next.log_index));
        if found != expected {
            return Err(ArchiveError::OutOfPlace { expected, found });
        }
        self.next = part.after(self.next.log_index);
        self.record(part)
    }

    /// Writes what is kept back, the log and the manifests.
    ///
    /// # Errors
    ///
    /// As [`take`](Self::take); where the key cannot sign, or the authority gives no time stamp.
    pub fn finish(mut self) -> Result<Added, ArchiveError> {
        for (partition, kept) in std::mem::take(&mut self.kept) {
            self.write(partition, kept.entries)?;
        }
        self.write_aside()?;
        self.settle_all()?;
        self.log.finish(&self.archive.folder, self.signing.key.as_ref())?;
        for month in self.archive.months() {
            self.write_manifest(month)?;
        }
        self.write_head()?;
        self.added.bundles = self.log.size();
        Ok(self.added)
    }

    fn log_what_has_a_record(&mut self) -> Result<(), ArchiveError> {
        if self.log.size() > self.archive.logged() {
            let why = format!("expected {} seals at most", self.archive.logged());
            return Err(ArchiveError::damaged(crate::log::CHECKPOINT, why));
        }
        self.archive.commits.iter().try_for_each(|it| log_part(&self.archive, &mut self.log, it))
    }

    /// Writes the largest of what is kept back, until half of the room is free.
    fn make_room(&mut self) -> Result<(), ArchiveError> {
        if self.aside_weight > MOST / 4 {
            self.write_aside()?;
        }
        while self.weight > MOST / 2 {
            // Of several the first in order, so that the same input gives the same files.
            let largest = self.kept.iter().rev().max_by_key(|(_, kept)| kept.weight);
            let Some(partition) = largest.map(|(partition, _)| partition.clone()) else {
                return self.write_aside();
            };
            if let Some(kept) = self.kept.remove(&partition) {
                self.weight -= kept.weight;
                self.write(partition, kept.entries)?;
            }
        }
        Ok(())
    }

    fn write(&mut self, partition: Partition, mut entries: Vec<Entry>) -> Result<(), ArchiveError> {
        let given = entries.len();
        // Of two with one seal the first stays.
        entries.sort_by_key(|it| it.seal);
        entries.dedup_by_key(|it| it.seal);
        self.retain_new(&mut entries, |it| it.seal, Some(&partition))?;
        self.added.known += (given - entries.len()) as u64;
        if entries.is_empty() {
            return Ok(());
        }
        let place = self.next;
        let log_index = place.log_index + entries.len() as u64;
        let seals = entries.iter().map(|it| it.seal).collect();
        let folder = self.archive.folder.clone();
        self.start(seals, log_index, Some(partition.clone()), move || {
            Part::of_bundles(&folder, place, partition, &entries)
        })
    }

    fn write_aside(&mut self) -> Result<(), ArchiveError> {
        let mut documents = std::mem::take(&mut self.aside);
        self.weight -= std::mem::take(&mut self.aside_weight);
        let given = documents.len();
        documents.sort_by_key(|it| it.sha256);
        documents.dedup_by_key(|it| it.sha256);
        self.retain_new(&mut documents, |it| it.sha256, None)?;
        self.added.known_aside += (given - documents.len()) as u64;
        if documents.is_empty() {
            return Ok(());
        }
        let place = self.next;
        let hashes = documents.iter().map(|it| it.sha256).collect();
        let folder = self.archive.folder.clone();
        self.start(hashes, place.log_index, None, move || {
            Part::of_aside(&folder, place, &documents)
        })
    }

    /// Keeps of what is in order what no part of the same content has.
    fn retain_new<T>(
        &self,
        entries: &mut Vec<T>,
        of: fn(&T) -> ContentHash,
        partition: Option<&Partition>,
    ) -> Result<(), ArchiveError> {
        for commit in self.archive.commits.iter().filter(|it| it.partition() == partition) {
            let Some(file) = commit.files().next() else { continue };
            match self.known.of(commit.number) {
                Some(hashes) => retain_others(entries, of, hashes.iter().copied().map(Ok)),
                None if partition.is_some() => {
                    retain_others(entries, of, self.archive.seals(&file.path)?)
                }
                None => retain_others(entries, of, self.archive.hashes(&file.path)?),
            }
            .map_err(ArchiveError::part(&file.path))?;
        }
        for number in self.writing.of(partition) {
            let hashes = self.known.of(number).unwrap_or_default().iter().copied().map(Ok);
            retain_others(entries, of, hashes)
                .map_err(ArchiveError::part("what is being written"))?;
        }
        Ok(())
    }

    /// Begins to write the next part, with these hashes and as many places in the log as lead to `log_index`.
    fn start(
        &mut self,
        hashes: Vec<ContentHash>,
        log_index: u64,
        partition: Option<Partition>,
        write: impl FnOnce() -> Result<Part, ArchiveError> + Send + 'static,
    ) -> Result<(), ArchiveError> {
        while self.writing.is_full() {
            self.settle()?;
        }
        let number = self.next.number;
        self.known.remember(number, hashes);
        self.next = Place { number: number + 1, log_index };
        self.writing.start(number, partition, write);
        Ok(())
    }

    fn settle_all(&mut self) -> Result<(), ArchiveError> {
        while self.settle()? {}
        Ok(())
    }

    /// Waits for the oldest part that is being written; says whether there is one.
    fn settle(&mut self) -> Result<bool, ArchiveError> {
        let Some(part) = self.writing.oldest() else { return Ok(false) };
        self.record(part?)?;
        Ok(true)
    }

    /// Writes the record of a part. From here on it is in the archive.
    fn record(&mut self, part: Part) -> Result<(), ArchiveError> {
        let commit =
            Commit { number: part.number, previous: self.archive.last, content: part.content };
        let text = commit.text();
        self.archive.folder.create(&Commit::path(commit.number), text.as_bytes())?;
        self.archive.last = Some(sha256(text.as_bytes()));
        let rows = commit.files().next().map_or(0, |it| it.rows);
        match (commit.partition(), self.known.of(commit.number)) {
            (None, _) => self.added.aside += rows,
            (Some(_), Some(seals)) => {
                self.added.added += rows;
                seals.iter().try_for_each(|it| self.log.append(&self.archive.folder, it))?;
            }
            (Some(_), None) => {
                self.added.added += rows;
                log_part(&self.archive, &mut self.log, &commit)?;
            }
        }
        self.archive.commits.push(commit);
        Ok(())
    }
}

/// Adds the seals of a part to the log, unless they are there.
fn log_part(archive: &Archive, log: &mut SealLog, commit: &Commit) -> Result<(), ArchiveError> {
    let places = commit.log();
    let Some(file) = commit.files().next().filter(|_| places.end > log.size()) else {
        return Ok(());
    };
    let in_log = log.size().saturating_sub(places.start) as usize;
    for seal in archive.seals(&file.path)?.skip(in_log) {
        let seal = seal.map_err(ArchiveError::part(&file.path))?;
        log.append(&archive.folder, &seal)?;
    }
    Ok(())
}

/// An archive that is signed stays so, by its own key.
fn check_key(archive: &Archive, key: Option<&SigningKey>) -> Result<(), ArchiveError> {
    let Some(note) = archive.folder.read(Head::NOTE)? else { return Ok(()) };
    let note = String::from_utf8_lossy(&note);
    let is_its_own =
        key.is_some_and(|key| verified_note(&note, &archive.mark.origin, key.public()).is_some());
    if is_its_own { Ok(()) } else { Err(ArchiveError::OtherKey) }
}

/// Where documents stand that are set aside.
pub const ASIDE: &str = "aside";

/// Keeps of what is in order what is not among `known`, which is in the same order.
fn retain_others<T>(
    entries: &mut Vec<T>,
    of: fn(&T) -> ContentHash,
    mut known: impl Iterator<Item = Result<ContentHash, PartError>>,
) -> Result<(), PartError> {
    let mut next = known.next().transpose()?;
    let mut failed = None;
    entries.retain(|entry| {
        let hash = of(entry);
        while next.is_some_and(|it| it < hash) {
            next = known.next().transpose().unwrap_or_else(|error| {
                failed = Some(error);
                None
            });
        }
        next != Some(hash)
    });
    failed.map_or(Ok(()), Err)
}
