//! Releases, cut and judged in a folder of their own.

use std::fs;
use std::path::{Path, PathBuf};

use exact_schema_compat::Bump;
use exact_schema_manifest::Manifest;
use exact_schema_release::{Error, Folders, Judgement, cut, judge};
use export_bundles::CONTRACT;
use serde_json::{Value, json};
use tempfile::TempDir;

const STEP: &str = "trace-step-evidence";

fn manifest() -> Manifest {
    Manifest::parse(CONTRACT.manifest()).unwrap()
}

struct Repository {
    folder: TempDir,
    folders: Folders,
}

impl Repository {
    /// A repository with one type, its examples and a change log, not released yet.
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let folders = Folders::of(folder.path(), &manifest());
        let real = Folders::of(Path::new(env!("CARGO_MANIFEST_DIR")), &manifest());
        let examples = Path::new(STEP).join("valid");
        fs::create_dir_all(folders.examples.join(&examples)).unwrap();
        for example in fs::read_dir(real.examples.join(&examples)).unwrap() {
            let example = example.unwrap();
            let target = folders.examples.join(&examples).join(example.file_name());
            fs::copy(example.path(), target).unwrap();
        }
        fs::create_dir_all(&folders.published).unwrap();
        let name = format!("{STEP}.schema.json");
        fs::copy(real.published.join(&name), folders.published.join(&name)).unwrap();
        fs::write(&folders.changelog, "## [Unreleased]\n").unwrap();
        Self { folder, folders }
    }

    fn released() -> Self {
        let repository = Self::new();
        cut(&manifest(), &repository.folders, "1.0.0").unwrap();
        repository
    }

    fn schema(&self) -> PathBuf {
        self.folders.published.join(format!("{STEP}.schema.json"))
    }

    fn edit(&self, edit: impl FnOnce(&mut Value)) {
        let mut schema: Value = serde_json::from_slice(&fs::read(self.schema()).unwrap()).unwrap();
        edit(&mut schema);
        fs::write(self.schema(), schema.to_string()).unwrap();
    }

    fn log(&self, entry: &str) {
        let text = format!("## [Unreleased]\n\n### Contract\n\n- {entry}\n");
        fs::write(&self.folders.changelog, text).unwrap();
    }

    fn judge(&self, version: &str) -> Judgement {
        judge(&CONTRACT, &self.folders, version).unwrap()
    }
}

fn widen(schema: &mut Value) {
    schema["properties"]["colour"] = json!({ "type": "string" });
}

#[test]
fn what_is_unchanged_may_be_released() {
    let judgement = Repository::released().judge("1.0.0");
    assert!(judgement.is_sound(), "{judgement}");
    assert_eq!(judgement.required, Bump::None);
}

#[test]
fn nothing_is_released_twice() {
    let repository = Repository::released();
    let error = cut(&manifest(), &repository.folders, "1.0.0").unwrap_err();
    assert!(matches!(error, Error::Released(_)), "{error}");
    assert!(matches!(cut(&manifest(), &repository.folders, "one").unwrap_err(), Error::Version(_)));
}

#[test]
fn a_release_never_changes() {
    let repository = Repository::released();
    let release = repository.folders.released.join("1.0.0");
    let golden = release.join("golden").join(STEP);
    let document = fs::read_dir(&golden).unwrap().next().unwrap().unwrap().path();
    fs::remove_file(&document).unwrap();
    fs::write(golden.join("new.json"), "{}").unwrap();
    fs::write(release.join(format!("{STEP}.schema.json")), "{}").unwrap();
    let judgement = repository.judge("1.0.0");
    let changed = judgement.objections.iter().filter(|it| it.contains("a release never changes"));
    assert_eq!(changed.count(), 3, "{judgement}");
}

#[test]
fn a_new_description_asks_for_a_patch() {
    let repository = Repository::released();
    repository.edit(|schema| schema["description"] = json!("In other words."));
    repository.log("`TraceStepEvidence` is described in other words.");
    let judgement = repository.judge("1.0.0");
    assert_eq!(judgement.required, Bump::Patch);
    assert!(
        judgement.to_string().contains("Set the version in Cargo.toml to 1.0.1"),
        "{judgement}"
    );
    assert!(repository.judge("1.0.1").is_sound());
}

#[test]
fn a_new_member_asks_for_a_minor_version_and_shows_why() {
    let repository = Repository::released();
    repository.edit(widen);
    repository.log("`TraceStepEvidence` has a colour.");
    let judgement = repository.judge("1.0.9");
    assert_eq!(judgement.required, Bump::Minor);
    let text = judgement.to_string();
    assert!(text.contains("Set the version in Cargo.toml to 1.1.0"), "{text}");
    assert!(text.contains("\"colour\""), "the witness is shown: {text}");
    assert!(repository.judge("1.1.0").is_sound());
}

#[test]
fn a_break_is_refused_whatever_the_version() {
    let repository = Repository::released();
    repository.edit(|schema| {
        schema["required"].as_array_mut().unwrap().push(json!("tokens"));
    });
    repository.log("`TraceStepEvidence` must say how many tokens.");
    for version in ["1.0.0", "2.0.0"] {
        let text = repository.judge(version).to_string();
        assert!(text.contains("belongs into a new one"), "{text}");
        assert!(text.contains("/required"), "{text}");
    }
}

#[test]
fn a_removed_type_is_a_break() {
    let repository = Repository::released();
    fs::remove_file(repository.schema()).unwrap();
    fs::write(
        repository.folders.published.join("other.schema.json"),
        json!({ "$id": "urn:other", "title": "Other", "type": "string" }).to_string(),
    )
    .unwrap();
    repository.log("`Other` is new; `trace-step-evidence` is gone.");
    assert!(repository.judge("1.1.0").to_string().contains("belongs into a new one"));
}

#[test]
fn the_change_log_names_what_changed() {
    let repository = Repository::released();
    repository.edit(widen);
    let text = repository.judge("1.1.0").to_string();
    assert!(text.contains("the change log does not name `TraceStepEvidence`"), "{text}");
}

#[test]
fn an_interrupted_cut_leaves_no_release() {
    let repository = Repository::new();
    let draft = repository.folders.released.join(".1.0.0.a1B2c3.unfinished");
    fs::create_dir_all(&draft).unwrap();
    fs::write(draft.join("half"), "").unwrap();
    assert!(repository.judge("1.0.0").to_string().contains("was left by a run that was killed"));
    cut(&manifest(), &repository.folders, "1.0.0").unwrap();
    assert!(!draft.exists());
    assert!(!repository.folder.path().join("schemas/released/1.0.0/half").exists());
}

#[test]
fn of_several_cuts_at_once_one_is_whole_and_the_others_are_refused() {
    for _ in 0..5 {
        let repository = Repository::new();
        let folders = &repository.folders;
        let made = std::thread::scope(|scope| {
            let cuts: Vec<_> = (0..4)
                .map(|_| scope.spawn(|| cut(&manifest(), folders, "1.0.0").is_ok()))
                .collect();
            cuts.into_iter().map(|it| it.join().unwrap()).filter(|it| *it).count()
        });
        assert_eq!(made, 1);
        let judgement = repository.judge("1.0.0");
        assert!(judgement.is_sound(), "{judgement}");
        assert_eq!(fs::read_dir(&folders.released).unwrap().count(), 1, "something is left over");
    }
}
