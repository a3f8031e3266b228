//! A folder of this machine.

use std::fmt;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use exact_schema_files::{FolderLock, Prepared, remove_leftovers};

use super::{FolderError, Opened};

/// A folder of this machine. Its methods do what those of `Folder` say.
#[derive(Clone, Debug)]
pub struct Local {
    pub root: PathBuf,
}

impl Local {
    /// Takes the right to write, and removes what one left behind that was killed.
    pub fn lock(&self) -> Result<FolderLock, FolderError> {
        let lock = FolderLock::take(&self.root)?;
        remove_leftovers(&self.root)?;
        Ok(lock)
    }

    /// The content of a file; nothing where there is none.
    pub fn read(&self, path: &str) -> Result<Option<Vec<u8>>, FolderError> {
        let place = self.place(path);
        found(fs::read(&place), &place)
    }

    /// A file that is to be read in parts; nothing where there is none.
    pub fn open(&self, path: &str) -> Result<Option<Opened>, FolderError> {
        let place = self.place(path);
        Ok(found(File::open(&place), &place)?.map(Opened::File))
    }

    /// How many bytes a file has; none where it is not there.
    pub fn size(&self, path: &str) -> u64 {
        fs::metadata(self.place(path)).map_or(0, |it| it.len())
    }

    /// Writes a file: whole, or not at all.
    pub fn write(&self, path: &str, content: &[u8]) -> Result<(), FolderError> {
        let mut prepared = Prepared::default();
        prepared.write(&self.place(path), content)?;
        Ok(prepared.put_in_place()?)
    }

    /// Writes a file that must not be there yet: whoever has the lock is the only one who writes.
    pub fn create(&self, path: &str, content: &[u8]) -> Result<(), FolderError> {
        let place = self.place(path);
        match place.exists() {
            true => Err(FolderError::Taken { place: place.display().to_string() }),
            false => self.write(path, content),
        }
    }

    /// Writes a file that follows from others, so that it need not outlast a loss of power.
    pub fn put(&self, path: &str, content: &[u8]) -> Result<(), FolderError> {
        let place = self.place(path);
        let folder = place.parent().unwrap_or(&self.root);
        let written = fs::create_dir_all(folder).and_then(|()| fs::write(&place, content));
        written.map_err(unwritten(&place))
    }

    /// Removes a file, or a folder with all that is in it, if it is there.
    pub fn remove(&self, path: &str) -> Result<(), FolderError> {
        let place = self.place(path);
        let removed = match place.is_dir() {
            true => fs::remove_dir_all(&place),
            false => fs::remove_file(&place),
        };
        match removed {
            Err(cause) if cause.kind() != io::ErrorKind::NotFound => Err(unwritten(&place)(cause)),
            _ => Ok(()),
        }
    }

    /// The paths of all files below a folder, in order; of none where it is not there.
    pub fn list(&self, path: &str) -> Result<Vec<String>, FolderError> {
        let mut files = Vec::new();
        let mut folders = vec![path.to_owned()];
        while let Some(folder) = folders.pop() {
            let place = self.place(&folder);
            let Some(entries) = found(fs::read_dir(&place), &place)? else { continue };
            for entry in entries {
                let entry = entry.map_err(unreadable(&place))?;
                let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
                match entry.file_type().map_err(unreadable(&place))?.is_dir() {
                    true => folders.push(path),
                    false => files.push(path),
                }
            }
        }
        files.sort_unstable();
        Ok(files)
    }

    fn place(&self, path: &str) -> PathBuf {
        path.split('/').fold(self.root.clone(), |place, name| place.join(name))
    }
}

impl fmt::Display for Local {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.root.display().fmt(f)
    }
}

fn found<T>(result: io::Result<T>, place: &Path) -> Result<Option<T>, FolderError> {
    match result {
        Ok(found) => Ok(Some(found)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(cause) => Err(unreadable(place)(cause)),
    }
}

fn unreadable(place: &Path) -> impl FnOnce(io::Error) -> FolderError {
    let place = place.display().to_string();
    move |cause| FolderError::Unreadable { place, cause: cause.into() }
}

fn unwritten(place: &Path) -> impl FnOnce(io::Error) -> FolderError {
    let place = place.display().to_string();
    move |cause| FolderError::Unwritten { place, cause: cause.into() }
}
