//! The shape of a report, as JSON and as text.

#![allow(clippy::expect_used, reason = "a test stops where it cannot go on")]

use exact_schema_compat::{Document, Mode, Options, Report, compare, render};
use serde_json::{Value, json};

fn report(old: &Value, new: &Value, options: &Options) -> Report {
    let load = |schema: &Value| Document::new("order", schema.clone()).expect("a valid schema");
    Report::new(vec![compare(&load(old), &load(new), options)])
}

fn order() -> Value {
    json!({
        "type": "object",
        "properties": {
            "id": {"$ref": "#/$defs/Id"},
            "state": {"enum": ["open", "paid"]},
            "note": {"type": "string"}
        },
        "required": ["id"],
        "additionalProperties": false,
        "$defs": {"Id": {"type": "string", "pattern": "^ORD-[0-9]{4}$", "examples": ["ORD-2024"]}}
    })
}

#[test]
fn one_break_stands_beside_the_verdict() {
    let mut new = order();
    new["required"] = json!(["id", "state"]);
    let report = serde_json::to_value(report(&order(), &new, &Options::default()));
    assert_eq!(
        report.expect("plain data"),
        json!({
            "types": [{
                "type": "order",
                "backward": {
                    "verdict": "breaking",
                    "witness": {"id": "ORD-2024"},
                    "violations": [{
                        "pointer": "",
                        "keyword": "required",
                        "message": "\"state\" is a required property"
                    }],
                    "changes": [{"old": "/required", "new": "/required"}],
                    "kinds": ["property-became-required"]
                },
                "forward": {"verdict": "compatible", "changes": []},
                "required_bump": "major"
            }],
            "verdict": "breaking",
            "required_bump": "major"
        })
    );
}

#[test]
fn a_change_behind_a_reference_is_located_where_it_is_written() {
    let mut new = order();
    new["$defs"]["Id"]["pattern"] = json!("^ORD-[0-9]{6}$");
    let report = report(&order(), &new, &Options { mode: Mode::Backward, ..Options::default() });
    let report = serde_json::to_value(report).expect("plain data");
    let backward = &report["types"][0]["backward"];
    let place = "/$defs/Id/pattern";
    assert_eq!(backward["changes"], json!([{"old": place, "new": place}]));
    assert_eq!(backward["violations"][0]["pointer"], "/id");
    assert_eq!(report["types"][0]["forward"], Value::Null);
}

#[test]
fn several_breaks_are_listed_each_with_its_own_witness() {
    let mut new = order();
    new["required"] = json!(["id", "note"]);
    new["properties"]["state"]["enum"] = json!(["paid"]);
    let report = serde_json::to_value(report(&order(), &new, &Options::default()));
    let backward = &report.expect("plain data")["types"][0]["backward"];
    let breaks = backward["breaks"].as_array().expect("a list of breaks");
    let witnesses: Vec<&Value> = breaks.iter().map(|found| &found["witness"]).collect();
    let missing_note = json!({"id": "ORD-2024"});
    let lost_state = json!({"id": "ORD-2024", "note": "example", "state": "open"});
    assert_eq!(witnesses, [&missing_note, &lost_state]);
    assert_eq!(backward["witness"], breaks[0]["witness"]);
}

#[test]
fn the_required_bump_tells_how_much_has_changed() {
    let mut titled = order();
    titled["title"] = json!("Order");
    let mut widened = order();
    widened["properties"]["state"]["enum"] = json!(["open", "paid", "lost"]);
    for (new, bump) in [(order(), "none"), (titled, "patch"), (widened, "minor")] {
        assert_eq!(report(&order(), &new, &Options::default()).required_bump().name(), bump);
    }
}

#[test]
fn the_text_says_what_broke_and_where() {
    let mut new = order();
    new["required"] = json!(["id", "state"]);
    assert_eq!(
        render(&report(&order(), &new, &Options::default())),
        "\
order
  backward: breaking – 1 break
    1. changed: /required
      kind: property-became-required
      the new schema rejects this document:
        {\"id\":\"ORD-2024\"}
      at the document (required): \"state\" is a required property
  forward: compatible – proved: the old schema accepts what the new one accepts

verdict: breaking
required version bump: major
"
    );
}

#[test]
fn witnesses_are_readable() {
    let text = |keywords: &Value| {
        let mut schema = json!({"type": "string"});
        let schema = schema.as_object_mut().expect("an object");
        schema.extend(keywords.as_object().expect("keywords").clone());
        Value::from(schema.clone())
    };
    for (old, new, witness) in [
        (
            json!({"format": "date-time"}),
            json!({"format": "date-time", "pattern": "^2"}),
            "1999-01-01T00:00:00Z",
        ),
        (json!({}), json!({"pattern": "^.{2,}$"}), "a"),
        (json!({"format": "date"}), json!({"format": "date", "pattern": "^1"}), "2024-05-17"),
    ] {
        let report = report(&text(&old), &text(&new), &Options::default());
        let first = report.breaks().next().and_then(|found| found.witness.clone());
        assert_eq!(first, Some(witness.into()), "{new}");
    }
}
