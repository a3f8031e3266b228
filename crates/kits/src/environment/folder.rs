//! Folders of files.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::error::Error;

/// Makes `folder`, or empties it.
pub(crate) fn empty(folder: &Path) -> Result<(), Error> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(Error::file(folder)(error)),
        _ => fs::create_dir_all(folder).map_err(Error::file(folder)),
    }
}

/// Makes `to` a copy of the folder `from`; what was there goes.
pub(crate) fn replace(from: &Path, to: &Path) -> Result<(), Error> {
    empty(to)?;
    for file in files(from)? {
        copy_file(&from.join(&file), &to.join(&file))?;
    }
    Ok(())
}

/// Copies a file, and makes the folder that it goes to.
pub(crate) fn copy_file(from: &Path, to: &Path) -> Result<(), Error> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder).map_err(Error::file(folder))?;
    }
    fs::copy(from, to).map(drop).map_err(Error::file(from))
}

/// Every file below `folder`, sorted, by its path from there with `/` between the names. What a
/// package manager or an interpreter leaves behind is none of it.
pub(crate) fn files(folder: &Path) -> Result<Vec<String>, Error> {
    let mut found = Vec::new();
    let mut pending: Vec<(PathBuf, String)> = vec![(folder.to_owned(), String::new())];
    while let Some((folder, prefix)) = pending.pop() {
        for entry in fs::read_dir(&folder).map_err(Error::file(&folder))? {
            let path = entry.map_err(Error::file(&folder))?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if path.is_file() {
                found.push(format!("{prefix}{name}"));
            } else if !["node_modules", "__pycache__"].contains(&name.as_ref()) {
                pending.push((path.clone(), format!("{prefix}{name}/")));
            }
        }
    }
    found.sort();
    Ok(found)
}
