//! Files that are written beside their places, and then take them.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use crate::error::Error;
use crate::temporary;

/// Files that are written and synchronized, but not yet in their places. What is left when it is dropped
/// goes; nothing else was touched.
#[derive(Debug, Default)]
pub struct Prepared {
    files: Vec<(NamedTempFile, PathBuf)>,
}

impl Prepared {
    /// Writes what is to stand at `place`, beside it. Folders on the way are made.
    ///
    /// # Errors
    ///
    /// That it cannot be written.
    pub fn write(&mut self, place: &Path, content: &[u8]) -> Result<(), Error> {
        let folder = place.parent().filter(|it| !it.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new("."));
        fs::create_dir_all(folder).map_err(Error::file(folder))?;
        let prefix = temporary::prefix(place);
        let mut builder = Builder::new();
        builder.prefix(&prefix).suffix(temporary::SUFFIX);
        temporary::readable(&mut builder, false);
        let mut file = builder.tempfile_in(folder).map_err(Error::file(place))?;
        file.write_all(content)
            .and_then(|()| file.as_file().sync_all())
            .map_err(Error::file(place))?;
        self.files.push((file, place.to_owned()));
        Ok(())
    }

    /// Lets every file take its place, in the order in which they were written. A link that stands there
    /// is replaced, and what it leads to stays as it is.
    ///
    /// # Errors
    ///
    /// That a file cannot take its place. Those before it have taken theirs, the others go.
    pub fn put_in_place(self) -> Result<(), Error> {
        let mut folders = BTreeSet::new();
        for (file, place) in self.files {
            file.persist(&place).map_err(|error| Error::file(&place)(error.error))?;
            folders.extend(place.parent().map(Path::to_owned));
        }
        folders.iter().for_each(|folder| synchronize(folder));
        Ok(())
    }
}

/// Makes the renames in a folder durable where the system can; where it cannot, they are atomic all the
/// same.
pub(crate) fn synchronize(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}
