//! Whatever the schema, the generator comes to an end: with source that parses, or with refusals
//! that say where.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};

use exact_schema_codegen::{Fallback, Formats, Options, Schemas, generate};

use proptest::test_runner::TestCaseError;
use serde_json::Value;
use tempfile::TempDir;

use exact_schema_testkit::random::Dice;
use exact_schema_testkit::{official, random};

const FILE: &str = "any.schema.json";

/// Generates in every way that there is; what is wrong with the outcome, if anything is.
fn fault(folder: &TempDir, schema: &Value) -> Option<String> {
    let path = folder.path().join(FILE);
    fs::write(&path, schema.to_string()).unwrap();
    let schemas = match Schemas::read_file(&path) {
        Ok(schemas) => schemas,
        Err(refusals) => return Some(refusals.to_string()),
    };
    let ways = [
        (Fallback::Check, Formats::Assert),
        (Fallback::Check, Formats::Annotate),
        (Fallback::Refuse, Formats::Assert),
    ];
    ways.into_iter().find_map(|(fallback, formats)| {
        let options = Options { fallback, formats, ..Options::any_schema("a test") };
        let roots = [FILE.to_owned()];
        match catch_unwind(AssertUnwindSafe(|| generate(&schemas, &roots, &options))) {
            Err(_) => Some("it panics".to_owned()),
            Ok(Ok(source)) => syn::parse_file(&source).err().map(|error| error.to_string()),
            Ok(Err(refusals)) => {
                let lost = refusals.iter().find(|refusal| !is_placed(schema, refusal));
                lost.map(|refusal| format!("nowhere: {refusal}"))
            }
        }
    })
}

/// Whether a refusal names the file, and a place that is in it.
fn is_placed(schema: &Value, refusal: &exact_schema_codegen::Refusal) -> bool {
    let location = refusal.location();
    location.file == FILE && schema.pointer(&location.pointer).is_some()
}

#[test]
fn random_schemas_come_to_an_end() {
    let folder = tempfile::tempdir().unwrap();
    for strategy in [random::any_schema(0), random::any_schema(10), random::typed_schema()] {
        let outcome = random::runner(300).run(&strategy, |schema| match fault(&folder, &schema) {
            None => Ok(()),
            Some(fault) => Err(TestCaseError::fail(format!("{fault}\n{schema}"))),
        });
        assert!(outcome.is_ok(), "{outcome:?}");
    }
}

#[test]
fn damaged_schemas_come_to_an_end() {
    let folder = tempfile::tempdir().unwrap();
    let mut junk = random::first(100, &random::any_value());
    junk.extend(random::first(100, &random::any_schema(10)));
    let mut faults = Vec::new();
    for (seed, group) in (1..).zip(official::groups().unwrap_or_default()) {
        let mut dice = Dice::new(seed);
        for _ in 0..2 {
            let schema = random::damaged(&group.schema, &junk, &mut dice);
            if schema.to_string().contains(".schema.json") {
                continue;
            }
            faults.extend(fault(&folder, &schema).map(|it| format!("{it}\n{schema}")));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}
