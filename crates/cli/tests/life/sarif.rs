//! `verify --format sarif`.

use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::process::{Ended, bundle, run, run_with};

/// The schema of SARIF 2.1.0, which is not part of this repository.
fn schema() -> Option<Value> {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/real-schemas");
    let folder =
        std::env::var_os("REAL_SCHEMAS").map_or_else(|| PathBuf::from(beside), PathBuf::from);
    let text = fs::read(folder.join("schemas/sarif.json")).ok()?;
    Some(serde_json::from_slice(&text).unwrap())
}

/// The one run of a document, which is what the schema asks for.
fn read(ended: &Ended) -> Value {
    let document: Value =
        serde_json::from_str(&ended.stdout).unwrap_or_else(|_| panic!("{}", ended.stdout));
    match schema() {
        Some(schema) => {
            let validator = jsonschema::validator_for(&schema).unwrap();
            let faults: Vec<String> =
                validator.iter_errors(&document).map(|it| it.to_string()).collect();
            assert!(faults.is_empty(), "{faults:?}\n{}", ended.stdout);
        }
        None => {
            eprintln!("REAL_SCHEMAS does not say where the schema of SARIF is: it was not asked")
        }
    }
    assert_eq!(document["version"], "2.1.0");
    document["runs"][0].clone()
}

#[test]
fn what_is_wrong_is_there_with_rule_and_place() {
    let tampered = bundle("soc2").replace("\"tokens\":820", "\"tokens\":82");
    let ended = run_with(&["verify", "--format", "sarif", "-"], tampered.as_bytes());
    assert_eq!(ended.code, 1);
    let run = read(&ended);
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), 2);
    assert_eq!(
        results[0],
        json!({
            "ruleId": "totals-match", "level": "error",
            "message": { "text": "expected the sum of the tokens of the steps" },
            "locations": [{
                "physicalLocation": { "artifactLocation": { "uri": "stdin" } },
                "logicalLocations": [{ "fullyQualifiedName": "/total_tokens" }],
            }],
        }),
    );
    let described = run["tool"]["driver"]["rules"].as_array().unwrap();
    for result in results {
        assert!(described.iter().any(|rule| rule["id"] == result["ruleId"]), "{result}");
    }
}

#[test]
fn archives_and_what_cannot_be_read_are_in_one_document() {
    let folder = TempDir::new().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let good = bundle("evidence");
    fs::write(path("a b é.ndjson"), format!("{good}{{}}\n{good}")).unwrap();
    let ended = run(&["verify", "--format", "sarif", &path("a b é.ndjson"), &path("nowhere.json")]);
    assert_eq!(ended.code, 2);
    let run = read(&ended);
    let results = run["results"].as_array().unwrap();
    assert!(!results.is_empty());
    let place = &results[0]["locations"][0]["physicalLocation"];
    assert!(place["artifactLocation"]["uri"].as_str().unwrap().ends_with("/a%20b%20%C3%A9.ndjson"));
    assert_eq!(place["region"]["startLine"], 2);
    let invocation = &run["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    assert_eq!(invocation["toolExecutionNotifications"].as_array().unwrap().len(), 1);
}

#[test]
fn where_nothing_is_wrong_there_are_no_results() {
    let ended = run_with(&["verify", "--format", "sarif", "-"], bundle("evidence").as_bytes());
    assert_eq!(ended.code, 0);
    let run = read(&ended);
    assert_eq!(run["results"], json!([]));
    assert_eq!(run["invocations"][0]["executionSuccessful"], true);
}
