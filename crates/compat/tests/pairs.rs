//! The table of pairs: each folder of `tests/pairs` holds two versions of a schema, and the
//! verdict expected for each direction. Adding a pair needs no code.

#![allow(clippy::expect_used, reason = "a test stops where it cannot go on")]

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use exact_schema_compat::{Break, Options, Verdict, compare, load};
use serde_json::Value;

struct Pair {
    name: String,
    folder: PathBuf,
    old: Value,
    new: Value,
    expected: Value,
}

fn json(path: &Path) -> Value {
    let text = fs::read_to_string(path).expect("a file of the table");
    serde_json::from_str(&text).expect("a schema or a verdict")
}

fn pairs() -> Vec<Pair> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pairs");
    let folders = fs::read_dir(root).expect("the table of pairs");
    let paths = folders.map(|folder| folder.expect("a folder").path());
    let mut paths: Vec<_> = paths.filter(|path| path.is_dir()).collect();
    paths.sort();
    let pair = |path: &PathBuf| Pair {
        folder: path.clone(),
        name: path.file_name().expect("a name").to_string_lossy().into_owned(),
        old: json(&path.join("old.schema.json")),
        new: json(&path.join("new.schema.json")),
        expected: json(&path.join("expected.json")),
    };
    paths.iter().map(pair).collect()
}

/// A keyword that says nothing.
struct Nothing;

impl<'i> jsonschema::Keyword<'i> for Nothing {
    fn validate(&self, _: &'i Value) -> Result<(), jsonschema::ValidationError<'i>> {
        Ok(())
    }

    fn is_valid(&self, _: &'i Value) -> bool {
        true
    }
}

/// Checks a break with validators of its own, compiled from the files as they are.
fn check_break(
    found: &Break,
    accepting: &Value,
    rejecting: &Value,
    formats: bool,
) -> Option<String> {
    let valid = |schema: &Value, document: &Value| {
        let mut options = jsonschema::options().should_validate_formats(formats);
        if schema["$schema"].as_str().is_none_or(|draft| draft.contains("/20")) {
            // The keyword left the standard, but not the validator.
            options = options.with_keyword("dependencies", |_, _, _| Ok(Box::new(Nothing)));
        }
        options.build(schema).expect("a valid schema").is_valid(document)
    };
    let Some(witness) = &found.witness else { return Some("no witness".into()) };
    if !valid(accepting, witness) || valid(rejecting, witness) {
        return Some(format!("false witness {witness}"));
    }
    if found.changes.is_empty() || found.violations.is_empty() {
        return Some(format!("unexplained witness {witness}"));
    }
    for change in &found.changes {
        if change.old.is_none() && change.new.is_none() {
            return Some("a change that is nowhere".into());
        }
    }
    None
}

#[test]
fn every_pair_is_decided_as_expected() {
    let mut failures = BTreeMap::new();
    for pair in pairs() {
        let annotate_formats = pair.expected["annotate_formats"] == true;
        let options = Options { annotate_formats, ..Options::default() };
        let [old, new] = ["old.schema.json", "new.schema.json"]
            .map(|file| load(&pair.folder.join(file)).expect("a valid schema"));
        let report = compare(&old[0], &new[0], &options);
        for (direction, verdict, accepting, rejecting) in [
            ("backward", report.backward, &pair.old, &pair.new),
            ("forward", report.forward, &pair.new, &pair.old),
        ] {
            let verdict = verdict.expect("both directions are asked for");
            let mut problems = Vec::new();
            if verdict.name() != pair.expected[direction] {
                problems.push(format!("{verdict:?}, not {}", pair.expected[direction]));
            }
            if let Verdict::Breaking { breaks, .. } = &verdict {
                let formats = !annotate_formats;
                let check = |found| check_break(found, accepting, rejecting, formats);
                problems.extend(breaks.iter().filter_map(check));
                let count = &pair.expected[format!("{direction}_breaks")];
                if !count.is_null() && *count != breaks.len() {
                    problems.push(format!("{} breaks, not {count}: {breaks:#?}", breaks.len()));
                }
            }
            if !problems.is_empty() {
                failures.insert(format!("{} {direction}", pair.name), problems);
            }
        }
    }
    assert!(failures.is_empty(), "{} verdicts: {failures:#?}", failures.len());
}
