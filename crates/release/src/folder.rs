//! Where things lie.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use semver::Version;

use crate::error::Error;

/// The places that releases are made of.
#[derive(Clone, Debug)]
pub struct Folders {
    /// A folder for each release.
    pub released: PathBuf,
    /// The published schemas.
    pub published: PathBuf,
    /// The examples, a folder for each type with a folder `valid`.
    pub examples: PathBuf,
    /// The change log.
    pub changelog: PathBuf,
}

impl Folders {
    /// The usual places below the root of the repository.
    #[must_use]
    pub fn in_repository(root: &Path) -> Self {
        Self {
            released: root.join("schemas/released"),
            published: root.join("generated/schemas/v1"),
            examples: root.join("schemas/v1/examples"),
            changelog: root.join("CHANGELOG.md"),
        }
    }

    /// Every release, the oldest first.
    pub(crate) fn releases(&self) -> Result<Vec<(Version, PathBuf)>, Error> {
        let mut releases = Vec::new();
        for path in entries(&self.released)? {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            // A draft of an interrupted run begins with a dot.
            if path.is_dir() && !name.starts_with('.') {
                let version =
                    Version::parse(&name).map_err(|_| Error::Version(name.into_owned()))?;
                releases.push((version, path));
            }
        }
        releases.sort();
        Ok(releases)
    }
}

/// What a folder holds, sorted; nothing where it does not exist.
pub(crate) fn entries(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let listing = match fs::read_dir(folder) {
        Ok(listing) => listing,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(Error::file(folder)(error)),
    };
    let mut paths = Vec::new();
    for entry in listing {
        paths.push(entry.map_err(Error::file(folder))?.path());
    }
    paths.sort();
    Ok(paths)
}

/// Every file below a folder, sorted, by its path from there with `/` between the parts.
pub(crate) fn files(folder: &Path) -> Result<Vec<String>, Error> {
    let mut found = Vec::new();
    let mut pending = vec![(folder.to_owned(), String::new())];
    while let Some((folder, prefix)) = pending.pop() {
        for path in entries(&folder)? {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if path.is_dir() {
                pending.push((path.clone(), format!("{prefix}{name}/")));
            } else {
                found.push(format!("{prefix}{name}"));
            }
        }
    }
    found.sort();
    Ok(found)
}
