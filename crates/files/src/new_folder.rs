//! A folder that becomes visible as a whole.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use tempfile::{Builder, TempDir};

use crate::error::Error;
use crate::prepared::synchronize;
use crate::temporary;

/// A folder that is filled beside its place, and then takes it by one rename. Dropped before, it goes.
#[derive(Debug)]
pub struct NewFolder {
    folder: TempDir,
    place: PathBuf,
}

impl NewFolder {
    /// An empty folder that is to stand at `place`.
    ///
    /// # Errors
    ///
    /// That it cannot be made.
    pub fn beside(place: &Path) -> Result<Self, Error> {
        let home = place.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
        fs::create_dir_all(home).map_err(Error::file(home))?;
        let prefix = temporary::prefix(place);
        let mut builder = Builder::new();
        builder.prefix(&prefix).suffix(temporary::SUFFIX);
        temporary::readable(&mut builder, true);
        let folder = builder.tempdir_in(home).map_err(Error::file(place))?;
        Ok(Self { folder, place: place.to_owned() })
    }

    /// Where it is to be filled.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Lets it take its place, where nothing may stand.
    ///
    /// # Errors
    ///
    /// That something stands there, or that what is in it cannot be made durable.
    pub fn put_in_place(self) -> Result<(), Error> {
        synchronize_all(self.path())?;
        fs::rename(self.path(), &self.place).map_err(Error::file(&self.place))?;
        // It has another name now: nothing is to be removed.
        let _ = self.folder.keep();
        self.place.parent().into_iter().for_each(synchronize);
        Ok(())
    }
}

fn synchronize_all(folder: &Path) -> Result<(), Error> {
    for entry in fs::read_dir(folder).map_err(Error::file(folder))? {
        let path = entry.map_err(Error::file(folder))?.path();
        if path.is_dir() {
            synchronize_all(&path)?;
        } else {
            let file = File::open(&path).and_then(|file| file.sync_all());
            file.map_err(Error::file(&path))?;
        }
    }
    synchronize(folder);
    Ok(())
}
