//! The chain of records, as far as it can be read.

use crate::archive::{Archive, MARK, Mark};
use crate::commit::{self, Commit};
use crate::error::ArchiveError;
use crate::folder::Folder;
use crate::judged::sha256;
use crate::part::Tables;

use super::fault::{FaultKind, Faults};

/// The archive, with every record that can be read.
pub fn read(folder: &Folder, faults: &mut Faults) -> Result<Archive, ArchiveError> {
    let Some(mark) = folder.read(MARK)? else {
        return Err(ArchiveError::NoArchive { folder: folder.to_string() });
    };
    let mark: Mark =
        serde_json::from_slice(&mark).map_err(|error| ArchiveError::damaged(MARK, error))?;
    let mut commits: Vec<Commit> = Vec::new();
    let mut last = None;
    let mut next = 0;
    for path in folder.list(commit::FOLDER)? {
        let text = folder.read(&path)?.unwrap_or_default();
        let Ok(commit) = serde_json::from_slice::<Commit>(&text) else {
            faults.add(FaultKind::RecordChanged, &path, "expected the record of a part");
            next += 1;
            last = None;
            continue;
        };
        if path != Commit::path(commit.number) {
            faults.add(FaultKind::RecordChanged, &path, format!("it is record {}", commit.number));
        }
        for number in next..commit.number {
            let path = Commit::path(number);
            faults.add(FaultKind::RecordMissing, &path, "a later record follows it");
        }
        let follows = commit.number == next;
        if follows && commit.previous != last && (last.is_some() || next == 0) {
            let before = Commit::path(next.saturating_sub(1));
            let message = format!("record {} was written after another one", commit.number);
            faults.add(FaultKind::RecordChanged, &before, message);
        }
        last = Some(sha256(&text));
        next = commit.number + 1;
        commits.push(commit);
    }
    Ok(Archive { folder: folder.clone(), mark, tables: Tables::get()?, commits, last })
}
