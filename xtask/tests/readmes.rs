//! Whoever opens the folder of a package finds a page that says what it is.

#![allow(clippy::unwrap_used, reason = "a test says by a panic that it failed")]

use std::fs;
use std::path::{Path, PathBuf};

use xtask::workspace::Workspace;

/// What nobody here writes.
const FOREIGN: [&str; 4] = [".git", "node_modules", "target", "tests"];

#[test]
fn every_package_has_a_page() {
    let root = Workspace::read().unwrap().root;
    let mut found = Vec::new();
    collect(&root, &mut found);
    assert!(found.len() > 25, "{} packages", found.len());
    found.retain(|it| !it.join("README.md").is_file());
    assert!(found.is_empty(), "expected README.md beside Cargo.toml, found none in {found:?}");
}

/// The folders of packages, of this workspace and others.
fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    if folder.join("Cargo.toml").is_file() {
        found.push(folder.to_owned());
    }
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && !FOREIGN.iter().any(|name| path.ends_with(name)) {
            collect(&path, found);
        }
    }
}
