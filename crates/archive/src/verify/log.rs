//! The log of seals: whole, as long as the archive, and what was committed to.

use std::collections::BTreeMap;

use export_bundles::ContentHash;
use export_bundles_attest::log::{Checkpoint, Tail, TileFile, entries_of};

use crate::archive::Archive;
use crate::commit::Commit;
use crate::error::ArchiveError;
use crate::folder::Folder;
use crate::log::{CHECKPOINT, FOLDER};

use super::Verification;
use super::fault::{FaultKind, Faults};

/// What is known of the log.
pub struct CheckedLog {
    /// What it commits to, if it has a checkpoint.
    pub checkpoint: Option<Checkpoint>,
    /// What it committed to when it had so many seals, for those lengths that somebody asks for.
    pub earlier: BTreeMap<u64, Checkpoint>,
}

/// Reads all of the log, from its first seal to its last.
pub fn check(
    archive: &Archive,
    asked: &Verification<'_>,
    faults: &mut Faults,
) -> Result<CheckedLog, ArchiveError> {
    let origin = &archive.mark.origin;
    let note = archive.folder.read(CHECKPOINT)?;
    let note = note.map(|it| String::from_utf8_lossy(&it).into_owned());
    let claimed = note.as_deref().map(Checkpoint::claimed);
    let checkpoint = match claimed {
        Some(Ok(checkpoint)) if checkpoint.origin == *origin => Some(checkpoint),
        Some(Ok(_)) => {
            faults.add(FaultKind::LogUnreadable, CHECKPOINT, "it is one of another log");
            None
        }
        Some(Err(error)) => {
            faults.add(FaultKind::LogUnreadable, CHECKPOINT, error);
            None
        }
        None if archive.commits.is_empty() => None,
        None => {
            faults.add(FaultKind::LogUnreadable, CHECKPOINT, "it is missing");
            None
        }
    };
    let Some(checkpoint) = checkpoint else {
        return Ok(CheckedLog { checkpoint: None, earlier: BTreeMap::new() });
    };
    if let Some(trust) = asked.trust {
        match trust.log(origin).map(|key| Checkpoint::verify(&note.unwrap_or_default(), key)) {
            Some(Ok(_)) => {}
            Some(Err(error)) => faults.add(FaultKind::Unsigned, CHECKPOINT, error),
            None => {
                let message = format!("nobody trusts a log called {origin:?}");
                faults.add(FaultKind::Unsigned, CHECKPOINT, message);
            }
        }
    }
    let logged = archive.logged();
    if checkpoint.size != logged {
        let message = format!("the log has {} seals, the archive {logged}", checkpoint.size);
        faults.add(FaultKind::LogLength, CHECKPOINT, message);
    }
    check_places(&archive.commits, faults);
    let since = kept(asked, origin, faults);
    let mut wanted: BTreeMap<u64, Option<Checkpoint>> =
        since.iter().map(|(_, it)| (it.size, None)).collect();
    wanted.extend(archive.log_sizes()?.into_iter().map(|size| (size, None)));
    let mut tail = Tail::default();
    let keep = |tail: &Tail, wanted: &mut BTreeMap<u64, Option<Checkpoint>>| {
        if let Some(place) = wanted.get_mut(&tail.size()) {
            *place = Some(tail.checkpoint(origin));
        }
    };
    keep(&tail, &mut wanted);
    let mut seals = LoggedSeals::new(&archive.folder, 0, checkpoint.size);
    for seal in &mut seals {
        for file in tail.append(&seal) {
            check_tile(&archive.folder, &file, faults)?;
        }
        keep(&tail, &mut wanted);
    }
    if let Some(path) = seals.missing {
        faults.add(FaultKind::LogUnreadable, &path, "expected the seals of the log");
    } else {
        for file in tail.files() {
            check_tile(&archive.folder, &file, faults)?;
        }
        if tail.checkpoint(origin) != checkpoint {
            let message = "the seals are not those that the checkpoint commits to";
            faults.add(FaultKind::LogChanged, CHECKPOINT, message);
        }
    }
    let earlier: BTreeMap<u64, Checkpoint> =
        wanted.into_iter().filter_map(|(size, it)| Some((size, it?))).collect();
    for (name, kept) in since {
        if earlier.get(&kept.size) != Some(&kept) {
            let message =
                format!("the log does not begin with the {} seals that it commits to", kept.size);
            faults.add(FaultKind::LogRewritten, &name, message);
        }
    }
    Ok(CheckedLog { checkpoint: Some(checkpoint), earlier })
}

/// Every place of the log belongs to one part.
fn check_places(commits: &[Commit], faults: &mut Faults) {
    let mut next = 0;
    for commit in commits.iter().filter(|it| it.partition().is_some()) {
        let places = commit.log();
        if places.start != next {
            let message = format!("expected the places of the log from {next} on");
            faults.add(FaultKind::RecordChanged, &Commit::path(commit.number), message);
        }
        next = places.end;
    }
}

/// The checkpoints that were kept, and that count.
fn kept(asked: &Verification<'_>, origin: &str, faults: &mut Faults) -> Vec<(String, Checkpoint)> {
    let mut kept = Vec::new();
    for (name, note) in &asked.since {
        let read = match asked.trust.and_then(|it| it.log(origin)) {
            Some(key) => Checkpoint::verify(note, key),
            None => Checkpoint::claimed(note),
        };
        match read {
            Ok(checkpoint) if checkpoint.origin == origin => kept.push((name.clone(), checkpoint)),
            Ok(_) => faults.add(FaultKind::LogRewritten, name, "it is one of another log"),
            Err(error) => faults.add(FaultKind::LogRewritten, name, error),
        }
    }
    kept
}

fn check_tile(folder: &Folder, file: &TileFile, faults: &mut Faults) -> Result<(), ArchiveError> {
    let path = format!("{FOLDER}/{}", file.path);
    match folder.read(&path)? {
        Some(content) if content == file.content => {}
        Some(_) => faults.add(FaultKind::LogChanged, &path, "expected the tile of these seals"),
        None => faults.add(FaultKind::LogUnreadable, &path, "it is missing"),
    }
    Ok(())
}

/// Seals of the log, a file of them at a time.
pub struct LoggedSeals<'f> {
    folder: &'f Folder,
    next: u64,
    end: u64,
    size: u64,
    /// What is read of the file of the next one, the last first.
    read: Vec<ContentHash>,
    /// The file that has none.
    pub missing: Option<String>,
}

impl<'f> LoggedSeals<'f> {
    /// All of a log of so many, from one on.
    pub fn new(folder: &'f Folder, first: u64, size: u64) -> Self {
        Self::between(folder, first..size, size)
    }

    /// Those at some places, of a log of so many.
    pub fn between(folder: &'f Folder, places: std::ops::Range<u64>, size: u64) -> Self {
        let (next, end) = (places.start, places.end.min(size));
        Self { folder, next, end, size, read: Vec::new(), missing: None }
    }

    fn fill(&mut self) -> Option<()> {
        let (path, first) = entries_of(self.next, self.size);
        let path = format!("{FOLDER}/{path}");
        let content = self.folder.read(&path).ok().flatten();
        let seals = content.and_then(|it| export_bundles_attest::log::seals_in(&it));
        match seals {
            Some(seals) if seals.len() as u64 > self.next - first => {
                let skipped = (self.next - first) as usize;
                self.read = seals.into_iter().skip(skipped).rev().collect();
                Some(())
            }
            _ => {
                self.missing = Some(path);
                None
            }
        }
    }
}

impl Iterator for LoggedSeals<'_> {
    type Item = ContentHash;

    fn next(&mut self) -> Option<ContentHash> {
        if self.next >= self.end || self.missing.is_some() {
            return None;
        }
        if self.read.is_empty() {
            self.fill()?;
        }
        self.next += 1;
        self.read.pop()
    }
}
