//! Making a release.

use std::fs;
use std::path::PathBuf;

use semver::Version;

use crate::error::Error;
use crate::folder::{self, Folders};
use crate::golden;
use crate::index::Index;

/// Freezes what is published under a version: the schemas, and the valid examples as golden
/// documents. Gives the folder that it made.
///
/// # Errors
///
/// That the version is none, or is released already, or that a file cannot be read or written.
pub fn cut(folders: &Folders, version: &str) -> Result<PathBuf, Error> {
    let parsed = Version::parse(version).map_err(|_| Error::Version(version.to_owned()))?;
    let release = folders.released.join(version);
    if release.exists() {
        return Err(Error::Released(parsed));
    }
    // An interrupted run leaves a folder that no release is called.
    let draft = folders.released.join(format!(".{version}.draft"));
    if draft.exists() {
        fs::remove_dir_all(&draft).map_err(Error::file(&draft))?;
    }
    fs::create_dir_all(&draft).map_err(Error::file(&draft))?;
    for schema in folder::files(&folders.published)? {
        let (from, to) = (folders.published.join(&schema), draft.join(&schema));
        let folder = to.parent().unwrap_or(&draft);
        fs::create_dir_all(folder).map_err(Error::file(folder))?;
        fs::copy(&from, &to).map_err(Error::file(&from))?;
    }
    golden::copy(&folders.examples, &draft)?;
    Index::of(version, &draft)?.write(&draft)?;
    fs::rename(&draft, &release).map_err(Error::file(&release))?;
    Ok(release)
}
