//! Every example of the contract gets its verdict, and its violations, from the command.

use std::fs;
use std::path::{Path, PathBuf};

use export_bundles::{CONTRACT, DocumentType};
use serde_json::Value;

use crate::process::{run, validate};

/// The examples of `document_type` of one kind (`valid` or `invalid`).
fn examples(document_type: DocumentType, kind: &str) -> Vec<PathBuf> {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schemas/v1/examples");
    let folder = document_type.name();
    let mut found: Vec<PathBuf> = fs::read_dir(examples.join(folder).join(kind))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|it| it == "json"))
        .collect();
    found.sort();
    assert!(!found.is_empty(), "there are {kind} examples of {document_type}");
    found
}

fn documents(lines: &[Value]) -> Vec<PathBuf> {
    lines.iter().map(|line| PathBuf::from(line["document"].as_str().unwrap())).collect()
}

#[test]
fn every_valid_example_is_valid() {
    for document_type in CONTRACT.types() {
        let files = examples(*document_type, "valid");
        let ended = run(validate().args(["--type", document_type.title()]).args(&files));
        let summary = match files.len() {
            1 => "1 document: 1 valid, 0 invalid\n".to_owned(),
            count => format!("{count} documents: {count} valid, 0 invalid\n"),
        };
        assert_eq!((ended.code, ended.stdout, ended.stderr), (0, summary, String::new()));
    }
}

#[test]
fn every_invalid_example_has_the_violations_beside_it() {
    for document_type in CONTRACT.types() {
        let files = examples(*document_type, "invalid");
        let arguments = ["--format", "json", "--type", document_type.title()];
        let ended = run(validate().args(arguments).args(&files));
        assert_eq!((ended.code, ended.stderr.as_str()), (1, ""));
        let lines = ended.json();
        assert_eq!(documents(&lines), files, "in the order of the arguments");
        for (line, file) in lines.iter().zip(&files) {
            let expected = fs::read_to_string(file.with_extension("violations")).unwrap();
            let expected: Vec<&str> = expected.lines().collect();
            let mut found: Vec<String> = line["violations"]
                .as_array()
                .unwrap()
                .iter()
                .map(|it| format!("{} {}", text(it, "keyword"), text(it, "pointer")))
                .collect();
            found.sort();
            assert_eq!(found, expected, "{}", file.display());
            assert_eq!(line["valid"], false);
            assert_eq!(line["type"], document_type.title());
        }
    }
}

fn text<'a>(object: &'a Value, member: &str) -> &'a str {
    object[member].as_str().unwrap()
}

#[test]
fn bundles_say_themselves_what_they_are() {
    for title in ["EvidenceBundle", "SOC2Bundle", "ExecutiveDebriefBundle"] {
        let document_type = CONTRACT.type_named(title).unwrap();
        let files = examples(document_type, "valid");
        let ended = run(validate().args(["--format", "json"]).args(&files));
        assert_eq!(ended.code, 0);
        assert!(ended.json().iter().all(|line| line["type"] == title && line["valid"] == true));
    }
}

#[test]
fn what_is_no_bundle_needs_a_type() {
    let files = examples(CONTRACT.type_named("PolicyContext").unwrap(), "valid");
    let ended = run(validate().args(["--format", "json"]).args(&files));
    assert_eq!(ended.code, 1);
    assert!(ended.json().iter().all(|line| line["type"] == "ExportBundle"));
}
