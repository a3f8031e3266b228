//! One writer at a time.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use same_file::Handle;

use crate::error::{Error, Problem};

/// The file that is locked. It is there for as long as somebody writes.
const NAME: &str = ".lock";

/// No holder says more of itself.
const MAX_HOLDER: u64 = 100;

/// The right to write in a folder, until it is dropped. The system ends it with the process.
#[derive(Debug)]
pub struct FolderLock {
    /// Locked for as long as it is open.
    _file: File,
    path: PathBuf,
}

impl FolderLock {
    /// Takes the right to write in `folder`, which is made if it is not there.
    ///
    /// # Errors
    ///
    /// That another process has it, which the message names as far as that is known; that the folder
    /// cannot be written; that something else than a lock has its name.
    pub fn take(folder: &Path) -> Result<Self, Error> {
        fs::create_dir_all(folder).map_err(Error::file(folder))?;
        let path = folder.join(NAME);
        loop {
            if fs::symlink_metadata(&path).is_ok_and(|it| !it.is_file()) {
                return Err(Problem::NoLock { path }.into());
            }
            let mut options = OpenOptions::new();
            options.read(true).write(true).create(true).truncate(false);
            let mut file = options.open(&path).map_err(Error::file(&path))?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    let folder = folder.to_owned();
                    return Err(Problem::Held { folder, holder: holder(&file) }.into());
                }
                Err(TryLockError::Error(cause)) => return Err(Error::file(&path)(cause)),
            }
            // The holder before may have removed the file between our opening and locking it, and
            // somebody may have put a link in its place: only what stands there now is the lock.
            if stands_there(&file, &path).map_err(Error::file(&path))? {
                file.set_len(0)
                    .and_then(|()| writeln!(file, "process {}", std::process::id()))
                    .map_err(Error::file(&path))?;
                return Ok(Self { _file: file, path });
            }
        }
    }
}

impl Drop for FolderLock {
    fn drop(&mut self) {
        // Where it stays, it is locked by nobody, and the next one takes it.
        let _ = fs::remove_file(&self.path);
    }
}

fn stands_there(file: &File, path: &Path) -> io::Result<bool> {
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_file() => {
            Ok(Handle::from_file(file.try_clone()?)? == Handle::from_path(path)?)
        }
        Ok(_) => Ok(false),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// What the holder says of itself. On some systems nobody else may read a locked file.
fn holder(file: &File) -> String {
    let mut said = String::new();
    let read = file.take(MAX_HOLDER).read_to_string(&mut said);
    match said.trim() {
        said if read.is_ok() && !said.is_empty() => said.to_owned(),
        _ => "another process".to_owned(),
    }
}
