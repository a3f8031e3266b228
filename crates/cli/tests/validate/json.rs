//! `--format json`.

use serde_json::json;

use crate::process::{Folder, INVALID, VALID, run, run_with, validate, validate_requests};

#[test]
fn a_document_is_a_line() {
    let folder = Folder::new();
    let valid = folder.file("valid.json", VALID);
    let invalid = folder.file("invalid.json", INVALID);
    let ended = run(validate_requests().args(["--format", "json"]).args([&valid, &invalid]));
    assert_eq!(ended.code, 1);
    assert_eq!(
        ended.stdout,
        format!(
            concat!(
                r#"{{"document":"{}","type":"ExportBundleRequest","valid":true,"violations":[]}}"#,
                "\n",
                r#"{{"document":"{}","type":"ExportBundleRequest","valid":false,"violations":["#,
                r#"{{"pointer":"/incident_id","keyword":"minLength","#,
                r#""message":"expected at least 1 character, found 0"}}]}}"#,
                "\n",
            ),
            valid.display(),
            invalid.display(),
        ),
    );
}

#[test]
fn a_fault_of_the_text_has_a_position() {
    let text = b"{\n  \"incident_id\": \"a\",\n}";
    let ended = run_with(validate_requests().args(["--format", "json", "-"]), text);
    assert_eq!(ended.code, 1);
    let [line] = &ended.json()[..] else { panic!("one line") };
    assert_eq!(line["document"], "-");
    assert_eq!(line["violations"][0]["keyword"], "syntax");
    assert_eq!(line["violations"][0]["position"], json!({"line": 3, "column": 1, "offset": 24}),);
}

#[test]
fn in_files_of_lines_the_position_is_within_the_line() {
    let folder = Folder::new();
    let file = folder.file("a.ndjson", format!("{VALID}\n\n[1 2]\n{INVALID}\n"));
    let ended = run(validate_requests().args(["--format", "json"]).arg(&file));
    let lines = ended.json();
    assert_eq!(
        lines.iter().map(|it| it["line"].as_u64()).collect::<Vec<_>>(),
        [Some(1), Some(3), Some(4)]
    );
    let position = &lines[1]["violations"][0]["position"];
    assert_eq!(*position, json!({"line": 1, "column": 4, "offset": 3}));
    assert_eq!(lines[2]["violations"][0].get("position"), None);
}

#[test]
fn more_than_a_hundred_violations_are_too_many() {
    let policies = |count| format!(r#"{{"active_policies": [{}0]}}"#, "0, ".repeat(count - 1));
    for (count, truncated) in [(50, None), (500, Some(&json!(true)))] {
        let arguments = ["--type", "PolicyContext", "--format", "json", "-"];
        let ended = run_with(validate().args(arguments), policies(count).as_bytes());
        let [line] = &ended.json()[..] else { panic!("one line") };
        assert_eq!(line.get("truncated"), truncated);
        // And the one that is missing.
        assert_eq!(line["violations"].as_array().unwrap().len(), (count + 1).min(100));
    }
}

#[test]
fn nobody_but_json_is_on_standard_output() {
    let folder = Folder::new();
    let valid = folder.file("valid.json", VALID);
    let ended = run(validate_requests().args(["--format", "json", "missing.json"]).arg(valid));
    let lines = ended.json();
    assert_eq!((ended.code, lines.len()), (2, 2));
    assert!(lines.iter().any(|line| line.get("error").is_some()), "{lines:?}");
}
