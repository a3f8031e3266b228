//! What generated code looks like: for each `tests/goldens/*.schema.json` the Rust beside it.
//!
//! `GOLDENS=write cargo test -p exact-schema-codegen --test goldens` writes them anew; a review then shows
//! what a change of the generator does to every shape.

#![allow(clippy::unwrap_used, reason = "a test says by a panic that it failed")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn schemas() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/goldens");
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut schemas: Vec<PathBuf> =
        paths.filter(|path| path.to_string_lossy().ends_with(".schema.json")).collect();
    schemas.sort();
    schemas
}

#[test]
fn every_shape_reads_as_it_did() {
    let schemas = schemas();
    assert!(schemas.len() >= 10);
    let mut stale = Vec::new();
    for schema in schemas {
        let run = Command::new(env!("CARGO_BIN_EXE_schema-to-rust")).arg(&schema).output().unwrap();
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        let made = String::from_utf8(run.stdout).unwrap();
        let name = schema.file_name().unwrap().to_string_lossy();
        let golden = schema.with_file_name(name.replace(".schema.json", ".rs"));
        if std::env::var("GOLDENS").is_ok_and(|it| it == "write") {
            fs::write(&golden, &made).unwrap();
        }
        // A checkout may have changed the ends of lines.
        let expected = fs::read_to_string(&golden).unwrap_or_default().replace("\r\n", "\n");
        if made != expected {
            stale.push(format!("{}:\n{made}", golden.display()));
        }
    }
    assert!(stale.is_empty(), "GOLDENS=write writes them anew:\n{}", stale.join("\n"));
}
