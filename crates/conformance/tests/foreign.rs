//! Schemas that are not of the contract, with keywords that it does not use yet: what the generator
//! means, the `jsonschema` crate finds.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a test says by a panic that it failed")]

use exact_schema_conformance::{Draft, Intention, TypeSchema, cases};
use serde_json::{Value, json};

fn foreign(schema: Value) -> TypeSchema {
    TypeSchema { title: "Foreign".into(), name: "foreign".into(), schema }
}

/// The cases of a type, after the schema itself has judged them.
fn judged(schema: Value) -> Vec<Draft> {
    let options = jsonschema::options().should_validate_formats(true);
    let validator = options.build(&schema).unwrap();
    let drafts = cases(&[foreign(schema)]).unwrap();
    for draft in &drafts {
        let document = exact_schema_json::read(draft.text.as_bytes());
        let errors = document.map(|it| {
            let errors = validator.iter_errors(&it);
            errors.map(|it| it.kind().keyword().to_owned()).collect::<Vec<_>>()
        });
        match (&draft.intention, errors) {
            (Intention::Accepted, Ok(errors)) => {
                assert!(errors.is_empty(), "{draft:?}: {errors:?}")
            }
            (Intention::Refused(meant), Ok(errors)) => {
                assert!(!errors.is_empty(), "{draft:?}");
                let direct = errors.iter().all(|it| it != "anyOf" && it != "oneOf");
                assert!(
                    !direct || meant.iter().all(|it| errors.contains(&it.keyword)),
                    "{draft:?}: {errors:?}"
                );
            }
            (Intention::Refused(_), Err(_)) => {}
            (Intention::Accepted, Err(fault)) => panic!("{draft:?}: {fault}"),
        }
    }
    drafts
}

fn has(drafts: &[Draft], name: &str, accepted: bool) {
    let draft = drafts.iter().find(|it| it.name == format!("foreign/{name}"));
    let draft = draft.unwrap_or_else(|| panic!("{name}"));
    assert_eq!(draft.intention.is_accepted(), accepted, "{draft:?}");
}

#[test]
fn bounds_of_numbers() {
    let drafts = judged(json!({
        "type": "object",
        "properties": {
            "share": { "type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1 },
            "step": { "type": "integer", "minimum": -3, "maximum": 40, "multipleOf": 4 },
            "wide": { "type": ["number", "null"], "maximum": 1e300 },
        },
        "additionalProperties": false,
    }));
    has(&drafts, "share/exclusive-minimum-only-met", false);
    has(&drafts, "share/exclusive-minimum-exceeded", true);
    has(&drafts, "share/exclusive-maximum-only-met", false);
    has(&drafts, "share/exclusive-maximum-undercut", true);
    has(&drafts, "step/multiple", true);
    has(&drafts, "step/multiple-and-a-half", false);
    has(&drafts, "step/maximum-exceeded", false);
    has(&drafts, "wide/maximum-exceeded", false);
}

#[test]
fn bounds_of_lists() {
    let drafts = judged(json!({
        "type": "object",
        "properties": {
            "few": {
                "type": "array",
                "items": { "type": "string", "enum": ["a", "b", "c", "d"] },
                "minItems": 1,
                "maxItems": 3,
                "uniqueItems": true,
            },
            "anything": { "type": "array" },
        },
        "required": ["few"],
    }));
    has(&drafts, "few/min-items-undercut", false);
    has(&drafts, "few/min-items-met", true);
    has(&drafts, "few/max-items-met", true);
    has(&drafts, "few/max-items-exceeded", false);
    has(&drafts, "few/one-item-twice", false);
    has(&drafts, "few/0/enum-unknown", false);
}

#[test]
fn bounds_of_strings() {
    let drafts = judged(json!({
        "type": "object",
        "properties": {
            "code": { "type": "string", "pattern": "^[A-Z]{2}-[0-9]{3,5}$", "maxLength": 7 },
            "moment": { "type": "string", "format": "date-time" },
            "part": { "type": "string", "pattern": "b+", "minLength": 2 },
        },
    }));
    has(&drafts, "code/pattern-in-the-other-case", false);
    has(&drafts, "code/max-length-exceeded", false);
    has(&drafts, "moment/time-offset-of-an-hour", true);
    has(&drafts, "moment/time-leap-second", true);
    has(&drafts, "part/min-length-undercut", false);
}

#[test]
fn open_objects_objects_inside_and_any_value() {
    let drafts = judged(json!({
        "type": "object",
        "properties": {
            "detail": {
                "type": "object",
                "properties": { "why": { "type": "string" }, "more": { "type": "boolean" } },
                "required": ["why"],
                "additionalProperties": false,
            },
            "extra_data": {},
            "kind": { "type": "string", "const": "foreign" },
        },
        "required": ["detail"],
    }));
    has(&drafts, "unknown-member/plain", true);
    has(&drafts, "detail/unknown-member/plain", false);
    has(&drafts, "detail/why/missing", false);
    has(&drafts, "detail/why/number", false);
    has(&drafts, "extra_data/every-json-type", true);
    has(&drafts, "extra_data/too-deep", false);
    has(&drafts, "kind/const-unknown", false);
}

#[test]
fn a_type_that_holds_itself() {
    let drafts = judged(json!({
        "$ref": "#/$defs/Tree",
        "$defs": {
            "Tree": {
                "type": "object",
                "properties": {
                    "name": { "type": "string", "minLength": 1 },
                    "left": { "anyOf": [{ "$ref": "#/$defs/Tree" }, { "type": "null" }] },
                    "others": { "type": "array", "items": { "$ref": "#/$defs/Tree" } },
                },
                "required": ["name"],
                "additionalProperties": false,
            },
        },
    }));
    has(&drafts, "name/min-length-undercut", false);
    has(&drafts, "left/null", true);
    has(&drafts, "others/0/name/missing", false);
}

#[test]
fn a_union_of_two() {
    let branch = |word: &str, bound: u32| {
        json!({
            "type": "object",
            "properties": {
                "kind": { "const": word },
                "size": { "type": "integer", "maximum": bound },
            },
            "required": ["kind", "size"],
            "additionalProperties": false,
        })
    };
    let drafts = judged(json!({
        "type": "object",
        "oneOf": [{ "$ref": "#/$defs/Small" }, { "$ref": "#/$defs/Large" }],
        "properties": { "kind": { "type": "string", "enum": ["small", "large"] } },
        "required": ["kind"],
        "$defs": { "Small": branch("small", 9), "Large": branch("large", 99) },
    }));
    has(&drafts, "kind/missing", false);
    has(&drafts, "kind/enum-unknown", false);
    has(&drafts, "branch-large/tag-last", true);
    has(&drafts, "branch-small/only-the-tag", false);
}

#[test]
fn a_keyword_without_cases_is_refused_by_name_and_place() {
    let schema = json!({
        "type": "object",
        "properties": { "names": { "type": "array", "contains": { "type": "string" } } },
    });
    assert_eq!(
        cases(&[foreign(schema)]).unwrap_err().to_string(),
        "Foreign, at \"/properties/names\" of its published schema: no cases are known for \
         `contains` here; teach `crates/conformance/src/schema` what it means",
    );
}

#[test]
fn a_string_that_nobody_can_guess_is_asked_for() {
    let schema = json!({
        "type": "object",
        "properties": { "odd": { "type": "string", "pattern": "^$|^abc$", "minLength": 9 } },
        "required": ["odd"],
    });
    assert_eq!(
        cases(&[foreign(schema)]).unwrap_err().to_string(),
        "Foreign, at \"/properties/odd\" of its published schema: no string is known that it \
         accepts; give it one in `examples`",
    );
}

#[test]
fn lists_that_need_several_items() {
    let drafts = judged(json!({
        "type": "object",
        "properties": {
            "pairs": { "type": "array", "items": { "type": "number" }, "minItems": 2 },
            "words": {
                "type": "array",
                "items": { "type": "string", "examples": ["b", "c"] },
                "maxItems": 3,
                "uniqueItems": true,
            },
            "none": { "type": "array", "items": { "type": "string" }, "maxItems": 0 },
            "inner": {
                "type": "object",
                "properties": {
                    "pairs": { "type": "array", "items": { "type": "boolean" }, "minItems": 2 },
                },
            },
        },
        "required": ["pairs", "words"],
    }));
    has(&drafts, "pairs/min-items-undercut", false);
    has(&drafts, "pairs/0/text", false);
    has(&drafts, "words/max-items-met", true);
    has(&drafts, "words/one-item-twice", false);
    has(&drafts, "none/max-items-exceeded", false);
}
