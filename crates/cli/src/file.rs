//! Files that are read whole.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// A file could not be read.
#[derive(Debug, thiserror::Error)]
#[error("cannot read {}: {cause}", path.display())]
pub struct Unreadable {
    path: PathBuf,
    cause: io::Error,
}

/// The content of a file; `-` is standard input.
///
/// # Errors
///
/// Says which file could not be read, and why.
pub fn read(path: &Path) -> Result<Vec<u8>, Unreadable> {
    let content = if path == Path::new("-") {
        let mut content = Vec::new();
        io::stdin().lock().read_to_end(&mut content).map(|_| content)
    } else {
        std::fs::read(path)
    };
    content.map_err(|cause| Unreadable { path: path.to_owned(), cause })
}
