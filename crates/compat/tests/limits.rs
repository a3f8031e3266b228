//! Schemas that are hard to compare get an answer, or are said to be undetermined; never a panic.

#![allow(clippy::expect_used, clippy::panic, reason = "a test stops where it cannot go on")]

use exact_schema_compat::{Document, Inclusion, Options, TypeReport, Verdict, compare, inclusion};
use serde_json::{Map, Value, json};

fn compared(old: Value, new: Value) -> TypeReport {
    let load = |schema| Document::new("limits", schema).expect("a valid schema");
    compare(&load(old), &load(new), &Options::default())
}

fn backward(old: Value, new: Value) -> Verdict {
    compared(old, new).backward.expect("both directions are asked for")
}

/// A web of objects that refer to each other, with `leaf` somewhere in it.
fn web(size: usize, prefix: &str, leaf: &Value) -> Value {
    let mut defs = Map::new();
    for index in 0..size {
        let target = |step: usize| format!("#/$defs/{prefix}{}", (index * 7 + step) % size);
        let mut properties = Map::new();
        properties.insert("next".to_owned(), json!({"$ref": target(1)}));
        properties.insert("all".to_owned(), json!({"items": {"$ref": target(3)}, "type": "array"}));
        if index == size / 2 {
            properties.insert("leaf".to_owned(), leaf.clone());
        }
        let object = json!({"type": "object", "properties": properties});
        defs.insert(format!("{prefix}{index}"), object);
    }
    json!({"$ref": format!("#/$defs/{prefix}0"), "$defs": defs})
}

#[test]
fn large_recursive_schemas_are_decided() {
    let narrow = json!({"type": "string", "maxLength": 4});
    let wide = json!({"type": "string", "maxLength": 5});
    assert!(backward(web(120, "A", &narrow), web(120, "B", &wide)).is_compatible());
    assert!(backward(web(120, "A", &wide), web(120, "B", &narrow)).is_breaking());
}

#[test]
fn long_arrays_are_reached() {
    let array = |max: u64| json!({"type": "array", "items": {"type": "integer"}, "maxItems": max});
    let Verdict::Breaking { breaks, .. } = backward(array(100_000), array(99_999)) else {
        panic!("one item fewer is allowed")
    };
    let witness = breaks[0].witness.as_ref().and_then(Value::as_array).expect("an array");
    assert_eq!(witness.len(), 100_000);
}

#[test]
fn reference_cycles_come_to_an_end() {
    let cycle = json!({"$ref": "#/$defs/a", "$defs": {
        "a": {"$ref": "#/$defs/b"}, "b": {"anyOf": [{"$ref": "#/$defs/a"}, {"type": "null"}]}
    }});
    compared(cycle.clone(), json!({"type": "null"}));
    compared(json!({"not": {"$ref": "#"}}), cycle);
}

fn nested(levels: usize, leaf: &str) -> Value {
    (0..levels).fold(
        json!({"type": leaf}),
        |schema, _| json!({"type": "object", "properties": {"a": schema}, "required": ["a"]}),
    )
}

#[test]
fn deep_schemas_are_decided() {
    assert!(backward(nested(120, "integer"), nested(120, "number")).is_compatible());
    assert!(backward(nested(120, "number"), nested(120, "integer")).is_breaking());
}

#[test]
fn deeper_schemas_are_refused() {
    let error = Document::new("deep", nested(200, "integer")).expect_err("too deep");
    assert_eq!(
        error.to_string(),
        "deep: nests deeper than 256 objects and arrays; give what is in there a place among `$defs`, \
         and refer to it"
    );
}

#[test]
fn what_is_too_large_to_be_made_up_is_said_to_be() {
    let least = |keyword: &str, least: u64| {
        let mut schema = Map::new();
        schema.insert(
            "type".to_owned(),
            json!(if keyword == "minItems" { "array" } else { "object" }),
        );
        schema.insert(keyword.to_owned(), json!(least));
        Value::Object(schema)
    };
    for keyword in ["minItems", "minProperties"] {
        let report = compared(least(keyword, 10_000_000), least(keyword, 10_000_001));
        assert_eq!(report.forward, Some(Verdict::Compatible), "{keyword}");
        let Some(Verdict::Undetermined { reason }) = report.backward else {
            panic!("{keyword}: the witness has ten million parts")
        };
        assert!(reason.contains("too large to be made up"), "{reason}");
    }
}

#[test]
fn numbers_that_no_double_holds_are_the_reason() {
    let all = |divisors: &[u64]| {
        let each: Vec<Value> = divisors.iter().map(|it| json!({"multipleOf": it})).collect();
        json!({"type": "integer", "not": {"const": 0}, "allOf": each})
    };
    let primes = all(&[999_983, 1_000_003, 1_000_033, 1_000_037, 1_000_039]);
    let Verdict::Undetermined { reason } = backward(primes, all(&[1_000_081])) else {
        panic!("the least common multiple has thirty digits")
    };
    assert!(reason.starts_with("the numbers in question"), "{reason}");
}

#[test]
fn a_dynamic_reference_with_several_meanings_stays_undetermined() {
    let schema = json!({
        "$dynamicAnchor": "node",
        "$defs": {"other": {"$dynamicAnchor": "node", "$id": "https://example.org/other"}},
        "properties": {"a": {"$dynamicRef": "#node"}}
    });
    let verdict = backward(schema, json!(true));
    assert!(matches!(verdict, Verdict::Undetermined { .. }), "{verdict:?}");
}

#[test]
fn an_unreadable_pattern_is_no_proof() {
    let pattern = |pattern: &str| json!({"type": "string", "pattern": pattern});
    let verdict = backward(pattern(r"^(a+)\1$"), pattern("^a+$"));
    assert!(!verdict.is_compatible(), "{verdict:?}");
}

#[test]
fn other_dialects_are_refused() {
    let schema = json!({"$schema": "https://example.com/my-own-dialect"});
    let error = Document::new("old.json", schema).expect_err("another dialect");
    assert_eq!(
        error.to_string(),
        "old.json: declares the dialect \"https://example.com/my-own-dialect\"; expected a draft of \
         JSON Schema from 4 to 2020-12 (https://json-schema.org/draft/2020-12/schema)"
    );
}

/// Objects that are told apart by a tag, each with a member of that type.
fn union(size: usize, kind: &str) -> Value {
    let branch = |index: usize| {
        let mut properties = Map::new();
        properties.insert("tag".to_owned(), json!({"const": format!("t{index}")}));
        properties.insert(format!("v{index}"), json!({"type": kind}));
        json!({"type": "object", "properties": properties, "required": ["tag", format!("v{index}")]})
    };
    json!({"oneOf": (0..size).map(branch).collect::<Vec<_>>()})
}

fn properties(size: usize, kind: &str) -> Value {
    let property = |index: usize| (format!("p{index}"), json!({"type": kind}));
    json!({"type": "object", "properties": (0..size).map(property).collect::<Map<_, _>>()})
}

#[test]
fn large_unions_and_objects_are_decided() {
    for (old, new) in [
        (union(80, "integer"), union(80, "number")),
        (properties(1_000, "integer"), properties(1_000, "number")),
    ] {
        let [old, new] =
            [old, new].map(|schema| Document::new("limits", schema).expect("a valid schema"));
        assert_eq!(inclusion(&old, &new, &Options::default()), Inclusion::Proved);
    }
}

#[test]
fn what_is_not_looked_at_is_counted() {
    let load = |kind: &str| Document::new("limits", properties(20, kind)).expect("a valid schema");
    let (old, new) = (load("number"), load("integer"));
    let run = |max_breaks: usize| {
        let options = Options { max_breaks, ..Options::default() };
        compare(&old, &new, &options).backward.expect("both directions are asked for")
    };
    let Verdict::Breaking { breaks, unexamined } = run(3) else { panic!("fractions are lost") };
    assert_eq!((breaks.len(), unexamined), (3, 17));
    let Verdict::Breaking { breaks, unexamined } = run(usize::MAX) else { panic!("the same") };
    assert_eq!((breaks.len(), unexamined), (20, 0));
    assert!(breaks.iter().all(|found| found.changes.len() == 1));
    assert_eq!(run(usize::MAX), Verdict::Breaking { breaks, unexamined });
}

#[test]
fn a_witness_of_many_members_is_found() {
    let schema = |min: u64| json!({"type": "object", "minProperties": min});
    let verdict = backward(schema(5_000), schema(5_001));
    let witness = verdict.breaks()[0].witness.as_ref().and_then(Value::as_object);
    assert_eq!(witness.map(Map::len), Some(5_000));
}

#[test]
fn patterns_that_need_too_many_states_are_named() {
    let pattern = |most: u32| format!("^(?:[a-z]{{1,1000}}[0-9]{{1,{most}}}){{1,20}}$");
    let schema = |most: u32| json!({"type": "string", "pattern": pattern(most)});
    let Verdict::Undetermined { reason } = backward(schema(1000), schema(999)) else {
        panic!("too many states")
    };
    assert!(reason.starts_with("too many states are needed"), "{reason}");
    assert!(reason.contains(&pattern(1000)) && reason.contains(&pattern(999)), "{reason}");
}
