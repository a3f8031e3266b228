//! Schemas of any origin, held against a validator that reads the original in its own draft: those in `tests/foreign` with
//! documents beside them, and the real ones of a folder that `REAL_SCHEMAS` names, which has `schemas/<name>.json` and
//! documents in `valid/<name>` and `invalid/<name>`. Every document is damaged in a few ways, too.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use exact_schema_codegen::{Options, Reading, Schemas, generate_noting};
use exact_schema_testkit::official;
use heck::ToSnakeCase;
use jsonschema::Validator;
use serde_json::Value;

use crate::structures::{damaged, written};
use crate::trial::{self, Case, Subject};

pub static SUBJECTS: LazyLock<Vec<Subject>> = LazyLock::new(|| {
    let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/foreign");
    let own = files(&home).into_iter().filter_map(|path| {
        let cases = written(&path)?;
        Some(subject("foreign", &path, cases).unwrap())
    });
    let real = env::var_os("REAL_SCHEMAS").map(PathBuf::from).into_iter().flat_map(|home| {
        let schemas = files(&home.join("schemas"));
        schemas.into_iter().filter_map(move |path| {
            let cases = documents(&home, path.file_stem()?);
            subject("real", &path, cases)
        })
    });
    own.chain(real).collect()
});

/// The documents beside a real schema; the validator says which of them are valid.
fn documents(home: &Path, name: &std::ffi::OsStr) -> Vec<Case> {
    let folders = ["valid", "invalid"].map(|it| home.join(it).join(name));
    let paths = folders.iter().flat_map(|it| files(it));
    let texts = paths.filter_map(|path| fs::read_to_string(path).ok());
    let is_json = |text: &String| exact_schema_json::read(text.as_bytes()).is_ok();
    let case = |text| Case { about: "document".to_owned(), text, valid: true };
    texts.filter(is_json).map(case).collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut files: Vec<PathBuf> = entries.filter_map(|it| Some(it.ok()?.path())).collect();
    files.retain(|it| it.extension().is_some_and(|it| it == "json"));
    files.retain(|it| !it.to_string_lossy().ends_with(".cases.json"));
    files.sort();
    files
}

/// What is generated of a schema, if it is, and if the validator takes it.
fn subject(folder: &str, path: &Path, cases: Vec<Case>) -> Option<Subject> {
    let file = path.file_name()?.to_string_lossy().into_owned();
    let options = Options::any_schema(&format!("schema-to-rust {file}"));
    let schemas = Schemas::read_any(path, &Reading::default()).ok()?;
    let source = generate_noting(schemas, &file, &[], &options).ok()?.source;
    // A file of nothing but definitions has no root to hold documents against.
    if !source.contains(&format!("Schema: `{file}#`.")) {
        return None;
    }
    let schema = exact_schema_json::read(&fs::read(path).ok()?).ok()?;
    let oracle = oracle(&schema)?;
    let judged = |case: Case| {
        let value = exact_schema_json::read(case.text.as_bytes());
        Case { valid: value.is_ok_and(|it| oracle.is_valid(&it)), ..case }
    };
    let mut cases: Vec<Case> = cases.into_iter().map(judged).collect();
    let more: Vec<Case> = cases.iter().flat_map(|case| damaged(case, &oracle)).collect();
    cases.extend(more);
    let name = format!("{folder}_{}", word(file.split('.').next()?, &file));
    Some(Subject { name, source, cases, oracle, asserts_formats: true, file })
}

/// A Rust name, which no other file has.
fn word(stem: &str, file: &str) -> String {
    let spaced: String =
        stem.chars().map(|it| if it.is_ascii_alphanumeric() { it } else { ' ' }).collect();
    let told: u32 = file.bytes().fold(7, |hash, byte| hash.wrapping_mul(31) ^ u32::from(byte));
    format!("{}_{told:08x}", spaced.to_snake_case())
}

/// A validator that reads the schema in its own draft.
fn oracle(schema: &Value) -> Option<Validator> {
    jsonschema::options().should_validate_formats(true).offline().build(schema).ok()
}

#[test]
fn a_schema_of_any_origin_means_what_it_means_in_its_own_draft() {
    let faults = trial::faults(&SUBJECTS);
    let cases: usize = SUBJECTS.iter().map(|it| it.cases.len()).sum();
    official::say(&format!("{} schemas of any origin, {cases} documents", SUBJECTS.len()));
    assert!(faults.is_empty(), "{} wrong verdicts:\n{}", faults.len(), faults.join("\n"));
}
