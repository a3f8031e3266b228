//! Where things lie.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use exact_schema_manifest::Manifest;
use semver::Version;

use crate::error::Error;

/// The places that releases are made of.
#[derive(Clone, Debug)]
pub struct Folders {
    /// A folder for each release.
    pub released: PathBuf,
    /// The published schemas: `schemas/<version>` in the folder that `publish` writes.
    pub published: PathBuf,
    /// The examples, a folder for each type with a folder `valid`.
    pub examples: PathBuf,
    /// The change log.
    pub changelog: PathBuf,
}

impl Folders {
    /// The places below the folder `root`, which holds the `contract.toml` of the contract.
    #[must_use]
    pub fn of(root: &Path, manifest: &Manifest) -> Self {
        let schemas = root.join(&manifest.schemas);
        Self {
            released: schemas.with_file_name("released"),
            published: root.join("generated/schemas").join(manifest.version_folder()),
            examples: schemas.join("examples"),
            changelog: root.join(&manifest.changelog),
        }
    }

    /// The folder that `publish` writes.
    pub(crate) fn generated(&self) -> &Path {
        self.published.ancestors().nth(2).unwrap_or(&self.published)
    }

    /// Every release, the oldest first.
    pub(crate) fn releases(&self) -> Result<Vec<(Version, PathBuf)>, Error> {
        let mut releases = Vec::new();
        for path in entries(&self.released)? {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            // What a run left that was killed begins with a dot.
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
