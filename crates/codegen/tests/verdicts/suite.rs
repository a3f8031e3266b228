//! The required part of the official test suite.

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;
use std::sync::{Arc, LazyLock};

use exact_schema_codegen::Formats;

use crate::same::Defaults;
use crate::subject::{Case, Subject, generated, oracle};
use crate::trial;
use exact_schema_testkit::official::{self, Group};

/// How many groups, and documents in them, the suite's note on scope counts.
const SCOPE: (usize, usize) = (322, 1_171);

/// At least so many groups are generated.
const GOAL: usize = 250;

static GROUPS: LazyLock<Vec<Group>> = LazyLock::new(|| official::groups().unwrap_or_default());

/// Every group that is generated; those with `format` also with formats as notes.
pub static SUBJECTS: LazyLock<Vec<Subject>> = LazyLock::new(|| {
    let asserted = GROUPS.iter().filter_map(|group| subject(group, Formats::Assert));
    let annotated = GROUPS
        .iter()
        .filter(|group| group.schema.to_string().contains("\"format\""))
        .filter_map(|group| subject(group, Formats::Annotate));
    asserted.chain(annotated).collect()
});

fn subject(group: &Group, formats: Formats) -> Option<Subject> {
    let asserts = formats == Formats::Assert;
    let name = format!("{}{}", group.name, if asserts { "" } else { "_annotated" });
    let source = generated(&name, &group.schema.to_string(), formats).ok()?;
    let cases = group.tests.iter().map(|test| Case {
        about: test.about.clone(),
        text: test.data.to_string(),
        valid: test.valid,
    });
    Some(Subject {
        file: format!("{name}.schema.json"),
        module: name.clone(),
        place: String::new(),
        source: source.into(),
        cases: cases.collect(),
        oracle: Some(oracle(&group.schema, asserts).into()),
        defaults: Arc::new(Defaults::of([&group.schema])),
        asserts_formats: asserts,
        name,
    })
}

#[test]
fn nothing_that_is_generated_gives_a_wrong_verdict() {
    if GROUPS.is_empty() {
        return;
    }
    trial::hold("suite", &SUBJECTS, "[]");
}

#[test]
fn enough_is_generated_and_the_rest_is_refused() {
    if GROUPS.is_empty() {
        return;
    }
    let tests = GROUPS.iter().map(|group| group.tests.len()).sum();
    assert_eq!((GROUPS.len(), tests), SCOPE, "the scope that the suite's README describes");
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for group in GROUPS.iter() {
        let text = group.schema.to_string();
        let fate = match generated(&group.name, &text, Formats::Assert) {
            Ok(source) if source.contains("checked_type!") => "free form that the schema checks",
            Ok(source) if source.contains("guarded_type!") => {
                "structure beside which the schema runs"
            }
            Ok(_) => "structure throughout",
            Err(refusals) => {
                for refusal in refusals.iter() {
                    let is_ours = refusal.location().file.is_empty();
                    assert!(!is_ours && !refusal.is_malformed(), "{}: {refusal}", group.name);
                }
                "refused"
            }
        };
        *counts.entry(fate).or_default() += 1;
    }
    let generated = GROUPS.len() - counts.get("refused").unwrap_or(&0);
    let all = GROUPS.len();
    official::say(&format!("{generated} of {all} official groups are generated: {counts:?}"));
    assert!(generated >= GOAL, "{generated} groups");
}

#[test]
fn formats_may_be_notes() {
    for group in GROUPS.iter().filter(|group| group.name.starts_with("suite_format_")) {
        let text = group.schema.to_string();
        assert!(generated(&group.name, &text, Formats::Assert).is_err(), "{}", group.name);
        assert!(generated(&group.name, &text, Formats::Annotate).is_ok(), "{}", group.name);
    }
}

/// The program is the library and nothing else: a sample of groups goes through both.
#[test]
fn the_program_prints_what_the_library_returns() {
    let folder = tempfile::tempdir().unwrap();
    for group in GROUPS.iter().step_by(17) {
        let file = folder.path().join(format!("{}.schema.json", group.name));
        fs::write(&file, group.schema.to_string()).unwrap();
        let run = Command::new(env!("CARGO_BIN_EXE_schema-to-rust"))
            .arg("--strict")
            .arg(&file)
            .output()
            .unwrap();
        let printed = String::from_utf8_lossy(&run.stdout);
        match generated(&group.name, &group.schema.to_string(), Formats::Assert) {
            Ok(source) => {
                assert_eq!((run.status.code(), &*printed), (Some(0), source.as_str()));
                assert!(run.stderr.is_empty());
            }
            Err(refusals) => {
                assert_eq!((run.status.code(), &*printed), (Some(3), ""));
                assert_eq!(String::from_utf8_lossy(&run.stderr), format!("{refusals}\n"));
            }
        }
    }
}
