//! Schemas beside their documents: `<name>.schema.json` and `<name>.cases.json`, an array of
//! `{"text": "…", "valid": …}`. Adding a case is adding a line.
//!
//! Those in `tests/structures` have a real structure in every part, those in `tests/checked` are
//! run at run time, at least in part.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use exact_schema_codegen::{Options, Schemas, generate};
use exact_schema_schema::reference;
use heck::ToSnakeCase;
use jsonschema::Registry;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::same::Defaults;
use crate::subject::{Case, Oracle, Subject};
use crate::trial;
use exact_schema_testkit::random::{self, Dice};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    text: String,
    valid: bool,
}

/// How often each valid document is damaged.
const DAMAGES: u64 = 30;

pub static SUBJECTS: LazyLock<Vec<Subject>> = LazyLock::new(|| {
    let folders = ["structures", "checked"];
    folders
        .into_iter()
        .flat_map(|folder| schema_files(folder).into_iter().map(move |path| subject(folder, &path)))
        .collect()
});

fn schema_files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder);
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let is_schema = |path: &PathBuf| path.to_string_lossy().ends_with(".schema.json");
    let mut files: Vec<PathBuf> = paths.filter(is_schema).collect();
    files.sort();
    files
}

fn subject(folder: &str, path: &Path) -> Subject {
    let file = path.file_name().unwrap().to_string_lossy().into_owned();
    let stem = file.strip_suffix(".schema.json").unwrap();
    let options = Options::any_schema(&format!("schema-to-rust {file}"));
    let schemas = Schemas::read_file(path).unwrap();
    let source = generate(&schemas, std::slice::from_ref(&file), &options)
        .map_err(|refusals| format!("{stem}: {refusals}"))
        .unwrap();
    let mut cases = written(path).unwrap();
    let oracle = oracle(&schemas, &file);
    let damaged: Vec<Case> = cases.iter().flat_map(|case| damaged(case, &oracle)).collect();
    cases.extend(damaged);
    let name = format!("{folder}_{}", stem.to_snake_case());
    Subject {
        module: name.clone(),
        place: String::new(),
        name,
        source: source.into(),
        cases,
        oracle: Some(oracle),
        defaults: Arc::new(Defaults::of(schemas.documents().map(|(_, document)| document))),
        asserts_formats: true,
        file,
    }
}

/// The documents that are written down beside a schema, if there are some.
pub fn written(path: &Path) -> Option<Vec<Case>> {
    let file = path.file_name()?.to_string_lossy().into_owned();
    let stem = file.strip_suffix(".schema.json")?;
    let cases = fs::read_to_string(path.with_file_name(format!("{stem}.cases.json"))).ok()?;
    let cases: Vec<Entry> = serde_json::from_str(&cases).unwrap();
    let written = cases.into_iter().map(|case| Case {
        about: String::from("case"),
        text: case.text,
        valid: case.valid,
    });
    Some(written.collect())
}

/// A valid document, damaged in a few ways: most often no longer valid, but not always.
pub fn damaged(case: &Case, oracle: &Oracle) -> Vec<Case> {
    static JUNK: LazyLock<Vec<Value>> = LazyLock::new(|| random::first(50, &random::any_value()));
    if !case.valid {
        return Vec::new();
    }
    let document: Value = serde_json::from_str(&case.text).unwrap();
    let damaged = (1..=DAMAGES).map(|seed| {
        let document = random::damaged(&document, &JUNK, &mut Dice::new(seed));
        let valid = oracle.is_valid(&document);
        Case { about: String::from("damaged"), text: document.to_string(), valid }
    });
    damaged.collect()
}

/// The validator of one of several files, which know each other by name. To a validator a file with
/// an `$id` is called something else, so that it does without.
fn oracle(schemas: &Schemas, file: &str) -> Oracle {
    let documents = || schemas.documents();
    let ids: Vec<(String, &str)> = documents()
        .filter_map(|(name, document)| Some((document["$id"].as_str()?.to_owned(), name)))
        .collect();
    let registry = documents().fold(Registry::new(), |registry, (name, document)| {
        let mut text = document.to_string();
        for (id, name) in &ids {
            text = text.replace(&format!("\"$id\":\"{id}\""), "\"$comment\":\"\"");
            text = text.replace(&format!("\"{id}#"), &format!("\"{name}#"));
        }
        let document: Value = serde_json::from_str(&text).unwrap();
        registry.add(uri(name), document).unwrap()
    });
    let registry = registry.prepare().unwrap();
    jsonschema::options()
        .with_draft(jsonschema::Draft::Draft202012)
        .with_registry(&registry)
        .with_base_uri("test:///")
        .should_validate_formats(true)
        .build(&json!({ "$ref": uri(file) }))
        .unwrap()
        .into()
}

fn uri(file: &str) -> String {
    format!("test:///{}", reference::to(file, "").trim_end_matches('#'))
}

#[test]
fn the_verdicts_are_those_beside_the_schema() {
    trial::hold("structures", &SUBJECTS, include_str!("apart/structures.json"));
}

#[test]
fn what_has_a_structure_is_not_merely_checked() {
    for subject in SUBJECTS.iter() {
        let runs = |kind: &&str| subject.source.contains(*kind);
        let is_checked = ["checked_type!", "guarded_type!"].iter().any(runs);
        assert_eq!(is_checked, subject.name.starts_with("checked_"), "{}", subject.name);
    }
}

/// The verdicts written down are those of an independent validator.
#[test]
fn the_verdicts_are_right() {
    for subject in SUBJECTS.iter() {
        for case in &subject.cases {
            let valid = exact_schema_json::read(case.text.as_bytes())
                .is_ok_and(|value| subject.oracle.as_ref().unwrap().is_valid(&value));
            assert_eq!(valid, case.valid, "{}: {}", subject.name, case.text);
        }
    }
}
