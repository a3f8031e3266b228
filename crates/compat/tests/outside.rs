//! References to documents that are not among those that are compared.

#![allow(clippy::expect_used, clippy::panic, reason = "a test stops where it cannot go on")]

use std::fs;

use exact_schema_compat::{Catalogue, Document, Options, Verdict, compare};
use serde_json::{Value, json};

fn backward(old: Value, new: Value) -> Verdict {
    let load = |schema: Value| Document::new("order", schema).expect("a valid schema");
    let report = compare(&load(old), &load(new), &Options::default());
    report.backward.expect("both directions are asked for")
}

fn order(part: &str, kind: &str) -> Value {
    json!({"properties": {"part": {"$ref": part}, "count": {"type": kind}}})
}

#[test]
fn what_is_not_known_is_equal_to_itself() {
    for part in
        ["https://example.org/part", "https://example.org/part#/definitions/A%20b", "urn:a:b#c"]
    {
        assert!(backward(order(part, "integer"), order(part, "number")).is_compatible(), "{part}");
        let narrowed = backward(order(part, "number"), order(part, "integer"));
        let [found] = narrowed.breaks() else { panic!("{narrowed:?}") };
        assert_eq!(found.changes[0].new.as_deref(), Some("/properties/count/type"));
        assert_eq!(found.witness, Some(json!({"count": 0.5})));
    }
}

#[test]
fn nothing_is_claimed_of_what_is_not_known() {
    let [old, new] = ["https://example.org/a", "https://example.org/b"].map(|it| order(it, "null"));
    let Verdict::Undetermined { reason } = backward(old, new) else { panic!("nothing is known") };
    assert!(reason.contains("\"https://example.org/"), "{reason}");
    // That a longer part is rejected cannot be shown: there may be none.
    let part = json!({"$ref": "https://example.org/part"});
    let longest = json!({"$ref": "https://example.org/part", "maxLength": 3});
    let array = |items: Value| json!({"type": "array", "items": items});
    let verdict = backward(array(part), array(longest));
    assert!(matches!(verdict, Verdict::Undetermined { .. }), "{verdict:?}");
}

#[test]
fn a_file_that_is_missing_is_a_mistake() {
    let error = Document::new("order.json", order("part.json", "null")).expect_err("no such file");
    let message = error.to_string();
    assert!(message.contains("the reference \"part.json\" leads to no schema"), "{message}");
}

#[test]
fn the_meta_schema_of_a_draft_is_known() {
    let schema = |least: u64| {
        json!({
            "$schema": "http://json-schema.org/draft-07/schema#",
            "properties": {
                "form": {"$ref": "http://json-schema.org/draft-07/schema#"},
                "count": {"minimum": least}
            }
        })
    };
    assert_eq!(backward(schema(1), schema(2)).breaks().len(), 1);
    let plain = json!({"$ref": "http://json-schema.org/draft-07/schema#"});
    let verdict = backward(json!({"type": "object"}), plain);
    assert!(verdict.is_breaking(), "{verdict:?}");
}

#[test]
fn the_meta_schemas_that_are_made_of_parts_are_known() {
    for draft in ["2019-09", "2020-12"] {
        let uri = format!("https://json-schema.org/draft/{draft}/schema");
        let schema = json!({"$schema": uri, "properties": {"form": {"$ref": uri}}});
        let held = |form: Value| {
            backward(json!({"properties": {"form": {"const": form}}}), schema.clone())
        };
        let good = json!({"items": {"minLength": 1}, "$defs": {"a": {"not": {"required": ["b"]}}}});
        assert_eq!(held(good), Verdict::Compatible, "{draft}");
        // Deep in a part, through the reference back to the whole.
        let bad = json!({"items": {"not": {"properties": {"a": {"minLength": -1}}}}});
        assert!(held(bad).is_breaking(), "{draft}");
    }
}

#[test]
fn a_meta_schema_that_is_extended_is_not_known() {
    let uri = "https://json-schema.org/draft/2020-12/schema";
    let extending =
        json!({"$dynamicAnchor": "meta", "$ref": uri, "properties": {"$mine": {"type": "string"}}});
    let verdict = backward(json!({"properties": {"type": {"const": 1}}}), extending);
    assert!(!verdict.is_compatible(), "{verdict:?}");
}

#[test]
fn a_catalogue_gives_documents_by_their_ids() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, schema: &Value| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(&path, schema.to_string()).expect("a file");
        path
    };
    let part =
        json!({"$id": "https://example.org/part", "definitions": {"A": {"type": "integer"}}});
    write("catalogue/deep/part.json", &part);
    write("catalogue/not.json", &json!([]));
    let reference = "https://example.org/part#/definitions/A";
    let old = write("old.json", &json!({"items": {"$ref": reference}}));
    let new = write("new.json", &json!({"items": {"type": "string"}}));
    let catalogue = Catalogue::read(&folder.path().join("catalogue")).expect("a catalogue");
    let [old, new] = [old, new].map(|path| catalogue.load(&path).expect("valid schemas").remove(0));
    let report = compare(&old, &new, &Options::default());
    assert!(report.backward.is_some_and(|it| it.is_breaking()));
}

#[test]
fn what_a_known_document_lacks_is_a_mistake() {
    let reference = "http://json-schema.org/draft-07/schema#/definitions/no-such";
    let own = json!({"$id": "https://example.org/a", "$ref": "https://example.org/a#/$defs/none"});
    for schema in [json!({"$ref": reference}), own] {
        let error =
            Document::new("order.json", schema).expect_err("no such definition").to_string();
        assert!(error.contains("leads to no schema"), "{error}");
    }
}
