//! Schemas that do not say in which draft they are.

#![allow(clippy::expect_used, reason = "a test stops where it cannot go on")]

use std::fs;

use exact_schema_compat::{
    Catalogue, Document, Draft, Mode, Options, Reading, Verdict, compare, load,
};
use serde_json::{Value, json};

/// The schema of a file, read with that catalogue.
fn read(schema: &Value, catalogue: &Catalogue) -> Document {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("order.json");
    fs::write(&file, schema.to_string()).expect("a file");
    catalogue.load(&file).expect("a schema").remove(0)
}

/// Whether both accept the same.
fn are_equal(one: &Document, two: &Document) -> bool {
    let options = Options { mode: Mode::Full, ..Options::default() };
    let report = compare(one, two, &options);
    let proved =
        |verdict: &Option<_>| verdict.as_ref().is_some_and(|it| matches!(it, Verdict::Compatible));
    proved(&report.backward) && proved(&report.forward)
}

#[test]
fn a_draft_is_recognised_by_what_only_it_has() {
    let none = Catalogue::default();
    let cases = [
        (
            json!({ "items": [{ "type": "string" }] }),
            json!({ "prefixItems": [{ "type": "string" }] }),
            Draft::Draft7,
        ),
        (
            json!({ "minimum": 3, "exclusiveMinimum": true }),
            json!({ "exclusiveMinimum": 3 }),
            Draft::Draft4,
        ),
    ];
    for (old, same, draft) in cases {
        let old = read(&old, &none);
        let reading = old.reading().expect("it names none");
        assert_eq!((reading.draft, reading.is_said), (draft, false));
        assert!(reading.told_by.is_some());
        assert!(are_equal(&old, &read(&same, &none)));
    }
}

/// `dependencies` mean nothing in 2020-12, and much in draft 7; `$schema` decides whatever is said.
#[test]
fn what_is_said_decides_unless_the_schema_says_it() {
    let dependent = json!({ "dependentRequired": { "a": ["b"] } });
    let mut old = json!({ "dependencies": { "a": ["b"] } });
    let (none, seven) = (Catalogue::default(), Catalogue::default().in_draft(Draft::Draft7));
    let dependent = read(&dependent, &none);

    let silent = read(&old, &none);
    let of_2020 = Reading { draft: Draft::Draft2020, told_by: None, is_said: false };
    assert_eq!(silent.reading(), Some(&of_2020));
    assert!(!are_equal(&silent, &dependent));
    assert!(are_equal(&read(&old, &seven), &dependent));

    old["$schema"] = "https://json-schema.org/draft/2020-12/schema".into();
    let says_it = read(&old, &seven);
    assert_eq!(says_it.reading(), None);
    assert!(!are_equal(&says_it, &dependent));
}

#[test]
fn what_is_the_same_in_all_drafts_is_not_spoken_of() {
    assert_eq!(read(&json!(true), &Catalogue::default()).reading(), None);
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("all.json"), "true").expect("a file");
    assert_eq!(load(folder.path()).expect("a schema")[0].reading(), None);
}
