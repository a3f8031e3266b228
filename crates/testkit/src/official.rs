//! The official JSON-Schema-Test-Suite: the required part for 2020-12, which lies beside the repository and is no part of
//! it, and all of it, which comes with the sources of PyPI `jsonschema`.

use std::env;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use heck::ToSnakeCase;
use serde_json::Value;

use crate::tools;

/// One schema of the suite, with the documents it is tried on.
#[derive(Debug)]
pub struct Group {
    /// The file's name and the group's place in it, as a Rust name: `suite_all_of_3`.
    pub name: String,
    /// The schema.
    pub schema: Value,
    /// The documents that it is tried on.
    pub tests: Vec<Test>,
}

/// A document, and whether the schema accepts it.
#[derive(Debug)]
pub struct Test {
    /// The descriptions of the group and of the test.
    pub about: String,
    /// The document.
    pub data: Value,
    /// Whether the schema accepts it.
    pub valid: bool,
}

/// The groups in scope, sorted by file; or nothing, aloud, where there is no suite.
///
/// # Panics
///
/// If a file of the suite is not one; and where there is no suite, but `CI` is set: then it is to be
/// there.
pub fn groups() -> Option<Vec<Group>> {
    let folder = folder().join("tests/draft2020-12");
    let Ok(entries) = fs::read_dir(&folder) else {
        tools::go_without(&format!(
            "the official JSON-Schema-Test-Suite at {}, or where JSON_SCHEMA_TEST_SUITE says",
            folder.display()
        ));
        return None;
    };
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    files.sort();
    Some(files.iter().flat_map(|file| read(file)).filter(|group| in_scope(&group.schema)).collect())
}

/// A package of PyPI, the sources of which hold the suites of every draft.
pub const SOURCES: &str = "jsonschema==4.25.0";

/// The folder of the suites of every draft, within the sources that [`SOURCES`] names: `tests` holds a folder for each
/// draft, `remotes` what their schemas refer to.
#[must_use]
pub fn every_draft(sources: &Path) -> PathBuf {
    sources.join(SOURCES.replace("==", "-")).join("json")
}

/// The groups of a file of the suite.
///
/// # Panics
///
/// If the file is not one of the suite.
#[must_use]
pub fn read(file: &Path) -> Vec<Group> {
    let stem = file.file_stem().unwrap().to_string_lossy().to_snake_case();
    let groups: Vec<Value> = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
    let named = |(index, group): (usize, &Value)| {
        let about = group["description"].as_str().unwrap();
        let tests = group["tests"].as_array().unwrap().iter().map(|test| Test {
            about: format!("{about}: {}", test["description"].as_str().unwrap()),
            data: test["data"].clone(),
            valid: test["valid"].as_bool().unwrap(),
        });
        Group {
            name: format!("suite_{stem}_{index}"),
            schema: group["schema"].clone(),
            tests: tests.collect(),
        }
    };
    groups.iter().enumerate().map(named).collect()
}

/// The files of a folder and of the folders in it, sorted.
///
/// # Panics
///
/// If the folder cannot be read.
#[must_use]
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

/// Writes a line that is seen also where the test passes.
pub fn say(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

fn folder() -> PathBuf {
    let beside = || {
        let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        workspace.join("../shared/json-schema-test-suite")
    };
    env::var_os("JSON_SCHEMA_TEST_SUITE").map_or_else(beside, PathBuf::from)
}

/// Whether a schema does without what the suite's note on scope leaves out: dynamic references,
/// anchors, vocabularies, schemas with an identity of their own, other documents.
fn in_scope(schema: &Value) -> bool {
    is_plain(schema, true)
}

fn is_plain(value: &Value, root: bool) -> bool {
    const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";
    match value {
        Value::Object(members) => members.iter().all(|(name, value)| {
            let itself = match (name.as_str(), value) {
                ("$dynamicRef" | "$dynamicAnchor" | "$anchor" | "$vocabulary", _) => false,
                ("$id", Value::String(_)) => root,
                ("$ref", Value::String(reference)) => reference.starts_with('#'),
                ("$schema", dialect) => dialect == DIALECT,
                _ => true,
            };
            itself && is_plain(value, false)
        }),
        Value::Array(items) => items.iter().all(|item| is_plain(item, false)),
        _ => true,
    }
}
