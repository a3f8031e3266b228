//! Folders of schemas: references between files, pairing, removed and added types.

#![allow(clippy::expect_used, reason = "a test stops where it cannot go on")]

use std::path::{Path, PathBuf};

use exact_schema_compat::{Bump, Options, Report, TypeReport, compare_all, load};
use serde_json::json;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/folders").join(name)
}

fn report() -> Report {
    let [old, new] = ["old", "new"].map(|name| load(&folder(name)).expect("valid schemas"));
    compare_all(&old, &new, &Options::default())
}

fn type_report(name: &str) -> TypeReport {
    let report = report();
    report.types.into_iter().find(|report| report.name == name).expect("a report on the type")
}

#[test]
fn types_are_paired_by_id_then_by_name_and_sorted() {
    let names: Vec<String> = report().types.into_iter().map(|report| report.name).collect();
    let scalars = "common/scalars#/$defs/Slug";
    assert_eq!(names, [scalars, "extra", "gone", "note", "purchase"]);
}

#[test]
fn references_between_files_are_followed() {
    for name in ["purchase", "note"] {
        let report = serde_json::to_value(type_report(name)).expect("plain data");
        assert_eq!(report["backward"]["verdict"], "breaking", "{name}");
        assert_eq!(report["forward"]["verdict"], "compatible", "{name}");
    }
}

#[test]
fn a_removed_type_breaks_those_who_still_send_it() {
    let gone = type_report("gone");
    assert_eq!(gone.required_bump, Bump::Major);
    let report = serde_json::to_value(gone).expect("plain data");
    assert_eq!(report["backward"]["witness"], json!({"name": "example"}));
    assert_eq!(report["backward"]["changes"], json!([{"old": "", "new": null}]));
    assert_eq!(report["forward"]["verdict"], "compatible");
}

#[test]
fn an_added_type_asks_for_a_minor_bump() {
    assert_eq!(type_report("extra").required_bump, Bump::Minor);
}

#[test]
fn a_single_file_may_refer_to_its_neighbours() {
    let documents = load(&folder("old/note.schema.json")).expect("a valid schema");
    assert_eq!(documents.len(), 1);
    assert_eq!(documents[0].name(), "note");
}

#[test]
fn what_cannot_be_loaded_is_named() {
    let missing = folder("old/missing.json");
    let error = load(&missing).expect_err("no such file").to_string();
    assert!(error.starts_with(&format!("{}: cannot be read: ", missing.display())), "{error}");
}
