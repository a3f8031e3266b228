//! Pipes that close, folders that are read-only, and locales.

use std::io::{BufRead, BufReader, Read};
use std::process::Stdio;

use crate::process::{Folder, INVALID, VALID, run, run_with, validate_requests};

#[test]
fn a_pipe_that_closes_early_is_no_verdict() {
    let folder = Folder::new();
    let file = folder.file("a.ndjson", format!("{VALID}\n{INVALID}\n").repeat(50_000));
    for format in ["text", "json"] {
        let mut command = validate_requests();
        command.args(["--format", format]).arg(&file);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        assert!(line.ends_with('\n'));
        let mut complaints = String::new();
        child.stderr.take().unwrap().read_to_string(&mut complaints).unwrap();
        assert_eq!(complaints, "");
        assert_eq!(child.wait().unwrap().code(), Some(2), "nobody knows about the rest");
    }
}

#[test]
fn a_closed_pipe_ends_what_still_reads() {
    let folder = Folder::new();
    let file = folder.file("a.ndjson", format!("{INVALID}\n").repeat(2_000));
    let mut command = validate_requests();
    // Standard input stays open, and nobody waits for what may come.
    command.arg(&file).arg("-").stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let _stdin = child.stdin.take();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(2));
}

#[test]
fn a_reader_who_leaves_never_makes_the_last_document_valid() {
    let folder = Folder::new();
    let file =
        folder.file("a.ndjson", format!("{}{INVALID}\n", format!("{VALID}\n").repeat(50_000)));
    let mut command = validate_requests();
    let mut child =
        command.args(["--format", "json"]).arg(file).stdout(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    assert!(line.contains("\"valid\":true"), "{line}");
    assert_ne!(child.wait().unwrap().code(), Some(0));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    let folder = Folder::new();
    let file = folder.file("a.json", VALID);
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let ended = run(validate_requests().arg(file).stdout(full).stderr(Stdio::piped()));
    assert_eq!(ended.code, 2);
    assert_eq!(
        ended.stderr,
        "error: cannot write to standard output: No space left on device (os error 28)\n",
    );
}

#[cfg(unix)]
#[test]
fn nothing_is_written_to_the_folder() {
    use std::fs::{Permissions, set_permissions};
    use std::os::unix::fs::PermissionsExt;

    let folder = Folder::new();
    folder.file("a.ndjson", VALID);
    set_permissions(folder.path(), Permissions::from_mode(0o555)).unwrap();
    let mut command = validate_requests();
    let ended = run(command.current_dir(folder.path()).arg("a.ndjson"));
    assert_eq!((ended.code, ended.stderr.as_str()), (0, ""));
    let left = std::fs::read_dir(folder.path()).unwrap().count();
    set_permissions(folder.path(), Permissions::from_mode(0o755)).unwrap();
    assert_eq!(left, 1, "what was there before");
}

#[test]
fn the_locale_changes_nothing() {
    let document = "{\"incident_id\": \"\", \"größe\": 1}".as_bytes();
    let [c, utf_8] = ["C", "C.UTF-8"].map(|locale| {
        run_with(validate_requests().args(["--reveal", "-"]).env("LC_ALL", locale), document)
    });
    assert_eq!((c.code, c.stderr.as_str()), (1, ""));
    assert!(c.stdout.contains("größe"));
    assert_eq!(c.stdout, utf_8.stdout);
}
