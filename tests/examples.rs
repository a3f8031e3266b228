//! Every example under `schemas/v1/examples` gets the verdict, the keywords and the pointers that
//! stand beside it.

#![allow(clippy::unwrap_used, reason = "a test says by a panic that it failed")]

use std::fs;
use std::path::{Path, PathBuf};

use export_bundles::{CONTRACT, DocumentType};

/// The examples of one kind (`valid` or `invalid`), each with its type.
fn examples(kind: &str) -> Vec<(DocumentType, PathBuf)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas/v1/examples");
    let mut found = Vec::new();
    for document_type in CONTRACT.types() {
        let name = document_type.name();
        for entry in fs::read_dir(root.join(name).join(kind)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "json") {
                found.push((*document_type, path));
            }
        }
    }
    found.sort_by(|left, right| left.1.cmp(&right.1));
    assert!(found.len() >= CONTRACT.types().len(), "there are examples");
    found
}

#[test]
fn every_valid_example_is_accepted() {
    for (document_type, path) in examples("valid") {
        let verdict = document_type.check(&fs::read(&path).unwrap());
        assert!(verdict.is_ok(), "{}: {}", path.display(), verdict.unwrap_err());
    }
}

#[test]
fn every_invalid_example_has_the_violations_beside_it() {
    let mut wrong = Vec::new();
    for (document_type, path) in examples("invalid") {
        let expected = fs::read_to_string(path.with_extension("violations")).unwrap();
        let expected: Vec<&str> = expected.lines().collect();
        let rejection = document_type.check(&fs::read(&path).unwrap()).unwrap_err();
        assert!(!rejection.is_defect(), "{}: {rejection}", path.display());
        let mut found: Vec<String> = rejection
            .violations()
            .iter()
            .map(|violation| format!("{} {}", violation.keyword(), violation.pointer()))
            .collect();
        found.sort();
        if found != expected {
            wrong.push(format!("{}: expected {expected:?}, found {found:?}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
