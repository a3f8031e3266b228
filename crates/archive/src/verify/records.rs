//! The chain of records, as far as it can be read.

use crate::archive::{Archive, Mark};
use crate::commit::{self, Commit};
use crate::error::ArchiveError;
use crate::folder::{Folder, is_unfinished};
use crate::judged::sha256;
use crate::part::Tables;

use super::fault::{FaultKind, Faults};

/// So many records that are missing are named: whoever writes a number chooses how many there are.
pub const NAMED: usize = 1_000;

/// The archive, with every record that can be read.
pub fn read(folder: &Folder, faults: &mut Faults) -> Result<Archive, ArchiveError> {
    let mark = Mark::read(folder)?;
    let mut commits: Vec<Commit> = Vec::new();
    let mut last = None;
    let mut next = 0_u64;
    for path in folder.list(commit::FOLDER)? {
        if is_unfinished(&path) {
            faults.add(FaultKind::FileUnknown, &path, "a process left it that was killed");
            continue;
        }
        let text = folder.read(&path)?.unwrap_or_default();
        let Ok(commit) = serde_json::from_slice::<Commit>(&text) else {
            faults.add(FaultKind::RecordChanged, &path, "expected the record of a part");
            next = next.saturating_add(1);
            last = None;
            continue;
        };
        if path != Commit::path(commit.number) {
            faults.add(FaultKind::RecordChanged, &path, format!("it is record {}", commit.number));
        }
        for number in (next..commit.number).take(NAMED) {
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
        next = commit.number.saturating_add(1);
        commits.push(commit);
    }
    Ok(Archive { folder: folder.clone(), mark, tables: Tables::get()?, commits, last })
}
