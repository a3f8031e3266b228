//! Both OpenAPI documents are such, in the eyes of `openapi-spec-validator` (PyPI), and their examples
//! are valid.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use exact_schema_publish::Publication;
use exact_schema_publish::proof::{Verdict, inclusion};
use export_bundles::{CONTRACT, Direction};
use serde_json::{Value, json};

fn document() -> (String, Value) {
    published("openapi.json")
}

fn published(path: &str) -> (String, Value) {
    let publication = Publication::derive(&CONTRACT).unwrap();
    let artefact = publication.artefacts().iter().find(|it| it.path() == path).unwrap();
    (artefact.text().to_owned(), artefact.document().clone())
}

/// The validator, where `OPENAPI_SPEC_VALIDATOR` says or in a virtual environment below `target`.
fn validator() -> Option<PathBuf> {
    if let Some(path) = std::env::var_os("OPENAPI_SPEC_VALIDATOR") {
        return Some(path.into());
    }
    let environment = Path::new(env!("CARGO_TARGET_TMPDIR")).join("openapi-validator");
    let program = environment.join("bin/openapi-spec-validator");
    if !program.exists() {
        let run = |program: &Path, arguments: &[&str]| {
            let status = Command::new(program).args(arguments).status();
            status.is_ok_and(|status| status.success()).then_some(())
        };
        let python = environment.join("bin/python");
        run(Path::new("python3"), &["-m", "venv", environment.to_str()?])?;
        run(&python, &["-m", "pip", "install", "--quiet", "openapi-spec-validator==0.9.0"])?;
    }
    Some(program)
}

#[test]
fn a_validator_for_openapi_finds_nothing_wrong() {
    let Some(validator) = validator() else {
        // Past the harness, which keeps the output of a test that passes to itself.
        let notice = "NOT CHECKED: openapi-spec-validator needs python3 and the package index\n";
        std::io::stderr().write_all(notice.as_bytes()).unwrap();
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let check = |text: &str| {
        let file = folder.path().join("openapi.json");
        std::fs::write(&file, text).unwrap();
        Command::new(&validator).arg(&file).output().unwrap()
    };
    for text in [document().0, published("openapi-3.0.json").0] {
        let output = check(&text);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
        let output = check(&text.replace("\"operationId\": \"getBundle\",", "\"bogus\": 1,"));
        assert!(!output.status.success(), "the validator can find something");
    }
    // What 3.0 does not know is found in it.
    let output = check(&document().0.replace("\"openapi\": \"3.1.0\"", "\"openapi\": \"3.0.3\""));
    assert!(!output.status.success(), "3.1 is not 3.0");
}

#[test]
fn every_reference_leads_somewhere_and_every_example_is_valid() {
    let (text, document) = document();
    for line in text.lines().map(str::trim).filter(|line| line.contains("\"#/")) {
        let reference = line.split('"').find(|part| part.starts_with("#/")).unwrap();
        assert!(document.pointer(&reference[1..]).is_some(), "{line}");
    }
    let mut examples = 0;
    let components = document["components"]["schemas"].as_object().unwrap();
    for (name, schema) in components {
        for example in schema["examples"].as_array().into_iter().flatten() {
            is_valid(&document, &format!("#/components/schemas/{name}"), example);
            examples += 1;
        }
    }
    let media_types =
        ["/paths", "/components/responses"].map(|part| document.pointer(part).unwrap());
    for part in media_types {
        each_media_type(part, &mut |schema, example| {
            is_valid(&document, schema, example);
            examples += 1;
        });
    }
    assert!(examples > 50);
}

fn is_valid(document: &Value, reference: &str, example: &Value) {
    let mut schema = json!({ "$ref": reference });
    schema["components"] = document["components"].clone();
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
    let verdict = validator.validate(example).map_err(|error| error.to_string());
    assert_eq!(verdict, Ok(()), "{reference}: {example}");
}

fn each_media_type(value: &Value, see: &mut dyn FnMut(&str, &Value)) {
    match value {
        Value::Object(members) => {
            let reference = value["schema"]["$ref"].as_str();
            let named = members.get("examples").and_then(Value::as_object).into_iter().flatten();
            let named = named.map(|(_, example)| &example["value"]);
            for example in members.get("example").into_iter().chain(named) {
                reference.into_iter().for_each(|reference| see(reference, example));
            }
            members.values().for_each(|value| each_media_type(value, see));
        }
        Value::Array(items) => items.iter().for_each(|value| each_media_type(value, see)),
        _ => {}
    }
}

/// Generators of clients narrow by tags that are strings, and take what stands beside `oneOf` for an object
/// that has the tag alone. A union without it accepts the same.
#[test]
fn a_union_is_its_branches_and_accepts_what_its_schema_accepts() {
    let publication = Publication::derive(&CONTRACT).unwrap();
    let (text, document) = document();
    let definitions: Value =
        serde_json::from_str(&text.replace("#/components/schemas/", "#/$defs/")).unwrap();
    let definitions = &definitions["components"]["schemas"];
    for (name, direction) in
        [("ExportBundle", Direction::Emit), ("ExportBundleInput", Direction::Accept)]
    {
        let union = &document["components"]["schemas"][name];
        for beside in ["type", "properties", "required"] {
            assert_eq!(union.get(beside), None, "{name}: {beside}");
        }
        for branch in union["discriminator"]["mapping"].as_object().unwrap().values() {
            let branch = document.pointer(&branch.as_str().unwrap()[1..]).unwrap();
            let tag = branch["properties"]["bundle_type"]["$ref"].as_str().unwrap();
            assert_eq!(document.pointer(&tag[1..]).unwrap()["type"], "string", "{tag}");
        }
        let mut component = json!({ "$ref": format!("#/$defs/{name}") });
        component["$defs"] = definitions.clone();
        let published = publication.schema("ExportBundle", direction);
        assert_eq!(inclusion(&component, published), Verdict::Proved, "{name}");
        assert_eq!(inclusion(published, &component), Verdict::Proved, "{name}");
    }
}

/// In 3.0, `nullable` says nothing without a type beside it, and what stands beside a reference is not read: a validator that
/// knows 3.0 alone accepts the examples all the same.
#[test]
fn the_document_in_3_0_says_the_same_in_other_words() {
    let (text, older) = published("openapi-3.0.json");
    assert_eq!(older["openapi"], "3.0.3");
    for newer in ["\"const\"", "\"examples\": [", "\"null\"", "\"$defs\"", "\"identifier\""] {
        assert!(!text.contains(newer), "{newer}");
    }
    let names = |document: &Value| -> Vec<String> {
        document["components"]["schemas"].as_object().unwrap().keys().cloned().collect()
    };
    let (_, newer) = document();
    assert_eq!(names(&older), names(&newer));
    assert_eq!(
        older["paths"].as_object().unwrap().len(),
        newer["paths"].as_object().unwrap().len()
    );
    let incident = &older["components"]["schemas"]["EvidenceBundle"]["properties"]["incident_id"];
    assert_eq!(
        incident["anyOf"],
        json!([{"$ref": "#/components/schemas/Identifier"}, {"enum": [null]}])
    );
    let run = &older["components"]["schemas"]["EvidenceBundle"]["properties"]["run_id"];
    assert_eq!(run["allOf"], json!([{"$ref": "#/components/schemas/Identifier"}]));
}

#[test]
fn skeleton() {
    let (_, document) = document();
    let mut skeleton = String::new();
    for (path, operations) in document["paths"].as_object().unwrap() {
        for (method, operation) in operations.as_object().unwrap() {
            let statuses: Vec<_> = operation["responses"].as_object().unwrap().keys().collect();
            let id = operation["operationId"].as_str().unwrap();
            skeleton += &format!("{method} {path} {id} {statuses:?}\n");
        }
    }
    for kind in ["schemas", "responses"] {
        for name in document["components"][kind].as_object().unwrap().keys() {
            skeleton += &format!("{kind} {name}\n");
        }
    }
    insta::assert_snapshot!(skeleton);
}
