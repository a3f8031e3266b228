//! `compat`, seen from outside: real processes and real files.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says by a panic that it failed")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value, json};
use tempfile::TempDir;

const BINARY: &str = env!("CARGO_BIN_EXE_export-bundles");

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(BINARY).args(arguments).current_dir(folder).output().unwrap()
}

fn text(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// A folder with an old and a new schema.
fn pair(old: &Value, new: &Value) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, schema) in [("old", old), ("new", new)] {
        fs::write(folder.path().join(format!("{name}.schema.json")), schema.to_string()).unwrap();
    }
    folder
}

const PAIR: [&str; 2] = ["old.schema.json", "new.schema.json"];

#[test]
fn compat_says_what_breaks_and_shows_the_document() {
    let old = json!({ "type": "object", "properties": { "state": { "enum": ["open", "paid"] } } });
    let mut new = old.clone();
    new["properties"]["state"]["enum"] = json!(["open", "paid", "lost"]);
    let folder = pair(&old, &new);

    let output = run(folder.path(), &["compat", PAIR[0], PAIR[1]]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output).contains(r#"{"state":"lost"}"#), "{}", text(&output));

    let output = run(folder.path(), &["compat", "--mode", "backward", PAIR[0], PAIR[1]]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));

    let output = run(folder.path(), &["compat", "--format", "json", PAIR[0], PAIR[1]]);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["verdict"], "breaking");
    assert_eq!(report["required_bump"], "minor");
    assert_eq!(report["types"][0]["backward"]["verdict"], "compatible");
    assert_eq!(report["types"][0]["forward"]["witness"], json!({ "state": "lost" }));
    assert_eq!(report["types"][0]["forward"]["violations"][0]["pointer"], "/state");
    assert_eq!(text(&output).lines().count(), 1);
}

#[test]
fn compat_takes_format_as_asked() {
    let old = json!({ "type": "string" });
    let new = json!({ "type": "string", "format": "date" });
    let folder = pair(&old, &new);
    assert_eq!(run(folder.path(), &["compat", PAIR[0], PAIR[1]]).status.code(), Some(1));
    let annotating = ["compat", "--annotate-formats", PAIR[0], PAIR[1]];
    assert_eq!(run(folder.path(), &annotating).status.code(), Some(0));
}

#[test]
fn compat_tells_undetermined_and_unreadable_apart() {
    let old = json!({ "type": "string", "pattern": r"^(a+)\1$" });
    let new = json!({ "type": "string", "pattern": r"^(b+)c\1$" });
    let folder = pair(&old, &new);
    let status = run(folder.path(), &["compat", PAIR[0], PAIR[1]]).status.code();
    assert!(matches!(status, Some(1 | 3)), "never a proof: {status:?}");

    let output = run(folder.path(), &["compat", PAIR[0], "absent.json"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("absent.json"));
    fs::write(folder.path().join("broken.json"), "{").unwrap();
    assert_eq!(run(folder.path(), &["compat", PAIR[0], "broken.json"]).status.code(), Some(2));
    assert_eq!(run(folder.path(), &["compat", PAIR[0]]).status.code(), Some(2));
}

/// Which draft is meant decides what a schema says: nobody is left to guess it.
#[test]
fn compat_says_in_which_draft_it_reads_what_names_none() {
    let old = json!({ "dependencies": { "a": ["b"] } });
    let folder = pair(&old, &json!({ "$comment": "nothing depends on anything" }));
    let said = |more: &[&str]| {
        let output = run(folder.path(), &[&["compat", PAIR[0], PAIR[1]], more].concat());
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    let (code, note) = said(&[]);
    assert_eq!(code, Some(0), "{note}");
    let expected =
        "the old schema: old names no draft in `$schema`, and is read as one of draft 2020-12";
    assert!(note.contains(expected), "{note}");
    assert_eq!(said(&["--draft", "7"]), (Some(1), String::new()));
    assert_eq!(said(&["--draft", "3"]).0, Some(2));
}
