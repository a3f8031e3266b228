//! Every row of `tampered/table.json` is found, with its rule and its place.

#![allow(clippy::unwrap_used, reason = "a test says by a panic that it failed")]

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use export_bundles::{ExportCase, Timestamp, decode};
use export_bundles_evidence::{Options, RuleSet, assemble, sealed, verify, verify_with};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

#[derive(Deserialize)]
struct Row {
    name: String,
    of: String,
    changes: Vec<Change>,
    #[serde(default = "yes")]
    resealed: bool,
    findings: Vec<Found>,
}

#[derive(Deserialize)]
struct Change {
    pointer: String,
    #[serde(default, deserialize_with = "present")]
    value: Option<Value>,
}

#[derive(Deserialize)]
struct Found {
    rule: String,
    pointer: String,
}

fn yes() -> bool {
    true
}

/// A value that is null is a value.
fn present<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/tampered")
}

fn rows() -> Vec<Row> {
    serde_json::from_slice(&fs::read(folder().join("table.json")).unwrap()).unwrap()
}

/// The three bundles that are made of the case.
fn bundles() -> [(&'static str, String); 3] {
    let case: ExportCase = decode(&fs::read(folder().join("case.json")).unwrap()).unwrap();
    let moment = |text: &str| text.parse::<Timestamp>().unwrap();
    let options = Options {
        period_start: Some(moment("2026-01-01T00:00:00Z")),
        period_end: Some(moment("2026-03-31T23:59:59Z")),
        ..Options::default()
    };
    let (now, id) = (moment("2026-03-14T09:40:00Z"), Uuid::from_u128(0x4000_8000_0000_0000_0001));
    let text = |bundle: Value| serde_json::to_string_pretty(&bundle).unwrap() + "\n";
    let json = |bundle| serde_json::to_value(bundle);
    let evidence = assemble::evidence(&case, &options, now, id).unwrap().bundle;
    let soc2 = assemble::soc2(&case, &options, now, id).unwrap().bundle;
    let debrief = assemble::executive_debrief(&case, &options, now, id).unwrap().bundle;
    [
        ("evidence", text(json(export_bundles::ExportBundle::from(evidence)).unwrap())),
        ("soc2", text(json(export_bundles::ExportBundle::from(soc2)).unwrap())),
        ("executive_debrief", text(json(export_bundles::ExportBundle::from(debrief)).unwrap())),
    ]
}

fn changed(document: &mut Value, change: &Change) {
    let (parent, name) = change.pointer.rsplit_once('/').unwrap();
    let name = name.replace("~1", "/").replace("~0", "~");
    match (document.pointer_mut(parent).unwrap(), &change.value) {
        (Value::Object(members), Some(value)) => {
            members.insert(name, value.clone());
        }
        (Value::Object(members), None) => {
            members.remove(&name).unwrap();
        }
        (Value::Array(items), Some(value)) => items[name.parse::<usize>().unwrap()] = value.clone(),
        (Value::Array(items), None) => {
            items.remove(name.parse().unwrap());
        }
        (other, _) => unreachable!("{other} has no members"),
    }
}

#[test]
fn the_sound_bundles_are_those_of_the_case() {
    for (kind, text) in bundles() {
        let file = folder().join("sound").join(format!("{kind}.json"));
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&file, &text).unwrap();
        }
        // In which order members of free-form objects are written depends on how `serde_json` is built.
        let [kept, made]: [Value; 2] = [&fs::read_to_string(&file).unwrap(), &text]
            .map(|text| serde_json::from_str(text).unwrap());
        assert_eq!(kept, made, "{} is stale", file.display());
    }
}

/// The document that a row makes.
fn text_of(row: &Row) -> String {
    let file = folder().join("sound").join(format!("{}.json", row.of));
    let mut document: Value = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
    row.changes.iter().for_each(|change| changed(&mut document, change));
    let text = sorted(&document).replace("\"@", "").replace("@\"", "");
    match row.resealed && row.of != "executive_debrief" {
        true => sealed(text.as_bytes()).unwrap(),
        false => text,
    }
}

/// A value as text, with members in the order of their names, however `serde_json` is built.
fn sorted(value: &Value) -> String {
    match value {
        Value::Object(members) => {
            let members: BTreeMap<&String, &Value> = members.iter().collect();
            let members: Vec<String> = members
                .into_iter()
                .map(|(name, value)| format!("{}:{}", Value::from(name.as_str()), sorted(value)))
                .collect();
            format!("{{{}}}", members.join(","))
        }
        Value::Array(items) => {
            format!("[{}]", items.iter().map(sorted).collect::<Vec<_>>().join(","))
        }
        other => other.to_string(),
    }
}

#[test]
fn what_was_tampered_with_is_found() {
    let rows = rows();
    assert!(rows.iter().filter(|row| !row.findings.is_empty()).count() >= 60);
    for row in &rows {
        let Row { name, of, findings, .. } = row;
        let verified =
            verify(text_of(row).as_bytes()).unwrap_or_else(|error| panic!("{name}: {error}"));
        let found = verified.findings.iter();
        let mut found: Vec<(&str, &str)> = found.map(|it| (it.rule, it.pointer.as_str())).collect();
        let expected = findings.iter();
        let mut expected: Vec<(&str, &str)> =
            expected.map(|it| (it.rule.as_str(), it.pointer.as_str())).collect();
        expected.sort_unstable();
        found.sort_unstable();
        assert_eq!(found, expected, "{name}, {of}");
    }
}

/// A case for whoever verifies in a language that has no package here.
#[derive(Serialize)]
struct Case {
    name: String,
    #[serde(rename = "type")]
    kind: String,
    text: String,
    seal: &'static str,
    verdict: &'static str,
    findings: Vec<CaseFinding>,
}

#[derive(Serialize)]
struct CaseFinding {
    rule: &'static str,
    severity: &'static str,
    pointer: String,
}

#[test]
fn the_corpus_of_verdicts_is_fresh() {
    let cases = rows().into_iter().map(|row| {
        let text = text_of(&row);
        let verified = verify(text.as_bytes()).unwrap();
        let findings = verified.findings.iter().map(|it| CaseFinding {
            rule: it.rule,
            severity: it.severity.as_str(),
            pointer: it.pointer.clone(),
        });
        Case {
            name: row.name,
            kind: row.of,
            seal: verified.seal.as_str(),
            verdict: if verified.is_sound() { "sound" } else { "unsound" },
            findings: findings.collect(),
            text,
        }
    });
    let lines: Vec<String> = cases.map(|case| serde_json::to_string(&case).unwrap()).collect();
    let mark = "@generated by `UPDATE=1 cargo test -p export-bundles-evidence --test tampered`";
    let corpus = format!("{{\"$comment\": \"{mark}\", \"cases\": [\n{}\n]}}\n", lines.join(",\n"));
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("conformance.json");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &corpus).unwrap();
    }
    assert_eq!(fs::read_to_string(&path).unwrap(), corpus, "{} is stale", path.display());
}

#[test]
fn every_default_rule_has_a_row_for_each_of_its_places() {
    let rows = rows();
    let last = |found: &Found| found.pointer.rsplit('/').next().unwrap_or_default().to_owned();
    for rule in export_bundles_evidence::RULES.iter().filter(|it| it.is_in(RuleSet::Default)) {
        for (member, _) in rule.messages().filter(|(member, _)| !member.is_empty()) {
            let is_met = rows.iter().flat_map(|row| &row.findings).any(|found| {
                // An item of a list stands for the list.
                found.rule == rule.id()
                    && (last(found) == member || found.pointer.contains(&format!("/{member}/")))
            });
            assert!(is_met, "{} at {member}", rule.id());
        }
    }
}

#[test]
fn what_only_some_ask_for_is_found_where_they_ask() {
    let file = folder().join("sound/soc2.json");
    let mut document: Value = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
    for (pointer, value) in [
        ("/review_status", "REVIEWED".into()),
        ("/reviewed_by", "system".into()),
        ("/reviewed_at", "2026-04-02T13:05:00Z".into()),
        ("/steps", Value::Array(Vec::new())),
        ("/policy_context/active_policies/0/id", "another".into()),
    ] {
        changed(&mut document, &Change { pointer: pointer.to_owned(), value: Some(value) });
    }
    let text = sealed(document.to_string().as_bytes()).unwrap();
    assert!(verify(text.as_bytes()).unwrap().is_spotless());
    let findings = verify_with(text.as_bytes(), RuleSet::All).unwrap().findings;
    let mut found: Vec<(&str, &str)> =
        findings.iter().map(|it| (it.rule, it.pointer.as_str())).collect();
    found.sort_unstable();
    let expected = [
        ("attested-with-steps", "/attestation_statement"),
        ("policy-in-snapshot", "/policy_context/violated_policy_id"),
        ("reviewer-is-not-exporter", "/reviewed_by"),
    ];
    assert_eq!(found, expected);
}
