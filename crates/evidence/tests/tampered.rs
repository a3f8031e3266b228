//! Every row of `tampered/table.json` is found, with its rule and its place.

#![allow(clippy::unwrap_used, reason = "a test says by a panic that it failed")]

use std::fs;
use std::path::PathBuf;

use export_bundles::{ExportCase, Timestamp, decode};
use export_bundles_evidence::{Options, RuleSet, assemble, sealed, verify, verify_with};
use serde::Deserialize;
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

#[derive(Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
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

#[test]
fn what_was_tampered_with_is_found() {
    let rows = rows();
    assert!(rows.iter().filter(|row| !row.findings.is_empty()).count() >= 60);
    for Row { name, of, changes, resealed, mut findings } in rows {
        let file = folder().join("sound").join(format!("{of}.json"));
        let mut document: Value = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
        changes.iter().for_each(|change| changed(&mut document, change));
        let mut text = document.to_string().replace("\"@", "").replace("@\"", "");
        if resealed && of != "executive_debrief" {
            text = sealed(text.as_bytes()).unwrap();
        }
        let verified = verify(text.as_bytes()).unwrap_or_else(|error| panic!("{name}: {error}"));
        let mut found: Vec<Found> = verified
            .findings
            .iter()
            .map(|it| Found { rule: it.rule.to_owned(), pointer: it.pointer.clone() })
            .collect();
        findings.sort();
        found.sort();
        assert_eq!(found, findings, "{name}, {of}");
    }
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
