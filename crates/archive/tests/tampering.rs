//! Whoever tampers with an archive is found, and what they did is named. The ways are files in `tests/tampering`.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says by a panic that it failed")]

mod fixture;

use std::fs;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use export_bundles::utc_now;
use export_bundles_archive::{FaultKind, Folder, Verification, Verified, verify};
use export_bundles_attest::{Algorithm, SigningKey, Trust};
use export_bundles_evidence::RuleSet;
use fixture::{ORIGIN, add, bundle};
use serde::Deserialize;

/// A way to tamper with an archive.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    what: String,
    steps: Vec<Step>,
    /// What has to be found, and where; other things may be found, too.
    found: Vec<(String, String)>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
enum Step {
    /// Removes a file or a folder.
    Remove(String),
    /// Turns a bit in the middle of a file.
    Flip(String),
    /// Cuts a file in its middle.
    Truncate(String),
    /// Copies one file to another place.
    Copy(String, String),
    /// Exchanges two files.
    Swap(String, String),
    /// Replaces a text in a file by another one.
    Replace(String, String, String),
    /// Takes files of an archive that somebody made of other bundles, without the key: its name, and the files.
    Take(String, Vec<String>),
}

/// The bundles of the archive: two tenants, two months; one document is no bundle.
fn documents() -> Vec<String> {
    let mut documents = Vec::new();
    for number in 0..12 {
        let tenant = if number % 2 == 0 { "tenant-a" } else { "tenant-b" };
        let day = if number % 3 == 0 { "2026-08-02" } else { "2026-07-01" };
        documents.push(bundle(number, tenant, day, 2 + u64::from(number % 3)));
    }
    documents.push("{}".to_owned());
    documents
}

/// What comes later.
fn later() -> Vec<String> {
    vec![bundle(20, "tenant-a", "2026-08-03", 2), bundle(21, "tenant-b", "2026-08-03", 3)]
}

/// What others make of the bundles, who have no key.
fn forgeries() -> Vec<(&'static str, Vec<String>)> {
    let all: Vec<String> = documents().into_iter().chain(later()).collect();
    let mut changed = all.clone();
    changed[1] = bundle(1, "tenant-b", "2026-07-01", 4);
    let mut dropped = all.clone();
    dropped.remove(1);
    let mut more = all.clone();
    more.insert(1, bundle(30, "tenant-b", "2026-07-01", 2));
    let mut unsealed = all.clone();
    unsealed[1] = bundle(1, "tenant-b", "2026-07-01", 3).replace("trace_1", "trace_2");
    vec![("changed", changed), ("dropped", dropped), ("more", more), ("unsealed", unsealed)]
}

fn key() -> SigningKey {
    SigningKey::generate(Algorithm::Ed25519).expect("a key can be made")
}

fn verified(folder: &Path, trust: Option<&Trust>) -> Verified {
    let asked = Verification {
        period: None,
        rules: RuleSet::Default,
        trust,
        since: Vec::new(),
        now: utc_now(),
        jobs: NonZeroUsize::MIN,
        progress: &|_| {},
    };
    verify(&Folder::at(folder), &asked).expect("the archive can be verified")
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder can be made");
    for entry in fs::read_dir(from).expect("a folder can be read") {
        let path = entry.expect("an entry").path();
        let place = to.join(path.file_name().expect("it has a name"));
        if path.is_dir() {
            copy(&path, &place);
        } else {
            fs::copy(&path, &place).expect("a file can be copied");
        }
    }
}

fn tamper(step: &Step, folder: &Path, forged: &Path) {
    let place = |path: &str| folder.join(path);
    let read = |path: &str| fs::read(place(path)).unwrap_or_else(|it| panic!("{path}: {it}"));
    let write = |path: &str, content: &[u8]| {
        let place = place(path);
        fs::create_dir_all(place.parent().expect("it is in a folder")).expect("it can be made");
        fs::write(place, content).expect("it can be written");
    };
    match step {
        Step::Remove(path) if place(path).is_dir() => {
            fs::remove_dir_all(place(path)).expect("it can be removed");
        }
        Step::Remove(path) => fs::remove_file(place(path)).expect("it can be removed"),
        Step::Flip(path) => {
            let mut content = read(path);
            let middle = content.len() / 2;
            content[middle] ^= 1;
            write(path, &content);
        }
        Step::Truncate(path) => {
            let content = read(path);
            write(path, &content[..content.len() / 2]);
        }
        Step::Copy(from, to) => write(to, &read(from)),
        Step::Swap(one, other) => {
            let (first, second) = (read(one), read(other));
            write(one, &second);
            write(other, &first);
        }
        Step::Replace(path, this, that) => {
            let text = String::from_utf8(read(path)).expect("it is text");
            assert!(text.contains(this), "{path} has no {this}");
            write(path, text.replace(this, that).as_bytes());
        }
        Step::Take(forgery, paths) => {
            for path in paths {
                let from: PathBuf = forged.join(forgery).join(path);
                if from.is_dir() {
                    let _ = fs::remove_dir_all(place(path));
                    copy(&from, &place(path));
                } else {
                    write(path, &fs::read(&from).unwrap_or_else(|it| panic!("{path}: {it}")));
                }
            }
        }
    }
}

#[test]
fn each_way_is_found_and_named() {
    let home = tempfile::tempdir().expect("a folder");
    let (whole, forged) = (home.path().join("whole"), home.path().join("forged"));
    let key = key();
    let trust = Trust::default().with_log(ORIGIN, key.public().clone());
    let pem = key.to_pem();
    let again = || SigningKey::from_pem(&pem).expect("a key");
    let added = add(&whole, &documents(), Some(key));
    assert_eq!((added.added, added.aside), (12, 1));
    add(&whole, &later(), Some(again()));
    let sound = verified(&whole, Some(&trust));
    assert!(sound.is_sound(), "{:?}", sound.faults.named());
    assert_eq!(sound.bundles, 14);
    for (name, bundles) in forgeries() {
        let (first, second) = bundles.split_at(bundles.len() - 2);
        add(&forged.join(name), first, None);
        add(&forged.join(name), second, None);
    }
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tampering");
    let mut ways = 0;
    let mut missed = Vec::new();
    let mut files: Vec<_> = fs::read_dir(cases)
        .expect("there are cases")
        .map(|it| it.expect("a file").path())
        .collect();
    files.sort();
    for file in files {
        let text = fs::read(&file).expect("a file of cases");
        let cases: Vec<Case> =
            serde_json::from_slice(&text).unwrap_or_else(|it| panic!("{}: {it}", file.display()));
        for case in cases {
            ways += 1;
            let folder = home.path().join(format!("tampered-{ways}"));
            copy(&whole, &folder);
            case.steps.iter().for_each(|step| tamper(step, &folder, &forged));
            let found = verified(&folder, Some(&trust));
            let found: Vec<(String, String)> =
                found.faults.named().iter().map(|it| (name(it.fault), it.path.clone())).collect();
            if !case.found.iter().all(|it| found.contains(it)) || case.found.is_empty() {
                missed.push(format!("{}: expected {:?}, found {found:?}", case.what, case.found));
            }
            fs::remove_dir_all(folder).expect("it can be removed");
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
    assert!(ways >= 50, "{ways} ways");
}

fn name(kind: FaultKind) -> String {
    serde_json::to_value(kind).expect("a word").as_str().expect("a word").to_owned()
}
