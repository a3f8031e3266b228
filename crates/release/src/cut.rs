//! Making a release.

use std::fs;
use std::path::PathBuf;

use exact_schema_files::{FolderLock, NewFolder, remove_leftovers};
use exact_schema_manifest::Manifest;
use semver::Version;

use crate::error::Error;
use crate::folder::{self, Folders};
use crate::golden;
use crate::index::Index;

/// Freezes what is published under a version: the schemas, and the valid examples as golden
/// documents. Gives the folder that it made, which becomes visible as a whole.
///
/// # Errors
///
/// That the version is none, or is released already, that another process releases or publishes, or that
/// a file cannot be read or written.
pub fn cut(manifest: &Manifest, folders: &Folders, version: &str) -> Result<PathBuf, Error> {
    let parsed = Version::parse(version).map_err(|_| Error::Version(version.to_owned()))?;
    let release = folders.released.join(version);
    let _publishes = FolderLock::take(folders.generated())?;
    let _releases = FolderLock::take(&folders.released)?;
    if release.exists() {
        return Err(Error::Released(parsed));
    }
    remove_leftovers(&folders.released)?;
    let draft = NewFolder::beside(&release)?;
    for schema in folder::files(&folders.published)? {
        let (from, to) = (folders.published.join(&schema), draft.path().join(&schema));
        let folder = to.parent().unwrap_or(draft.path());
        fs::create_dir_all(folder).map_err(Error::file(folder))?;
        fs::copy(&from, &to).map_err(Error::file(&from))?;
    }
    golden::copy(&folders.examples, draft.path())?;
    Index::of(manifest, version, draft.path())?.write(draft.path())?;
    draft.put_in_place()?;
    Ok(release)
}
