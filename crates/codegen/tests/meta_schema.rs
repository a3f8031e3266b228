//! What is called malformed is what the meta-schema of JSON Schema 2020-12 rejects, and nothing
//! else but other dialects and regular expressions that are none.

#![allow(clippy::unwrap_used)]

use std::fs;

use exact_schema_codegen::{Options, Refusals, Schemas, generate};

use proptest::test_runner::TestCaseError;
use serde_json::Value;
use tempfile::TempDir;

use exact_schema_testkit::random::Dice;
use exact_schema_testkit::{official, random};

const FILE: &str = "any.schema.json";

/// Beyond the meta-schema, these may be malformed: the dialect, and what is written in it.
const STRICTER: &[&str] = &["$schema", "pattern", "patternProperties"];

fn refusals(folder: &TempDir, schema: &Value) -> Option<Refusals> {
    let path = folder.path().join(FILE);
    fs::write(&path, schema.to_string()).unwrap();
    let schemas = Schemas::read_file(&path).unwrap();
    generate(&schemas, &[FILE.to_owned()], &Options::any_schema("a test")).err()
}

/// Where we and the meta-schema disagree, if we do.
fn disagreement(folder: &TempDir, schema: &Value) -> Option<String> {
    let accepted = jsonschema::draft202012::meta::is_valid(schema);
    let refusals = refusals(folder, schema);
    let mut malformed =
        refusals.iter().flat_map(Refusals::iter).filter(|refusal| refusal.is_malformed());
    match accepted {
        true => malformed
            .find(|refusal| !refusal.keyword().is_some_and(|name| STRICTER.contains(&name)))
            .map(|refusal| format!("the meta-schema accepts {schema}\n{refusal}")),
        false => malformed.next().is_none().then(|| format!("the meta-schema rejects {schema}")),
    }
}

#[test]
fn the_official_schemas_are_well_formed() {
    let folder = tempfile::tempdir().unwrap();
    for group in official::groups().unwrap_or_default() {
        assert!(jsonschema::draft202012::meta::is_valid(&group.schema), "{}", group.name);
        assert_eq!(disagreement(&folder, &group.schema), None, "{}", group.name);
    }
}

#[test]
fn damaged_schemas_are_malformed_as_the_meta_schema_says() {
    let folder = tempfile::tempdir().unwrap();
    let junk = random::first(200, &random::any_value());
    let mut disagreements = Vec::new();
    let mut rejected = 0;
    for (seed, group) in (1..).zip(official::groups().unwrap_or_default()) {
        let mut dice = Dice::new(seed);
        for _ in 0..6 {
            let schema = random::damaged(&group.schema, &junk, &mut dice);
            rejected += usize::from(!jsonschema::draft202012::meta::is_valid(&schema));
            disagreements.extend(disagreement(&folder, &schema));
        }
    }
    println!("{rejected} of the damaged schemas are malformed");
    assert!(disagreements.is_empty(), "{}", disagreements.join("\n"));
}

#[test]
fn random_schemas_are_malformed_as_the_meta_schema_says() {
    let folder = tempfile::tempdir().unwrap();
    for bad in [10, 50] {
        let outcome =
            random::runner(600).run(&random::any_schema(bad), |schema| {
                match disagreement(&folder, &schema) {
                    None => Ok(()),
                    Some(disagreement) => Err(TestCaseError::fail(disagreement)),
                }
            });
        assert!(outcome.is_ok(), "{outcome:?}");
    }
}
