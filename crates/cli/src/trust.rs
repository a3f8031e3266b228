//! The file that says whom to trust.

use std::path::{Path, PathBuf};

use export_bundles_attest::{Trust, TrustError};

use crate::file::{self, Unreadable};

/// Why nobody says whom to trust.
#[derive(Debug, thiserror::Error)]
pub enum NoTrust {
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    #[error("{} does not say whom to trust: {cause}", path.display())]
    Malformed { path: PathBuf, cause: TrustError },
}

/// Whom a file says to trust.
pub fn read(path: &Path) -> Result<Trust, NoTrust> {
    let text = file::read(path)?;
    Trust::parse(&text).map_err(|cause| NoTrust::Malformed { path: path.to_owned(), cause })
}
