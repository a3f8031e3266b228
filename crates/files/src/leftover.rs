//! What writers left behind that were killed.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::temporary::is_unfinished;

/// What stands right in `folder` that a writer did not finish, sorted; nothing where there is no folder.
///
/// # Errors
///
/// That the folder cannot be read.
pub fn leftovers(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(Error::file(folder)(error)),
    };
    let mut found = Vec::new();
    for entry in entries {
        let entry = entry.map_err(Error::file(folder))?;
        if is_unfinished(&entry.file_name()) {
            found.push(entry.path());
        }
    }
    found.sort();
    Ok(found)
}

/// Removes the [`leftovers`] in `folder`, which has to be locked: what another writer has not finished
/// looks the same.
///
/// # Errors
///
/// That one cannot be removed.
pub fn remove_leftovers(folder: &Path) -> Result<(), Error> {
    for path in leftovers(folder)? {
        let is_folder = fs::symlink_metadata(&path).is_ok_and(|it| it.is_dir());
        let removed = if is_folder { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
        removed.map_err(Error::file(&path))?;
    }
    Ok(())
}
