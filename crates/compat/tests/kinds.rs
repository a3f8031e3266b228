//! The kinds of breaks: named in reports, accepted by their names, described on a page.

#![allow(clippy::expect_used, reason = "a test stops where it cannot go on")]

use std::{fs, path::Path};

use exact_schema_compat::{Bump, Document, Kind, Options, Report, compare_all, render, table};
use serde_json::{Value, json};

fn compared(old: &Value, new: &Value) -> Report {
    let load = |schema: &Value| Document::new("order", schema.clone()).expect("a valid schema");
    compare_all(&[load(old)], &[load(new)], &Options::default())
}

fn kinds(report: &Report) -> Vec<Vec<&str>> {
    report.breaks().map(|it| it.kinds.iter().map(|kind| kind.id()).collect()).collect()
}

#[test]
fn a_break_is_of_the_kinds_of_its_causes() {
    let object = |keywords: Value| {
        let mut schema = json!({"type": "object", "properties": {"a": {"type": "string"}}});
        schema.as_object_mut().expect("an object").extend(
            keywords.as_object().expect("keywords").iter().map(|(k, v)| (k.clone(), v.clone())),
        );
        schema
    };
    let plain = object(json!({}));
    for (old, new, kind) in [
        (&plain, object(json!({"required": ["a"]})), "property-became-required"),
        (
            &plain,
            object(json!({"properties": {"a": {"type": "string"}, "b": {"type": "null"}}})),
            "optional-property-added-to-open-object",
        ),
        (&plain, object(json!({"additionalProperties": false})), "object-closed"),
        (
            &plain,
            object(json!({"properties": {"a": {"type": "string", "maxLength": 1}}})),
            "size-narrowed",
        ),
        (&plain, object(json!({"not": {"required": ["z"]}})), "condition-changed"),
        (&plain, object(json!({"minProperties": 1})), "size-narrowed"),
    ] {
        let report = compared(old, &new);
        assert_eq!(kinds(&report), [[kind]], "{new}");
    }
    let closed = object(json!({"additionalProperties": false}));
    let wider = object(json!({
        "properties": {"a": {"type": "string"}, "b": {}}, "additionalProperties": false
    }));
    assert_eq!(kinds(&compared(&closed, &wider)), [["property-added-to-closed-object"]]);
    assert_eq!(kinds(&compared(&wider, &closed)), [["property-removed-from-closed-object"]]);
}

#[test]
fn accepted_kinds_are_said_and_weigh_nothing() {
    let old = json!({"type": "object", "properties": {"a": {"type": "string"}}});
    let mut new = old.clone();
    new["properties"]["b"] = json!({"type": "integer"});
    let kind = Kind::named("optional-property-added-to-open-object").expect("a kind");
    let mut report = compared(&old, &new);
    report.accept(&[kind]);
    assert_eq!((report.verdict(), report.required_bump()), ("accepted", Bump::Patch));
    let text = render(&report);
    for line in [
        "  backward: accepted – 1 break\n",
        "      kind: optional-property-added-to-open-object, accepted\n",
        "accepted: 1 break of the kind optional-property-added-to-open-object\n",
    ] {
        assert!(text.contains(line), "{line}{text}");
    }
    let json = serde_json::to_value(&report).expect("plain data");
    assert_eq!(json["types"][0]["backward"]["verdict"], "accepted");
    assert_eq!(json["types"][0]["backward"]["accepted"], true);

    new["required"] = json!(["a"]);
    let mut report = compared(&old, &new);
    report.accept(&[kind]);
    assert_eq!((report.verdict(), report.required_bump()), ("breaking", Bump::Major));
    assert_eq!(report.breaks().filter(|found| found.accepted).count(), 1);
}

#[test]
fn the_page_has_every_kind() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/breaks.md");
    let text = fs::read_to_string(&page).expect("the page of the kinds");
    let (before, _) = text.split_once("| kind |").expect("a table");
    let expected = format!("{before}{}", table());
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&page, &expected).expect("the page is written");
    }
    let now = fs::read_to_string(&page).expect("the page of the kinds");
    assert_eq!(now, expected, "UPDATE=1 cargo test -p exact-schema-compat --test kinds");
}
