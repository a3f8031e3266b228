//! Writers that are real processes: several at once, killed ones, and links in their way.

#![allow(clippy::unwrap_used, reason = "a test says by a panic that it failed")]

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use exact_schema_files::{FolderLock, NewFolder, Prepared, leftovers, remove_leftovers};
use tempfile::TempDir;

const FILES: usize = 40;

/// What a child of these tests does, and where; a test of its own where it is not set.
const TASK: &str = "WRITER_TASK";

fn spawn(task: &str, folder: &Path) -> Child {
    let mut child = Command::new(std::env::current_exe().unwrap());
    child.args(["--exact", "child", "--nocapture", "--test-threads=1"]);
    child.env(TASK, format!("{task} {}", folder.display()));
    child.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

/// The process of [`spawn`].
#[test]
fn child() {
    let Ok(task) = std::env::var(TASK) else { return };
    let (task, folder) = task.split_once(' ').unwrap();
    let folder = PathBuf::from(folder);
    match task {
        "write" => write_all(&folder),
        "release" => release(&folder),
        _ => hang(&folder),
    }
}

/// Writes files that all say who wrote them. Gives way to another writer.
fn write_all(folder: &Path) {
    let lock = match FolderLock::take(folder) {
        Ok(lock) => lock,
        Err(error) => {
            assert!(error.is_held(), "{error}");
            println!("\nheld: {error}");
            return;
        }
    };
    remove_leftovers(folder).unwrap();
    let mut prepared = Prepared::default();
    let content = format!("{}\n", std::process::id()).repeat(2_000);
    for index in 0..FILES {
        prepared.write(&folder.join(format!("{index}.txt")), content.as_bytes()).unwrap();
    }
    prepared.put_in_place().unwrap();
    drop(lock);
}

fn release(home: &Path) {
    let Ok(_lock) = FolderLock::take(home) else { return };
    let place = home.join("1.0.0");
    if place.exists() {
        return;
    }
    let new = NewFolder::beside(&place).unwrap();
    for index in 0..FILES {
        fs::write(new.path().join(index.to_string()), "whole").unwrap();
    }
    new.put_in_place().unwrap();
}

/// Prepares everything, says so, and waits to be killed.
fn hang(folder: &Path) {
    let _lock = FolderLock::take(folder).unwrap();
    let mut prepared = Prepared::default();
    prepared.write(&folder.join("a.txt"), b"new").unwrap();
    let _new = NewFolder::beside(&folder.join("1.0.0")).unwrap();
    println!("\nready");
    std::thread::sleep(std::time::Duration::from_secs(600));
}

/// A child that has prepared its files, and holds the lock.
fn hanging(folder: &Path) -> Child {
    let mut child = spawn("hang", folder);
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(lines.map_while(Result::ok).any(|line| line == "ready"));
    child
}

#[test]
fn several_writers_at_once_leave_the_files_of_one() {
    let home = TempDir::new().unwrap();
    for _ in 0..5 {
        let writers: Vec<Child> = (0..5).map(|_| spawn("write", home.path())).collect();
        for writer in writers {
            let ended = writer.wait_with_output().unwrap();
            assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
        }
        let texts: BTreeSet<String> = (0..FILES)
            .map(|index| fs::read_to_string(home.path().join(format!("{index}.txt"))).unwrap())
            .collect();
        assert_eq!(texts.len(), 1, "files of several writers");
        assert_eq!(texts.first().unwrap().lines().count(), 2_000);
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), FILES, "something is left over");
    }
}

#[test]
fn several_releases_at_once_make_one_that_is_whole() {
    for _ in 0..5 {
        let home = TempDir::new().unwrap();
        let writers: Vec<Child> = (0..4).map(|_| spawn("release", home.path())).collect();
        for writer in writers {
            assert!(writer.wait_with_output().unwrap().status.success());
        }
        assert_eq!(fs::read_dir(home.path().join("1.0.0")).unwrap().count(), FILES);
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1, "something is left over");
    }
}

#[test]
fn the_second_writer_is_told_who_the_first_is() {
    let home = TempDir::new().unwrap();
    let mut first = hanging(home.path());
    let error = FolderLock::take(home.path()).unwrap_err();
    first.kill().unwrap();
    first.wait().unwrap();
    assert!(error.is_held());
    if cfg!(unix) {
        assert!(error.to_string().contains(&format!("process {}", first.id())), "{error}");
    }
}

#[test]
fn what_a_killed_writer_left_is_seen_and_goes() {
    let home = TempDir::new().unwrap();
    fs::write(home.path().join("a.txt"), "old").unwrap();
    let mut killed = hanging(home.path());
    killed.kill().unwrap();
    killed.wait().unwrap();
    assert_eq!(leftovers(home.path()).unwrap().len(), 2, "a file and a folder");
    assert_eq!(fs::read_to_string(home.path().join("a.txt")).unwrap(), "old");
    let _lock = FolderLock::take(home.path()).unwrap();
    remove_leftovers(home.path()).unwrap();
    assert_eq!(leftovers(home.path()).unwrap(), [""; 0].map(PathBuf::from));
}

#[test]
fn a_place_that_is_taken_is_left_alone() {
    let home = TempDir::new().unwrap();
    let place = home.path().join("1.0.0");
    fs::create_dir(&place).unwrap();
    fs::write(place.join("here"), "first").unwrap();
    let new = NewFolder::beside(&place).unwrap();
    fs::write(new.path().join("here"), "second").unwrap();
    assert!(new.put_in_place().unwrap_err().to_string().contains("1.0.0"));
    assert_eq!(fs::read_to_string(place.join("here")).unwrap(), "first");
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1, "the draft is gone");
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link() {
    use std::os::unix::fs::symlink;
    let home = TempDir::new().unwrap();
    let outside = TempDir::new().unwrap();
    let victim = outside.path().join("victim");
    fs::write(&victim, "precious").unwrap();

    symlink(&victim, home.path().join("a.txt")).unwrap();
    let mut prepared = Prepared::default();
    prepared.write(&home.path().join("a.txt"), b"new").unwrap();
    prepared.put_in_place().unwrap();
    assert_eq!(fs::read_to_string(home.path().join("a.txt")).unwrap(), "new");
    assert!(!fs::symlink_metadata(home.path().join("a.txt")).unwrap().is_symlink());

    symlink(&victim, home.path().join(".lock")).unwrap();
    let error = FolderLock::take(home.path()).unwrap_err();
    assert!(error.to_string().contains("remove it"), "{error}");
    assert_eq!(fs::read_to_string(&victim).unwrap(), "precious");
}

#[cfg(unix)]
#[test]
fn others_may_read_what_is_written() {
    use std::os::unix::fs::PermissionsExt;
    let home = TempDir::new().unwrap();
    let (plain, place) = (home.path().join("plain"), home.path().join("placed"));
    fs::write(&plain, "").unwrap();
    let mut prepared = Prepared::default();
    prepared.write(&place, b"").unwrap();
    prepared.put_in_place().unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
    assert_eq!(mode(&place), mode(&plain));
}
