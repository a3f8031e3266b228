//! `publish` and `release`, seen from outside: real processes and real files.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says by a panic that it failed")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const BINARY: &str = env!("CARGO_BIN_EXE_xtask");

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(BINARY).args(arguments).current_dir(folder).output().unwrap()
}

fn text(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn what_is_published_is_up_to_date() {
    let output = run(&root(), &["publish", "--check"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
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
}
