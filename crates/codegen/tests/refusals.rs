//! What is refused, and in which words: `refusals/<name>.txt` is the exit status and the exact
//! standard error of `schema-to-rust --strict <name>.schema.json`. Adding a case is adding two files.
//!
//! `refusals/own` holds schemas that have a type checked at run time, and are refused where every
//! type must have a structure: there the text is what the library reports.

#![allow(clippy::unwrap_used)]

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use exact_schema_codegen::{Fallback, Numbers, Options, Schemas, generate};

/// The expectations in a folder, sorted.
fn expectations(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder);
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut texts: Vec<PathBuf> =
        paths.filter(|path| path.extension() == Some(OsStr::new("txt"))).collect();
    texts.sort();
    assert!(!texts.is_empty());
    texts
}

/// Compares what `report` says of each schema with the text beside it.
fn compare(folder: &str, report: impl Fn(&Path, &str) -> String) {
    let mut wrong = Vec::new();
    for path in expectations(folder) {
        let stem = path.file_stem().unwrap().to_string_lossy();
        let found = report(path.parent().unwrap(), &format!("{stem}.schema.json"));
        let expected = fs::read_to_string(&path).unwrap();
        if found != expected {
            wrong.push(format!("{stem}: expected\n{expected}\nfound\n{found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_program_says_what_is_wrong() {
    compare("refusals", |folder, file| {
        let program = env!("CARGO_BIN_EXE_schema-to-rust");
        let run =
            Command::new(program).arg("--strict").arg(file).current_dir(folder).output().unwrap();
        assert!(run.stdout.is_empty(), "{file} is generated");
        let status = run.status.code().unwrap();
        format!("exit {status}\n{}", String::from_utf8_lossy(&run.stderr))
    });
}

#[test]
fn without_a_fallback_every_shape_needs_a_structure() {
    compare("refusals/own", |folder, file| {
        let schemas = Schemas::read_file(&folder.join(file)).unwrap();
        let roots = [file.to_owned()];
        assert!(generate(&schemas, &roots, &Options::any_schema("a test")).is_ok(), "{file}");
        let own = Options {
            fallback: Fallback::Refuse,
            numbers: Numbers::Doubles,
            ..Options::any_schema("a test")
        };
        format!("{}\n", generate(&schemas, &roots, &own).unwrap_err())
    });
}
