//! `publish` and `release`, seen from outside: real processes and real files.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says by a panic that it failed")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The folder of the contract.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/second-contract")
}

/// The example, which `cargo test` builds beside the tests; a run of this test alone does not.
fn program() -> PathBuf {
    let deps = std::env::current_exe().unwrap();
    let program = deps.parent().unwrap().with_file_name("examples").join("author");
    if !program.exists() {
        let build =
            ["build", "--quiet", "--package", "exact-schema-authoring", "--example", "author"];
        assert!(Command::new(env!("CARGO")).args(build).status().unwrap().success());
    }
    program
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(program()).args(arguments).current_dir(folder).output().unwrap()
}

fn text(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// What is at a place, at another one.
fn copy(from: &Path, to: &Path) {
    if from.is_dir() {
        fs::create_dir_all(to).unwrap();
        for entry in fs::read_dir(from).unwrap() {
            let entry = entry.unwrap();
            copy(&entry.path(), &to.join(entry.file_name()));
        }
    } else {
        fs::copy(from, to).unwrap();
    }
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
    assert!(folder.path().join("schemas/v1/delivered.schema.json").is_file());
    let empty = tempfile::tempdir().unwrap();
    assert_eq!(run(empty.path(), &["publish"]).status.code(), Some(2), "no schemas here");
}

#[test]
fn a_version_is_released_once() {
    let home = tempfile::tempdir().unwrap();
    for name in ["CHANGELOG.md", "contract.toml", "generated", "schemas"] {
        copy(&root().join(name), &home.path().join(name));
    }
    let released = home.path().join("schemas/released").join(parcel_events::CONTRACT.version());
    if released.exists() {
        fs::remove_dir_all(&released).unwrap();
    }
    let first = run(home.path(), &["release"]);
    assert_eq!(first.status.code(), Some(0), "{}", text(&first));
    assert!(released.is_dir());
    assert_eq!(run(home.path(), &["release"]).status.code(), Some(2), "it is released already");
}

/// The second is told who the first is; nobody leaves a mixture.
#[test]
fn several_runs_of_publish_at_once_leave_the_files_of_one() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().to_str().unwrap();
    let spawn = || {
        let mut command = Command::new(program());
        command.args(["publish", "--out", out]).current_dir(root());
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    };
    let runs: Vec<_> = (0..4).map(|_| spawn()).collect();
    let mut written = 0;
    for run in runs {
        let ended = run.wait_with_output().unwrap();
        match ended.status.code() {
            Some(0) => written += 1,
            Some(2) => {
                let said = String::from_utf8(ended.stderr).unwrap();
                assert!(said.contains("is being written by process"), "{said}");
            }
            other => panic!("{other:?}: {}", String::from_utf8_lossy(&ended.stderr)),
        }
    }
    assert!(written > 0);
    assert_eq!(run(&root(), &["publish", "--check", "--out", out]).status.code(), Some(0));
}

#[test]
fn what_a_killed_run_left_is_seen_by_a_check_and_removed_by_the_next_run() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().to_str().unwrap();
    assert_eq!(run(&root(), &["publish", "--out", out]).status.code(), Some(0));
    let leftover = folder.path().join("schemas/v1/.delivered.schema.json.x7.unfinished");
    fs::write(&leftover, "{").unwrap();
    let check = run(&root(), &["publish", "--check", "--out", out]);
    assert_eq!(check.status.code(), Some(1));
    assert!(text(&check).contains("leftover"), "{}", text(&check));
    assert_eq!(run(&root(), &["publish", "--out", out]).status.code(), Some(0));
    assert!(!leftover.exists());
}

#[test]
fn examples_that_are_not_there_make_no_smaller_corpus() {
    let folder = tempfile::tempdir().unwrap();
    let schemas = folder.path().join("schemas");
    copy(&root().join("schemas/v1"), &schemas.join("v1"));
    let out = folder.path().join("generated");
    let arguments =
        ["publish", "--schemas", schemas.to_str().unwrap(), "--out", out.to_str().unwrap()];
    assert_eq!(run(&root(), &arguments).status.code(), Some(0));
    fs::remove_dir_all(schemas.join("v1/examples")).unwrap();
    let refused = run(&root(), &arguments);
    assert_eq!(refused.status.code(), Some(2));
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(said.contains("expected the folder of examples"), "{said}");
}

#[cfg(unix)]
#[test]
fn a_pipe_among_the_examples_is_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let schemas = folder.path().join("schemas");
    copy(&root().join("schemas/v1"), &schemas.join("v1"));
    let pipe = schemas.join("v1/examples/delivered/valid/pipe.json");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let out = folder.path().join("generated");
    let arguments =
        ["publish", "--schemas", schemas.to_str().unwrap(), "--out", out.to_str().unwrap()];
    let refused = run(&root(), &arguments);
    assert_eq!(refused.status.code(), Some(2));
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(said.contains("pipe.json: expected a file"), "{said}");
}
