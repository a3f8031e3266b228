//! `compat`, `publish` and `release`, seen from outside: real processes and real files.

#![allow(clippy::unwrap_used, reason = "a test says by a panic that it failed")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};
use tempfile::TempDir;

const BINARY: &str = env!("CARGO_BIN_EXE_export-bundles");

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

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

#[test]
fn what_is_published_is_up_to_date() {
    let output = run(&root(), &["publish", "--check"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
}

#[test]
fn publish_fills_a_folder_once() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().to_str().unwrap();
    let check = ["publish", "--check", "--out", out];
    assert_eq!(run(&root(), &check).status.code(), Some(1), "nothing is there yet");
    assert!(text(&run(&root(), &check)).contains("publish"), "the command that repairs it");
    assert_eq!(run(&root(), &["publish", "--out", out]).status.code(), Some(0));
    assert_eq!(run(&root(), &check).status.code(), Some(0));
    assert!(folder.path().join("openapi.json").is_file());
    let empty = tempfile::tempdir().unwrap();
    assert_eq!(run(empty.path(), &["publish"]).status.code(), Some(2), "no schemas here");
}

#[test]
fn without_node_the_clients_are_refused_in_one_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new(BINARY);
    command.args(["publish", "--clients"]).current_dir(folder.path()).env("PATH", folder.path());
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    let sentence = "error: the client packages need Node.js 20 or newer, and `node` was not found";
    assert!(said.contains(sentence), "{said}");
    assert!(fs::read_dir(folder.path()).unwrap().next().is_none(), "nothing is left behind");
}

#[test]
fn the_working_tree_may_be_released() {
    let output = run(&root(), &["release", "--check"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    assert_eq!(run(&root(), &["release"]).status.code(), Some(2), "it is released already");
}
