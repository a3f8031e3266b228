//! Every field and every keyword of every type, without the hand-written cases.

use exact_schema_conformance::{Draft, Intention, TypeSchema, Violation, cases};
use serde_json::{Value, json};

use crate::published;

/// The keywords that a value of the schema can fail, through references and around null.
fn keywords(root: &Value, schema: &Value) -> Vec<String> {
    if let Some(reference) = schema["$ref"].as_str() {
        return keywords(root, root.pointer(&reference[1..]).unwrap());
    }
    if let Some(branches) = schema["anyOf"].as_array() {
        let other = branches.iter().find(|it| it["type"] != "null").unwrap();
        return keywords(root, other);
    }
    let failing = [
        "const",
        "enum",
        "format",
        "maximum",
        "maxLength",
        "minimum",
        "minLength",
        "pattern",
        "type",
    ];
    failing.iter().filter(|it| schema.get(**it).is_some()).map(|it| (*it).to_owned()).collect()
}

fn document(draft: &Draft) -> Option<Value> {
    exact_schema_json::read(draft.text.as_bytes()).ok()
}

/// Whether the draft is there to show that this, and nothing else, is wrong.
fn shows(draft: &Draft, pointer: &str, keyword: &str) -> bool {
    draft.intention == Intention::Refused(vec![Violation::new(pointer, keyword)])
}

#[test]
fn every_keyword_of_every_field_is_tried_on_both_sides() {
    let types = published::types();
    let drafts = cases(&types).unwrap();
    let mut tried = 0;
    for source in types.iter().filter(|it| it.schema.get("oneOf").is_none()) {
        let own: Vec<&Draft> = drafts.iter().filter(|it| it.title == source.title).collect();
        let accepted: Vec<Value> = own
            .iter()
            .filter(|it| it.intention.is_accepted())
            .map(|it| document(it).unwrap())
            .collect();
        for (name, schema) in source.schema["properties"].as_object().unwrap() {
            let (title, pointer) = (&source.title, format!("/{name}"));
            let values: Vec<&Value> = accepted.iter().filter_map(|it| it.get(name)).collect();
            assert!(values.iter().any(|it| !it.is_null()), "{title}{pointer} is never there");
            assert!(
                values[1..].iter().any(|it| *it != values[0])
                    || schema_has_one_value(source, schema),
                "{title}{pointer} has one value only"
            );
            for keyword in keywords(&source.schema, schema) {
                tried += 1;
                let fails = own.iter().any(|draft| match keyword.as_str() {
                    // What is not of the type is no word of a closed set either.
                    "type" => matches!(&draft.intention, Intention::Refused(found)
                        if found.contains(&Violation::new(pointer.clone(), "type"))
                            && found.iter().all(|it| it.pointer == pointer)),
                    _ => shows(draft, &pointer, &keyword),
                });
                assert!(fails, "{title}{pointer}: no case for `{keyword}`");
            }
        }
    }
    assert!(tried > 200, "{tried}");
}

fn schema_has_one_value(source: &TypeSchema, schema: &Value) -> bool {
    keywords(&source.schema, schema).contains(&"const".to_owned())
}

#[test]
fn every_field_is_absent_null_and_twice() {
    let types = published::types();
    let drafts = cases(&types).unwrap();
    for source in types.iter().filter(|it| it.schema.get("oneOf").is_none()) {
        let needed = source.schema["required"].as_array().unwrap();
        for name in source.schema["properties"].as_object().unwrap().keys() {
            let find = |what: &str| {
                let name = format!("{}/{name}/{what}", source.name);
                drafts.iter().find(|it| it.name == name).unwrap_or_else(|| panic!("{name}"))
            };
            if needed.contains(&json!(name)) {
                assert!(shows(find("missing"), "", "required"));
            } else {
                assert!(find("absent").intention.is_accepted());
                assert!(document(find("absent")).unwrap().get(name).is_none());
            }
            assert_eq!(document(find("null")).unwrap()[name], Value::Null);
            assert!(shows(find("twice"), &format!("/{name}"), "duplicateMember"));
        }
    }
}

#[test]
fn a_new_field_brings_its_cases_and_takes_none_away() {
    let mut types = published::types();
    let before = cases(&types).unwrap();
    let request = types.iter_mut().find(|it| it.title == "ExportBundleRequest").unwrap();
    request.schema["properties"]["pages"] =
        json!({ "type": "integer", "minimum": 1, "maximum": 40, "default": 1 });
    let after = cases(&types).unwrap();
    let is_new = |it: &&Draft| before.iter().all(|old| old.name != it.name);
    let fresh: Vec<&str> =
        after.iter().filter(is_new).map(|it| it.name.rsplit('/').next().unwrap()).collect();
    for what in ["absent", "default", "null", "text", "maximum-exceeded", "minimum-undercut"] {
        assert!(fresh.contains(&what), "{what} is not in {fresh:?}");
    }
    for old in &before {
        assert!(after.iter().any(|it| it.name == old.name), "{} is gone", old.name);
    }
}
