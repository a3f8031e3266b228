//! Writing a set of files so that a crash leaves each of them whole.

use std::fs;

use exact_schema_files::{FolderLock, Prepared, remove_leftovers};

use super::Collection;
use super::survey::Survey;
use crate::error::Error;

/// Brings a folder up to date, by one process at a time.
///
/// Every new text is written and synchronized beside its place first; then each takes its place by
/// a rename, what is made no longer goes, and the index comes last. A crash before the first
/// rename changes nothing; one later leaves whole files of both runs, which the next run finds and
/// completes.
///
/// # Errors
///
/// That another process writes there, or that a file cannot be written, replaced or removed. Nothing
/// but a stale file remains of it.
pub(super) fn write(survey: &Survey) -> Result<(), Error> {
    let folder = &survey.folder;
    let _lock = FolderLock::take(folder)?;
    // Another process may have written between the survey and the lock.
    let survey = Collection::survey(&survey.collection, folder)?;
    for folder in survey.folders() {
        remove_leftovers(&folder)?;
    }
    let (mut files, mut index) = (Prepared::default(), Prepared::default());
    for (path, text) in &survey.wanted {
        let prepared = if path == survey.collection.index { &mut index } else { &mut files };
        prepared.write(&folder.join(path), text.as_bytes())?;
    }
    files.put_in_place()?;
    for path in survey.extra() {
        let place = folder.join(path);
        fs::remove_file(&place).map_err(Error::writing(&place))?;
    }
    Ok(index.put_in_place()?)
}
