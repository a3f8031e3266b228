//! What commits to all of the archive has to say what is there.

use crate::archive::Archive;
use crate::commit::{Commit, json};
use crate::error::ArchiveError;
use crate::judged::sha256;
use crate::manifest::{Head, LogState};

use super::Verification;
use super::fault::{FaultKind, Faults};
use super::log::CheckedLog;
use super::notes;
use super::records::NAMED;

/// Checks the head.
pub fn check(
    archive: &Archive,
    log: &CheckedLog,
    asked: &Verification<'_>,
    faults: &mut Faults,
) -> Result<(), ArchiveError> {
    let Some(text) = archive.folder.read(Head::PATH)? else {
        faults.add(FaultKind::HeadDiffers, Head::PATH, "it is missing");
        return Ok(());
    };
    let signed = Head::signed_text(&archive.mark.origin, &text);
    notes::check(archive, Head::NOTE, None, &signed, asked, faults)?;
    let said: Head = match serde_json::from_slice(&text) {
        Ok(said) => said,
        Err(error) => {
            faults.add(FaultKind::HeadDiffers, Head::PATH, format!("it cannot be read: {error}"));
            return Ok(());
        }
    };
    let there = archive.commits.last().map_or(0, |it| it.number.saturating_add(1));
    for number in (there..said.commits).take(NAMED) {
        let path = Commit::path(number);
        faults.add(FaultKind::RecordMissing, &path, "the head tells of it");
    }
    if said.commits < there {
        let message = format!("it tells of {} records, and there are {there}", said.commits);
        faults.add(FaultKind::HeadDiffers, Head::PATH, message);
    } else if said.commits == there && said.last != archive.last {
        let path = Commit::path(there.saturating_sub(1));
        faults.add(FaultKind::RecordChanged, &path, "it is not the one that the head tells of");
    }
    for (month, digest) in &said.periods {
        let path = format!("{}/{month}.json", crate::manifest::FOLDER);
        match archive.folder.read(&path)? {
            None => faults.add(FaultKind::ManifestMissing, &path, "the head tells of it"),
            Some(text) if sha256(&text) != *digest => {
                let message = "it is not the one that the head tells of";
                faults.add(FaultKind::ManifestDiffers, &path, message);
            }
            Some(_) => {}
        }
    }
    let months: Vec<String> = archive.months().iter().map(ToString::to_string).collect();
    if months.iter().any(|it| !said.periods.contains_key(it)) {
        faults.add(FaultKind::HeadDiffers, Head::PATH, "it does not tell of every month");
    }
    let aside = archive.commits.iter().filter(|it| it.partition().is_none());
    let aside: u64 = aside.flat_map(Commit::files).map(|it| it.rows).sum();
    if said.aside != aside {
        let message =
            format!("it tells of {} documents that are set aside: there are {aside}", said.aside);
        faults.add(FaultKind::HeadDiffers, Head::PATH, message);
    }
    if log.checkpoint.as_ref().map(LogState::from).is_some_and(|it| it != said.log) {
        faults.add(FaultKind::HeadDiffers, Head::PATH, "it says something else of the log");
    }
    if json(&said).as_bytes() != text {
        faults.add(FaultKind::HeadDiffers, Head::PATH, "it is written in another way");
    }
    Ok(())
}
