//! `verify`.

use std::fs;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::process::{bundle, example, run, run_with};

#[test]
fn the_report_says_what_holds_and_what_does_not() {
    let tampered = bundle("soc2").replace("\"tokens\":820", "\"tokens\":82");
    let ended = run_with(&["verify", "--format", "json", "-"], tampered.as_bytes());
    assert_eq!(ended.code, 1);
    assert_eq!(
        ended.json(),
        [json!({
            "document": "-", "type": "SOC2Bundle", "valid": true, "violations": [],
            "findings": [
                {"rule": "totals-match", "severity": "error", "pointer": "/total_tokens",
                 "message": "expected the sum of the tokens of the steps"},
                {"rule": "seal-matches", "severity": "error", "pointer": "/content_hash",
                 "message": "expected the seal: the SHA-256 of the RFC 8785 form of the document \
                             without this member"},
            ],
            "seal": "broken", "signatures": [], "verdict": "unsound",
        })],
    );
    let text = run_with(&["verify", "-"], tampered.as_bytes());
    assert_eq!(
        text.stdout,
        "<standard input>: unsound SOC2Bundle\n  \
           schema    valid\n  \
           rules     2 errors\n  \
           seal      broken: something was changed since it was sealed\n  \
           signature absent: whoever sends the document can have made it\n  \
           log       absent: the document alone cannot tell whether others are missing\n  \
           at /total_tokens\n    \
             error totals-match: expected the sum of the tokens of the steps\n  \
           at /content_hash\n    \
             error seal-matches: expected the seal: the SHA-256 of the RFC 8785 form of the document \
         without this member\n\n\
         1 document: 0 sound, 1 unsound\n",
    );
}

#[test]
fn a_warning_is_unsound_only_where_that_is_asked_for() {
    let file = example("evidence-bundle/valid/minimal.json");
    assert_eq!(run(&["verify", &file]).code, 0);
    let strict = run(&["verify", "--strict", "--format", "json", &file]);
    assert_eq!((strict.code, &strict.json()[0]["verdict"]), (1, &json!("unsound")));
    assert_eq!(strict.json()[0]["findings"][0]["rule"], "unsealed");
}

#[test]
fn further_rules_are_applied_where_they_are_asked_for() {
    let text = bundle("soc2").replace("\"id\":\"pol_token_budget\"", "\"id\":\"pol_other\"");
    let sealed = run_with(&["seal", "-"], text.as_bytes()).stdout;
    assert_eq!(run_with(&["verify", "--strict", "-"], sealed.as_bytes()).code, 0);
    let all = run_with(&["verify", "--rules", "all", "--format", "json", "-"], sealed.as_bytes());
    assert_eq!(all.json()[0]["findings"][0]["rule"], "policy-in-snapshot");
    assert_eq!(all.code, 0, "it is a warning");
}

#[test]
fn an_archive_is_verified_line_by_line() {
    let folder = TempDir::new().unwrap();
    let archive = folder.path().join("archive.ndjson");
    let (good, debrief) = (bundle("evidence"), bundle("executive_debrief"));
    let bad = good.replace("\"tokens\":820", "\"tokens\":821");
    fs::write(&archive, format!("{good}{bad}\n{{}}\n{debrief}")).unwrap();
    let archive = archive.to_str().unwrap();
    let ended = run(&["verify", "--format", "json", archive]);
    let lines = ended.json();
    let told: Vec<[&Value; 4]> =
        lines.iter().map(|it| [&it["line"], &it["type"], &it["seal"], &it["verdict"]]).collect();
    assert_eq!(ended.code, 1);
    assert_eq!(
        json!(told),
        json!([
            [1, "EvidenceBundle", "matches", "sound"],
            [2, "EvidenceBundle", "broken", "unsound"],
            [4, "ExportBundle", "absent", "unsound"],
            [5, "ExecutiveDebriefBundle", "absent", "sound"],
        ]),
    );
    let text = run(&["verify", archive]).stdout;
    assert!(!text.contains("ndjson:1"), "of an archive only what is wrong is said");
    assert!(text.contains("ndjson:2: unsound EvidenceBundle"));
    assert!(text.ends_with("4 documents: 2 sound, 2 unsound\n"));
}

#[test]
fn a_seal_is_held_against_a_document_of_a_newer_version_too() {
    let newer = bundle("evidence").replacen('{', "{\"since_version_9\":true,", 1);
    let ended = run_with(&["verify", "--format", "json", "-"], newer.as_bytes());
    let report = &ended.json()[0];
    assert_eq!((&report["valid"], &report["seal"]), (&json!(false), &json!("broken")));
    let form = run_with(&["seal", "--hash", "-"], newer.as_bytes()).stdout;
    let old: Value = serde_json::from_str(&newer).unwrap();
    let sealed = newer.replace(old["content_hash"].as_str().unwrap(), form.trim_end());
    let ended = run_with(&["verify", "--format", "json", "-"], sealed.as_bytes());
    assert_eq!(ended.json()[0]["seal"], "matches");
}

#[test]
fn what_cannot_be_read_is_2_and_the_others_are_verified() {
    let file = example("evidence-bundle/valid/minimal.json");
    let ended = run(&["verify", "--format", "json", "/nowhere.json", &file]);
    assert_eq!(ended.code, 2);
    assert_eq!(ended.json()[1]["verdict"], "sound");
    assert!(ended.json()[0]["error"].is_string());
    assert!(ended.stderr.contains("cannot read /nowhere.json"));
}

#[test]
fn no_value_of_a_document_is_shown() {
    let secret = "a-customers-secret";
    let text = bundle("evidence").replace("run_8c1f4e2ab7", secret);
    for format in ["text", "json"] {
        let ended = run_with(&["verify", "--format", format, "-"], text.as_bytes());
        assert!(!ended.stdout.contains(secret) && !ended.stderr.contains(secret));
    }
}
