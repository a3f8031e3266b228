//! What is to be added: files, and folders of them.

use std::fs;
use std::path::{Path, PathBuf};

use super::Failure;

/// What a file is called that holds documents; each may be compressed.
const DOCUMENTS: [&str; 3] = ["json", "ndjson", "jsonl"];
const COMPRESSED: [&str; 2] = ["gz", "zst"];

/// The files that are named, and in place of a folder those below it that hold documents, in the order of their names.
///
/// # Errors
///
/// Where a folder cannot be read, or holds nothing to add.
pub fn files(named: Vec<PathBuf>) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    for path in named {
        if !path.is_dir() {
            files.push(path);
            continue;
        }
        let mut found = Vec::new();
        below(&path, &mut found)?;
        if found.is_empty() {
            return Err(Failure::NothingToAdd(path.display().to_string()));
        }
        found.sort_unstable();
        files.append(&mut found);
    }
    Ok(files)
}

fn below(folder: &Path, found: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let failed = |cause| Failure::NoFolder { folder: folder.display().to_string(), cause };
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let path = entry.path();
        if entry.file_type().map_err(failed)?.is_dir() {
            below(&path, found)?;
        } else if holds_documents(&path) {
            found.push(path);
        }
    }
    Ok(())
}

fn holds_documents(path: &Path) -> bool {
    let extension = |path: &Path| path.extension().map(|it| it.to_string_lossy().to_lowercase());
    match extension(path) {
        Some(last) if COMPRESSED.contains(&&last[..]) => {
            let name = path.file_stem().map(Path::new).and_then(extension);
            name.is_some_and(|it| DOCUMENTS.contains(&&it[..]))
        }
        Some(last) => DOCUMENTS.contains(&&last[..]) && !is_receipt(path),
        None => false,
    }
}

/// The receipt of a document stands beside it, and is none.
fn is_receipt(path: &Path) -> bool {
    path.to_string_lossy().ends_with(".sigstore.json")
}
