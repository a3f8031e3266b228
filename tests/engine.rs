//! The engine knows no contract: nothing in it speaks of what this contract is about.

#![allow(clippy::unwrap_used, reason = "a test says by a panic that it failed")]

use std::fs;
use std::path::{Path, PathBuf};

/// The words of the contract, in lower case.
const WORDS: [&str; 4] = ["bundle", "evidence", "soc2", "debrief"];

/// What other people call their packages, and esbuild and TypeScript their options.
const NAMES_OF_OTHERS: [&str; 4] =
    ["@sigstore/bundle", "proofbundle", "bundle: true", "\"moduleResolution\": \"Bundler\""];

/// What is built on the contract.
const PRODUCT: [&str; 9] =
    ["archive", "attest", "cli", "document", "evidence", "exports", "report", "store", "typeset"];

/// What nobody here writes.
const FOREIGN: [&str; 3] = ["node_modules", "target", "package-lock.json"];

#[test]
fn nothing_in_the_engine_speaks_of_the_contract() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("crates");
    let mut files = Vec::new();
    for entry in fs::read_dir(&crates).unwrap() {
        let path = entry.unwrap().path();
        if !PRODUCT.iter().any(|name| path.ends_with(name)) {
            collect(&path, &mut files);
        }
    }
    assert!(files.len() > 300, "{} files", files.len());
    let mut found = Vec::new();
    for file in files {
        let name = file.strip_prefix(&crates).unwrap().display().to_string();
        let text = String::from_utf8_lossy(&fs::read(&file).unwrap()).into_owned();
        let spoken = speaks(&name).then(|| name.clone());
        found.extend(spoken);
        let lines = text.lines().enumerate().filter(|(_, line)| speaks(line));
        found.extend(lines.map(|(index, line)| format!("{name}:{}: {}", index + 1, line.trim())));
    }
    assert!(found.is_empty(), "{} places:\n{}", found.len(), found.join("\n"));
}

fn speaks(line: &str) -> bool {
    let line = NAMES_OF_OTHERS.iter().fold(line.to_owned(), |line, own| line.replace(own, ""));
    let line = line.to_lowercase();
    WORDS.iter().any(|word| line.contains(word))
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) {
    if FOREIGN.iter().any(|name| path.ends_with(name)) {
        return;
    }
    if !path.is_dir() {
        return files.push(path.to_owned());
    }
    for entry in fs::read_dir(path).unwrap() {
        collect(&entry.unwrap().path(), files);
    }
}
