//! Writing a set of files so that a crash leaves each of them whole.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::survey::Survey;
use crate::error::Error;

/// Brings a folder up to date.
///
/// Every new text is written and synchronized beside its place first; then each takes its place by
/// a rename, what is made no longer goes, and the index comes last. A crash before the first
/// rename changes nothing; one later leaves whole files of both runs, which the next run finds and
/// completes.
///
/// # Errors
///
/// That a file cannot be written, replaced or removed. Nothing but a stale file remains of it.
pub(super) fn write(survey: &Survey) -> Result<(), Error> {
    let folder = &survey.folder;
    let mut prepared = Prepared::default();
    for (path, text) in &survey.wanted {
        prepared.write(folder.join(path), text)?;
    }
    // The index is the last of what is wanted, if it is wanted at all.
    let place = folder.join(survey.index);
    let index = prepared.files.pop_if(|file| file.place == place);
    prepared.put_in_place()?;
    for path in survey.extra() {
        let place = folder.join(path);
        fs::remove_file(&place).map_err(Error::writing(&place))?;
        synchronize_folder(&place);
    }
    prepared.files.extend(index);
    prepared.put_in_place()
}

/// Files that are written but not yet in their places; what is left when it is dropped goes.
#[derive(Default)]
struct Prepared {
    files: Vec<PreparedFile>,
}

struct PreparedFile {
    temporary: PathBuf,
    place: PathBuf,
}

impl Prepared {
    fn write(&mut self, place: PathBuf, text: &str) -> Result<(), Error> {
        if let Some(parent) = place.parent() {
            fs::create_dir_all(parent).map_err(Error::writing(parent))?;
        }
        // The same name in every run, so that a crash leaves nothing that the next run would not
        // replace. Two runs at once write the same text.
        let mut name = OsString::from(".");
        name.push(place.file_name().unwrap_or_default());
        name.push(".publishing");
        let temporary = place.with_file_name(name);
        self.files.push(PreparedFile { temporary: temporary.clone(), place });
        write_through(&temporary, text).map_err(Error::writing(&temporary))
    }

    fn put_in_place(&mut self) -> Result<(), Error> {
        let mut places = BTreeSet::new();
        for file in &self.files {
            fs::rename(&file.temporary, &file.place).map_err(Error::writing(&file.place))?;
            places.insert(file.place.clone());
        }
        self.files.clear();
        places.iter().for_each(|place| synchronize_folder(place));
        Ok(())
    }
}

impl Drop for Prepared {
    fn drop(&mut self) {
        for file in &self.files {
            // Where this fails, the next run overwrites the file.
            let _ = fs::remove_file(&file.temporary);
        }
    }
}

fn write_through(path: &Path, text: &str) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

/// Makes the renames in the folder of `place` durable where the system can; where it cannot, they
/// are atomic all the same.
fn synchronize_folder(place: &Path) {
    if let Some(folder) = place.parent()
        && let Ok(folder) = File::open(folder)
    {
        let _ = folder.sync_all();
    }
}
