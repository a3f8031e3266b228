//! Schemas with a real structure: `tests/structures/<name>.schema.json` beside
//! `<name>.cases.json`, an array of `{"text": "…", "valid": …}`. Adding a case is adding a line.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use export_bundles_codegen::Formats;
use serde::Deserialize;
use serde_json::Value;

use crate::trial::{self, Case, Subject};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    text: String,
    valid: bool,
}

pub static SUBJECTS: LazyLock<Vec<Subject>> =
    LazyLock::new(|| schema_files().iter().map(|path| subject(path)).collect());

fn schema_files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/structures");
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let is_schema = |path: &PathBuf| path.to_string_lossy().ends_with(".schema.json");
    let mut files: Vec<PathBuf> = paths.filter(is_schema).collect();
    files.sort();
    files
}

fn subject(path: &Path) -> Subject {
    let file = path.file_name().unwrap().to_string_lossy();
    let stem = file.strip_suffix(".schema.json").unwrap();
    let name = format!("structure_{}", stem.replace('-', "_"));
    let text = fs::read_to_string(path).unwrap();
    let schema: Value = serde_json::from_str(&text).unwrap();
    let source = trial::generated(&name, &text, Formats::Assert)
        .unwrap_or_else(|refusals| std::panic::panic_any(format!("{stem}: {refusals}")));
    let cases = fs::read_to_string(path.with_file_name(format!("{stem}.cases.json"))).unwrap();
    let cases: Vec<Entry> = serde_json::from_str(&cases).unwrap();
    let cases = cases.into_iter().map(|case| Case {
        about: String::from("case"),
        text: case.text,
        valid: case.valid,
    });
    Subject {
        file: format!("{name}.schema.json"),
        source,
        cases: cases.collect(),
        oracle: trial::oracle(&schema, true),
        name,
    }
}

#[test]
fn a_structure_gives_the_verdict_beside_it() {
    let faults = trial::faults(&SUBJECTS);
    assert!(faults.is_empty(), "{} wrong verdicts:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn nothing_here_is_merely_checked() {
    for subject in SUBJECTS.iter() {
        assert!(!subject.source.contains("CheckedSchema"), "{}", subject.name);
    }
}

/// The verdicts written down are those of an independent validator.
#[test]
fn the_verdicts_are_right() {
    for subject in SUBJECTS.iter() {
        for case in &subject.cases {
            let valid = export_bundles_ijson::read(case.text.as_bytes())
                .is_ok_and(|value| subject.oracle.is_valid(&value));
            assert_eq!(valid, case.valid, "{}: {}", subject.name, case.text);
        }
    }
}
