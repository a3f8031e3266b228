//! What a manifest says has to be what is there.

use std::collections::BTreeMap;

use crate::archive::Archive;
use crate::commit::Commit;
use crate::error::ArchiveError;
use crate::manifest::{LogState, Manifest, of_month};
use crate::partition::Partition;
use crate::period::Month;
use crate::root::{Merged, Rooted, Tree};

use super::Verification;
use super::fault::{FaultKind, Faults};
use super::log::CheckedLog;
use super::notes;

/// Checks the manifest of a month, and gives the one that there should be.
pub fn check(
    archive: &Archive,
    month: Month,
    log: &CheckedLog,
    asked: &Verification<'_>,
    faults: &mut Faults,
) -> Result<Manifest, ArchiveError> {
    let path = Manifest::path(month);
    let partitions = partitions(archive, month, faults);
    let empty = LogState { origin: archive.mark.origin.clone(), size: 0, root: String::new() };
    let mut expected = Manifest::of(month, &archive.commits, partitions, empty);
    let Some(text) = archive.folder.read(&path)? else {
        faults.add(FaultKind::ManifestMissing, &path, "there are bundles of that month");
        return Ok(expected);
    };
    let origin = &archive.mark.origin;
    let signed = Manifest::signed_text(origin, month, &text);
    let (note, stamp) = (Manifest::note_path(month), Manifest::stamp_path(month));
    notes::check(archive, &note, Some(&stamp), &signed, asked, faults)?;
    let said: Manifest = match serde_json::from_slice(&text) {
        Ok(said) => said,
        Err(error) => {
            faults.add(FaultKind::ManifestDiffers, &path, format!("it cannot be read: {error}"));
            return Ok(expected);
        }
    };
    expected.log = said.log.clone();
    expected.contract = said.contract.clone();
    let mut differs = |what: &str| {
        faults.add(FaultKind::ManifestDiffers, &path, format!("it says something else of {what}"));
    };
    if said.period != expected.period {
        differs("the month");
    }
    if said.bundles != expected.bundles || said.population != expected.population {
        differs("how many bundles there are");
    }
    if said.root != expected.root || said.partitions != expected.partitions {
        differs("which bundles there are: their roots are others");
    }
    if said.files != expected.files {
        differs("which files there are");
    }
    let logged = log.earlier.get(&said.log.size).map(LogState::from);
    if log.checkpoint.is_some() && logged.as_ref() != Some(&said.log) {
        differs("the log");
    }
    if said.text().as_bytes() != text {
        differs("nothing, but it is written in another way");
    }
    Ok(expected)
}

/// What commits to the bundles of each partition, as far as its parts can be read.
fn partitions(archive: &Archive, month: Month, faults: &mut Faults) -> Vec<Rooted> {
    let mut parts: BTreeMap<&Partition, Vec<&Commit>> = BTreeMap::new();
    for commit in of_month(&archive.commits, month) {
        if let Some(partition) = commit.partition() {
            parts.entry(partition).or_default().push(commit);
        }
    }
    let mut rooted = Vec::new();
    for (partition, commits) in parts {
        let paths = commits.iter().filter_map(|it| it.files().next()).map(|it| &it.path);
        // A part that cannot be read is told of where it is checked.
        let seals = paths.clone().filter_map(|path| archive.seals(path).ok()).collect();
        let mut tree = Tree::default();
        let mut before = None;
        for seal in Merged::of(seals).into_iter().flatten().map_while(Result::ok) {
            if before.replace(seal) == Some(seal) {
                let path = paths.clone().next_back().map_or("", |it| it);
                let message = "two parts of its tenant and month have it";
                faults.of_bundle(FaultKind::BundleDoubled, path, seal, message);
            }
            tree.add(&seal);
        }
        rooted.push(Rooted::of(partition.clone(), &tree));
    }
    rooted
}
