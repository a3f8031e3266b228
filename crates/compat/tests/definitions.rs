//! Documents that are there for their definitions: each of these is a type of its own.

#![allow(clippy::expect_used, reason = "a test stops where it cannot go on")]

use exact_schema_compat::{Bump, Document, Options, Report, compare_all, render};
use serde_json::{Value, json};

fn compared(old: &Value, new: &Value, options: &Options) -> Report {
    let load = |schema: &Value| Document::new("types", schema.clone()).expect("a valid schema");
    compare_all(&[load(old)], &[load(new)], options)
}

fn verdicts(report: &Report) -> Vec<(&str, &str)> {
    let verdict = |it: &exact_schema_compat::TypeReport| {
        it.backward.as_ref().map_or("", exact_schema_compat::Verdict::name)
    };
    let types = report.types.iter();
    types.map(|it| (it.name.strip_prefix("types").unwrap_or_default(), verdict(it))).collect()
}

#[test]
fn a_root_that_accepts_everything_proves_nothing() {
    let old = json!({"$defs": {"A": {"type": "string"}}});
    let new = json!({"$defs": {"A": {"type": "integer"}}});
    let report = compared(&old, &new, &Options::default());
    assert_eq!(report.required_bump(), Bump::Major);
    assert_eq!(
        render(&report),
        "\
types#/$defs/A
  backward: breaking – 1 break
    1. changed: /$defs/A/type
      kind: type-narrowed
      the new schema rejects this document:
        \"example\"
      at the document (type): \"example\" is not of type \"integer\"
  forward: breaking – 1 break
    1. changed: /$defs/A/type
      kind: type-widened
      the old schema rejects this document:
        0
      at the document (type): 0 is not of type \"string\"

compared: the one definition of types, each as a type of its own, and not its root, which accepts everything
verdict: breaking
required version bump: major
"
    );
    let json = serde_json::to_value(&report).expect("plain data");
    let compared = json!([{"document": "types", "root": false, "definitions": 1}]);
    assert_eq!(json["compared"], compared);
}

#[test]
fn a_root_that_says_only_its_type_is_one_more_type() {
    let old = json!({"type": "object", "definitions": {"A": true, "B": {"minimum": 1}}});
    let new = json!({"type": "object", "definitions": {"A": true, "C": {"minimum": 1}}});
    let report = compared(&old, &new, &Options::default());
    assert_eq!(
        verdicts(&report),
        [
            ("", "compatible"),
            ("#/definitions/A", "compatible"),
            ("#/definitions/B", "breaking"),
            ("#/definitions/C", "compatible"),
        ]
    );
}

#[test]
fn definitions_are_compared_anywhere_where_that_is_asked_for() {
    let schema = |kind: &str| json!({"maxLength": 3, "$defs": {"Unused": {"type": kind}}});
    let (old, new) = (schema("string"), schema("null"));
    let plain = compared(&old, &new, &Options::default());
    assert_eq!(verdicts(&plain), [("", "compatible")]);
    let asked = Options { definitions: true, ..Options::default() };
    let report = compared(&old, &new, &asked);
    assert_eq!(verdicts(&report), [("", "compatible"), ("#/$defs/Unused", "breaking")]);
}

#[test]
fn a_definition_takes_with_it_what_it_refers_to() {
    let schema = |least: u64| {
        json!({
            "title": "Tree",
            "$defs": {
                "Node": {"properties": {"next": {"$ref": "#/$defs/Node"}, "leaf": {"$ref": "#/x"}}},
                "Whole": {"items": {"$ref": "#"}},
                "types": false
            },
            "x": {"type": "integer", "minimum": least}
        })
    };
    let report = compared(&schema(1), &schema(2), &Options::default());
    assert_eq!(
        verdicts(&report),
        [
            ("#/$defs/Node", "breaking"),
            ("#/$defs/Whole", "compatible"),
            ("#/$defs/types", "compatible")
        ]
    );
}

#[test]
fn one_place_can_be_picked() {
    let old = json!({"$schema": "http://json-schema.org/draft-07/schema#",
        "definitions": {"A": {"items": [{"type": "string"}]}}});
    let document = Document::new("types", old).expect("a valid schema");
    let picked = document.rooted_at("#/definitions/A").expect("a definition");
    assert_eq!(picked.name(), "types#/$defs/A");
    let error = document.rooted_at("#/definitions/B").expect_err("no such definition");
    assert_eq!(
        error.to_string(),
        "types: nothing stands at \"#/definitions/B\"; expected `#` and a JSON Pointer, such as those \
         of its definitions: #/$defs/A"
    );
}
