//! What a schema of an older draft says in 2020-12 is what it says in its own draft: every case of the official suites,
//! which come with the sources of PyPI `jsonschema`, is asked of one validator, about the original in its draft and about
//! the translation.

use std::fs;
use std::path::{Path, PathBuf};

use exact_schema_schema::{Draft, translate};
use exact_schema_testkit::{official, registry};
use jsonschema::Validator;
use serde_json::Value;

use crate::{has_clients, made};

const SUITES: [(Draft, &str, jsonschema::Draft); 4] = [
    (Draft::Draft4, "draft4", jsonschema::Draft::Draft4),
    (Draft::Draft6, "draft6", jsonschema::Draft::Draft6),
    (Draft::Draft7, "draft7", jsonschema::Draft::Draft7),
    (Draft::Draft2019, "draft2019-09", jsonschema::Draft::Draft201909),
];

/// What cannot be said in 2020-12, or is asserted by the validator in one draft alone.
const APART: [&str; 2] = ["optional/zeroTerminatedFloats.json", "optional/content.json"];

#[test]
fn a_schema_of_an_older_draft_says_the_same_in_2020_12() {
    if !has_clients() {
        return;
    }
    let suites = suites();
    let (mut cases, mut differences) = (0, Vec::new());
    for (draft, folder, own) in SUITES {
        let folder = suites.join(folder);
        for file in official::files(&folder) {
            let name = file.strip_prefix(&folder).unwrap().to_string_lossy().replace('\\', "/");
            if APART.contains(&name.as_str()) {
                continue;
            }
            for group in read(&file).as_array().unwrap() {
                let schema = &group["schema"];
                let translated = translate(schema.clone(), draft).document;
                // What refers to other documents is no case of a translation.
                let Some(original) = validator(schema, own) else { continue };
                let about = format!("draft {draft}, {name}, {}", group["description"]);
                let Some(said) = validator(&translated, jsonschema::Draft::Draft202012) else {
                    if !schema.to_string().contains("\"http") {
                        differences.push(format!("{about}: {translated} is no schema"));
                    }
                    continue;
                };
                for test in group["tests"].as_array().unwrap() {
                    cases += 1;
                    if original.is_valid(&test["data"]) != said.is_valid(&test["data"]) {
                        let test = &test["description"];
                        differences.push(format!("{about}, {test}: {translated}"));
                    }
                }
            }
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
    assert!(cases > 5_000, "{cases} cases");
}

fn validator(schema: &Value, draft: jsonschema::Draft) -> Option<Validator> {
    let options = jsonschema::options().with_draft(draft).should_validate_formats(true);
    options.offline().build(schema).ok()
}

/// The folder of the suites, a folder for each draft.
fn suites() -> PathBuf {
    let packages = made().workshop.scratch("packages");
    official::every_draft(&registry::pypi_sources(&packages, official::SOURCES)).join("tests")
}

fn read(file: &Path) -> Value {
    serde_json::from_slice(&fs::read(file).unwrap()).unwrap()
}
