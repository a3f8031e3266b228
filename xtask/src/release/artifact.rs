//! Files that would be published.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::error::Error;

/// A file that would be published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Artifact {
    /// Its name.
    pub name: String,
    /// How large it is.
    pub bytes: u64,
    /// Its digest (SHA-256), in hexadecimal digits.
    pub digest: String,
}

impl Artifact {
    /// Copies the file `from` into the folder `out`, and tells what it is.
    pub(super) fn take(from: &Path, out: &Path) -> Result<Self, Error> {
        let content = fs::read(from).map_err(Error::file(from))?;
        let name = from.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let to = out.join(&name);
        if from != to {
            fs::write(&to, &content).map_err(Error::file(&to))?;
        }
        let digest = Sha256::digest(&content).iter().fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        });
        Ok(Self { name, bytes: content.len() as u64, digest })
    }
}

/// Writes the digests as `sha256sum --check` reads them.
pub(super) fn write_checksums<'a>(
    out: &Path,
    artifacts: impl Iterator<Item = &'a Artifact>,
) -> Result<(), Error> {
    let lines: String = artifacts.map(|it| format!("{}  {}\n", it.digest, it.name)).collect();
    let path = out.join("SHA256SUMS");
    fs::write(&path, lines).map_err(Error::file(&path))
}
