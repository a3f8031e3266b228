//! The folder of an archive: files that are whole or not there.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use exact_schema_files::Prepared;

/// A folder, whose files are called by their paths in it, with `/` between the names.
#[derive(Clone, Debug)]
pub struct Folder {
    root: PathBuf,
}

/// A file of an archive cannot be read or written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FolderError {
    /// It cannot be read.
    #[error("cannot read {}: {cause}", path.display())]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// Why.
        cause: io::Error,
    },
    /// It cannot be written, or removed.
    #[error("cannot write {}: {cause}", path.display())]
    Unput {
        /// Which file.
        path: PathBuf,
        /// Why.
        cause: io::Error,
    },
    /// It cannot be written whole.
    #[error(transparent)]
    Unwritable(#[from] exact_schema_files::Error),
}

impl Folder {
    /// The folder at that path, which need not be there.
    #[must_use]
    pub fn at(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    /// Where it is.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The content of a file; nothing where there is none.
    ///
    /// # Errors
    ///
    /// Where it is there and cannot be read.
    pub fn read(&self, path: &str) -> Result<Option<Vec<u8>>, FolderError> {
        let place = self.place(path);
        found(fs::read(&place), place)
    }

    /// A file that is to be read in parts; nothing where there is none.
    ///
    /// # Errors
    ///
    /// Where it is there and cannot be opened.
    pub fn open(&self, path: &str) -> Result<Option<File>, FolderError> {
        let place = self.place(path);
        found(File::open(&place), place)
    }

    /// How many bytes a file has; none where it is not there.
    #[must_use]
    pub fn size(&self, path: &str) -> u64 {
        fs::metadata(self.place(path)).map_or(0, |it| it.len())
    }

    /// Writes a file: whole, or not at all.
    ///
    /// # Errors
    ///
    /// Where it cannot be written.
    pub fn write(&self, path: &str, content: &[u8]) -> Result<(), FolderError> {
        let mut prepared = Prepared::default();
        prepared.write(&self.place(path), content)?;
        Ok(prepared.put_in_place()?)
    }

    /// Writes a file that follows from others, so that it need not outlast a loss of power.
    ///
    /// # Errors
    ///
    /// Where it cannot be written.
    pub fn put(&self, path: &str, content: &[u8]) -> Result<(), FolderError> {
        let place = self.place(path);
        let folder = place.parent().unwrap_or(&self.root);
        let written = fs::create_dir_all(folder).and_then(|()| fs::write(&place, content));
        written.map_err(|cause| FolderError::Unput { path: place, cause })
    }

    /// Removes a file, or a folder with all that is in it, if it is there.
    ///
    /// # Errors
    ///
    /// Where it cannot be removed.
    pub fn remove(&self, path: &str) -> Result<(), FolderError> {
        let place = self.place(path);
        let removed = match place.is_dir() {
            true => fs::remove_dir_all(&place),
            false => fs::remove_file(&place),
        };
        match removed {
            Err(cause) if cause.kind() != io::ErrorKind::NotFound => {
                Err(FolderError::Unput { path: place, cause })
            }
            _ => Ok(()),
        }
    }

    /// The paths of all files below a folder, in order; of none where it is not there.
    ///
    /// # Errors
    ///
    /// Where a folder cannot be read.
    pub fn list(&self, path: &str) -> Result<Vec<String>, FolderError> {
        let mut files = Vec::new();
        let mut folders = vec![path.to_owned()];
        while let Some(folder) = folders.pop() {
            let place = self.place(&folder);
            let Some(entries) = found(fs::read_dir(&place), place.clone())? else { continue };
            for entry in entries {
                let unreadable = |cause| FolderError::Unreadable { path: place.clone(), cause };
                let entry = entry.map_err(unreadable)?;
                let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
                match entry.file_type().map_err(unreadable)?.is_dir() {
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

fn found<T>(result: io::Result<T>, path: PathBuf) -> Result<Option<T>, FolderError> {
    match result {
        Ok(found) => Ok(Some(found)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(cause) => Err(FolderError::Unreadable { path, cause }),
    }
}
