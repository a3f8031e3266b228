//! What `publish` does to a folder, and what it leaves alone.

#![allow(clippy::unwrap_used, reason = "a test says by a panic that it failed")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use exact_schema_publish::{
    Drift, FileState, Mode, Options, Outcome, Publication, Report, publish,
};
use parcel_events::{CONTRACT, SOURCE};
use tempfile::TempDir;

/// What every published file carries.
fn mark() -> String {
    exact_schema_publish::mark(Publication::derive(&CONTRACT).unwrap().manifest())
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/second-contract")
}

fn options(out: &Path, mode: Mode) -> Options {
    let released = out.join("no-release");
    Options {
        out: out.to_owned(),
        released,
        ..Options::in_folder(root(), &CONTRACT, mode).unwrap()
    }
}

fn write(out: &Path) -> Report {
    publish(&CONTRACT, SOURCE, &options(out, Mode::Write)).unwrap()
}

fn check(out: &Path) -> Report {
    publish(&CONTRACT, SOURCE, &options(out, Mode::Check)).unwrap()
}

fn states(report: &Report, state: FileState) -> Vec<&str> {
    let files = report.files.iter().filter(|file| file.state == state);
    files.map(|file| file.path.as_str()).collect()
}

/// Every file below a folder, with its text.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            let bytes = fs::read(&path).unwrap();
            found.insert(path, bytes);
        }
    }
    found
}

#[test]
fn a_second_run_touches_nothing() {
    let out = TempDir::new().unwrap();
    let first = write(out.path());
    assert_eq!(first.outcome, Outcome::Written);
    assert!(first.types.iter().all(|it| it.since_publication == Drift::New));
    let (before, modified) = (files(out.path()), modified(out.path()));
    assert_eq!(before.len(), files_of_all_types());
    let second = write(out.path());
    assert_eq!(second.outcome, Outcome::Fresh);
    assert!(second.types.iter().all(|it| it.since_publication == Drift::Unchanged));
    assert_eq!(files(out.path()), before);
    assert_eq!(self::modified(out.path()), modified);
    assert!(before.values().all(|text| String::from_utf8_lossy(text).contains(&mark())));
    assert!(before.values().all(|text| text.ends_with(b"}\n")));
}

/// Of each type two schemas and a file of cases; of all the Rust and the index.
fn files_of_all_types() -> usize {
    3 * CONTRACT.types().len() + 2
}

fn modified(out: &Path) -> Vec<std::time::SystemTime> {
    files(out).keys().map(|path| fs::metadata(path).unwrap().modified().unwrap()).collect()
}

#[test]
fn a_check_writes_nothing() {
    let out = TempDir::new().unwrap();
    let missing = out.path().join("generated");
    let report = check(&missing);
    assert_eq!(report.outcome, Outcome::Stale);
    assert_eq!(states(&report, FileState::Missing).len(), files_of_all_types());
    assert!(!report.is_success() && !missing.exists());

    write(&missing);
    let stale = missing.join("schemas/v1/dispatched.schema.json");
    let text =
        fs::read_to_string(&stale).unwrap().replace("\"maximum\": 31500", "\"maximum\": 20000");
    fs::write(&stale, &text).unwrap();
    fs::remove_file(missing.join("schemas/v1/emit/delivered.schema.json")).unwrap();
    let before = files(&missing);
    let report = check(&missing);
    assert_eq!(states(&report, FileState::Stale), ["schemas/v1/dispatched.schema.json"]);
    assert_eq!(states(&report, FileState::Missing), ["schemas/v1/emit/delivered.schema.json"]);
    let drift = Drift::Changed(vec!["/$defs/Grams/maximum".to_owned()]);
    let dispatched = report.types.iter().find(|it| it.title == "Dispatched").unwrap();
    assert_eq!(dispatched.since_publication, drift);
    assert_eq!(files(&missing), before);

    assert_eq!(write(&missing).outcome, Outcome::Written);
    assert_eq!(check(&missing).outcome, Outcome::Fresh);
}

#[test]
fn what_is_published_no_longer_goes_and_nothing_else() {
    let out = TempDir::new().unwrap();
    write(out.path());
    let index = out.path().join("index.json");
    let text = fs::read_to_string(&index).unwrap();
    let entry = |path: &str| {
        format!(r#"{{"path": "{path}", "sha256": "", "contract": "accept", "version": "v1"}},"#)
    };
    let more = entry("schemas/v1/old.schema.json") + &entry("README.md") + &entry("gone.json");
    let listed = text.replacen("\"files\": [", &format!("\"files\": [{more}"), 1);
    fs::write(&index, listed).unwrap();
    let old = out.path().join("schemas/v1/old.schema.json");
    let mark = mark();
    fs::write(&old, format!("{{\"$comment\": \"{mark}\"}}\n")).unwrap();
    for foreign in ["README.md", "schemas/v1/by-hand.schema.json", "schemas/v1/.hidden"] {
        fs::write(out.path().join(foreign), "by hand").unwrap();
    }
    let report = check(out.path());
    assert_eq!(states(&report, FileState::Extra), ["schemas/v1/old.schema.json"]);
    assert_eq!(states(&report, FileState::Stale), ["index.json"]);
    assert_eq!(write(out.path()).outcome, Outcome::Written);
    assert!(!old.exists());
    for foreign in ["README.md", "schemas/v1/by-hand.schema.json", "schemas/v1/.hidden"] {
        assert_eq!(fs::read_to_string(out.path().join(foreign)).unwrap(), "by hand");
    }
    assert_eq!(check(out.path()).outcome, Outcome::Fresh);
}

#[test]
fn a_foreign_file_in_the_way_is_left_alone() {
    for path in ["rust/types.rs", "schemas/v1/delivered.schema.json", "index.json"] {
        let out = TempDir::new().unwrap();
        let place = out.path().join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(&place, "{}").unwrap();
        for mode in [Mode::Write, Mode::Check] {
            let error = publish(&CONTRACT, SOURCE, &options(out.path(), mode)).unwrap_err();
            assert!(error.is_foreign_file());
            let expected = format!(
                "{}: this is where a published file belongs, but `publish` did not make what is \
                 there; move it away",
                place.display()
            );
            assert_eq!(error.to_string(), expected);
        }
        assert_eq!(files(out.path()), BTreeMap::from([(place, b"{}".to_vec())]));
    }
}

#[test]
fn a_damaged_index_is_no_licence() {
    let out = TempDir::new().unwrap();
    write(out.path());
    let before = files(out.path());
    let mark = mark();
    fs::write(out.path().join("index.json"), format!("<<<<<<< {mark}")).unwrap();
    let error =
        publish(&CONTRACT, SOURCE, &options(out.path(), Mode::Write)).unwrap_err().to_string();
    assert!(
        error.contains("index.json: expected the list that `publish` wrote, found:"),
        "{error}"
    );
    assert!(error.ends_with("; restore the file from version control, or remove it"), "{error}");
    fs::remove_file(out.path().join("index.json")).unwrap();
    assert_eq!(write(out.path()).outcome, Outcome::Written);
    assert_eq!(files(out.path()), before);
}

/// A run that is cut off leaves whole files, old or new, and perhaps a temporary one; the next run
/// completes it, whatever the cut.
#[test]
fn a_run_that_was_cut_off_is_completed() {
    let finished = TempDir::new().unwrap();
    write(finished.path());
    let expected: Vec<(PathBuf, Vec<u8>)> = files(finished.path())
        .into_iter()
        .map(|(path, text)| (path.strip_prefix(finished.path()).unwrap().to_owned(), text))
        .collect();
    let publication = Publication::derive(&CONTRACT).unwrap();
    for cut in [0, 1, 3, publication.artefacts().len()] {
        let out = TempDir::new().unwrap();
        for (position, artefact) in publication.artefacts().iter().enumerate() {
            let place = out.path().join(artefact.path());
            fs::create_dir_all(place.parent().unwrap()).unwrap();
            if position < cut {
                fs::write(place, artefact.text()).unwrap();
            } else {
                let name = place.file_name().unwrap().to_str().unwrap();
                let temporary = place.with_file_name(format!(".{name}.a1B2c3.unfinished"));
                fs::write(temporary, &artefact.text()[..artefact.text().len() / 2]).unwrap();
            }
        }
        assert_eq!(write(out.path()).outcome, Outcome::Written);
        let found: Vec<_> = files(out.path())
            .into_iter()
            .map(|(path, text)| (path.strip_prefix(out.path()).unwrap().to_owned(), text))
            .collect();
        assert_eq!(found, expected, "cut off after {cut} files");
    }
}

/// A folder where a file belongs stops a write for every user, root included.
#[test]
fn a_folder_that_cannot_be_written_is_an_error_and_nothing_changes() {
    let out = TempDir::new().unwrap();
    fs::create_dir_all(out.path().join("schemas/v1")).unwrap();
    fs::create_dir_all(out.path().join(".lock")).unwrap();
    let error = publish(&CONTRACT, SOURCE, &options(out.path(), Mode::Write)).unwrap_err();
    assert!(error.is_file());
    let expected = format!("{}: expected a file", out.path().join(".lock").display());
    assert!(error.to_string().starts_with(&expected), "{error}");
    assert_eq!(files(out.path()), BTreeMap::new());
}

#[test]
fn drift_since_the_last_release_is_told() {
    let root = TempDir::new().unwrap();
    let out = root.path().join("generated");
    let text = fs::read_to_string({
        write(&out);
        out.join("schemas/v1/dispatched.schema.json")
    })
    .unwrap();
    for (version, text) in [
        ("1.9.0", "not JSON, and not looked at".to_owned()),
        ("1.10.0", text.replace("\"maximum\": 31500", "\"maximum\": 20000")),
        ("next", "no version".to_owned()),
    ] {
        let folder = root.path().join("released").join(version).join("v1");
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("dispatched.schema.json"), text).unwrap();
    }
    let released = root.path().join("released");
    let report =
        publish(&CONTRACT, SOURCE, &Options { released, ..options(&out, Mode::Check) }).unwrap();
    assert_eq!(report.released.as_deref(), Some("1.10.0"));
    let drift = |title| {
        report.types.iter().find(|it| it.title == title).unwrap().since_release.clone().unwrap()
    };
    let expected = Drift::Changed(vec!["/$defs/Grams/maximum".to_owned()]);
    assert_eq!(drift("Dispatched"), expected);
    assert_eq!(drift("Delivered"), Drift::New);
}

#[test]
fn a_source_that_says_something_else_is_never_published() {
    let root = TempDir::new().unwrap();
    let sources = root.path().join("sources");
    fs::create_dir(&sources).unwrap();
    for entry in fs::read_dir(self::root().join("schemas/v1")).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            let text = fs::read_to_string(&path).unwrap();
            let text = text.replace("\"maximum\": 31500", "\"maximum\": 20000");
            fs::write(sources.join(path.file_name().unwrap()), text).unwrap();
        }
    }
    let out = root.path().join("generated");
    let report =
        publish(&CONTRACT, SOURCE, &Options { sources, ..options(&out, Mode::Write) }).unwrap();
    assert_eq!(report.outcome, Outcome::Unproved);
    assert!(!report.is_success() && !out.exists());
}
