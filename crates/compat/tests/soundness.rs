//! Random pairs of small schemas: no document may contradict a claim of compatibility, and every
//! witness must be one. The seed is fixed, so a failure repeats;
//! `COMPAT_SOUNDNESS_ROUNDS` asks for more pairs.

#![allow(clippy::expect_used, reason = "a test stops where it cannot go on")]

use exact_schema_compat::{Document, Options, Verdict, compare};
use serde_json::{Map, Value, json};

/// A linear congruential generator: enough to vary schemas, the same on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % limit
    }

    fn pick(&mut self, values: &[Value]) -> Value {
        values[self.below(values.len())].clone()
    }
}

fn schema(random: &mut Random, depth: usize) -> Value {
    if depth == 0 || random.below(12) == 0 {
        return random.pick(&[
            json!(true),
            json!(false),
            json!({"type": "string"}),
            json!({"const": 1}),
        ]);
    }
    let mut keywords = Map::new();
    for _ in 0..=random.below(3) {
        let (keyword, value) = keyword(random, depth - 1);
        keywords.insert(keyword.to_owned(), value);
    }
    keywords.into()
}

/// The schema of a part of an instance, which may be the recursive one.
fn part(random: &mut Random, depth: usize) -> Value {
    if random.below(5) == 0 { json!({"$ref": "#/$defs/node"}) } else { schema(random, depth) }
}

/// A whole schema document.
fn root(random: &mut Random) -> Value {
    let mut root = schema(random, 3);
    let node = schema(random, 2);
    if let Some(keywords) = root.as_object_mut() {
        keywords.insert("$defs".to_owned(), json!({"node": node}));
        return root;
    }
    json!({"allOf": [root], "$defs": {"node": node}})
}

fn schemas(random: &mut Random, depth: usize) -> Value {
    let count = 1 + random.below(3);
    (0..count).map(|_| schema(random, depth)).collect::<Vec<_>>().into()
}

fn keyword(random: &mut Random, depth: usize) -> (&'static str, Value) {
    let small = json!(random.below(4));
    let types = ["string", "integer", "number", "boolean", "null", "array", "object"];
    match random.below(36) {
        0..=3 => ("type", json!(types[random.below(7)])),
        4 => ("type", json!([types[random.below(3)], types[3 + random.below(4)]])),
        5 => ("const", document(random, 1)),
        6 => ("enum", json!([document(random, 1), document(random, 1), "a"])),
        7 => ("minimum", random.pick(&[json!(0), json!(1), json!(1.5)])),
        8 => ("maximum", random.pick(&[json!(1), json!(2), json!(2.5)])),
        9 => ("exclusiveMinimum", small),
        10 => ("multipleOf", random.pick(&[json!(1), json!(2), json!(0.5)])),
        11 => ("minLength", small),
        12 => ("maxLength", small),
        13 => (
            "pattern",
            random.pick(&[json!("^a"), json!("b$"), json!("^[ab]{1,2}$"), json!("^(?!a)")]),
        ),
        14 => ("required", random.pick(&[json!(["a"]), json!(["b"]), json!(["a", "c"])])),
        15..=16 => ("properties", json!({"a": part(random, depth), "b": part(random, depth)})),
        17 => ("patternProperties", json!({"^a|c": part(random, depth)})),
        18 => ("additionalProperties", part(random, depth)),
        19 => ("propertyNames", schema(random, depth)),
        20 => ("minProperties", small),
        21 => ("maxProperties", small),
        22 => ("dependentRequired", json!({"a": ["b"]})),
        23 => ("dependentSchemas", json!({"b": schema(random, depth)})),
        24 => ("unevaluatedProperties", part(random, depth)),
        25 => ("items", part(random, depth)),
        26 => ("prefixItems", schemas(random, depth)),
        27 => ("contains", part(random, depth)),
        28 => ("minItems", small),
        29 => ("maxItems", small),
        30 => ("uniqueItems", json!(true)),
        31 => ("unevaluatedItems", part(random, depth)),
        32 => ("anyOf", (0..2).map(|_| part(random, depth)).collect::<Vec<_>>().into()),
        33 => ("oneOf", schemas(random, depth)),
        34 => ("not", schema(random, depth)),
        _ => ("allOf", (0..2).map(|_| part(random, depth)).collect::<Vec<_>>().into()),
    }
}

fn document(random: &mut Random, depth: usize) -> Value {
    match random.below(if depth == 0 { 6 } else { 9 }) {
        0 => Value::Null,
        1 => json!(random.below(2) == 0),
        2 => random.pick(&[json!(0), json!(1), json!(2), json!(3), json!(1.0)]),
        3 => random.pick(&[json!(0.5), json!(1.5), json!(2.25), json!(-1)]),
        4 | 5 => {
            random.pick(&[json!(""), json!("a"), json!("b"), json!("ab"), json!("abc"), json!("c")])
        }
        6 => (0..random.below(4)).map(|_| document(random, depth - 1)).collect::<Vec<_>>().into(),
        _ => {
            let mut members = Map::new();
            for name in ["a", "b", "c", "d"] {
                if random.below(2) == 0 {
                    members.insert(name.to_owned(), document(random, depth - 1));
                }
            }
            members.into()
        }
    }
}

/// `schema` with one keyword added, removed or replaced, or another recursive part.
fn edited(random: &mut Random, schema: &Value) -> Value {
    let mut edited = schema.clone();
    let place = if random.below(3) == 0 { "/$defs/node" } else { "" };
    if let Some(keywords) = edited.pointer_mut(place).and_then(Value::as_object_mut) {
        let names: Vec<String> = keywords.keys().filter(|name| *name != "$defs").cloned().collect();
        if !names.is_empty() && random.below(3) == 0 {
            keywords.remove(&names[random.below(names.len())]);
        }
        if random.below(3) > 0 {
            let (keyword, value) = keyword(random, 1);
            keywords.insert(keyword.to_owned(), value);
        }
    }
    edited
}

#[test]
fn no_document_contradicts_a_verdict() {
    let mut random = Random(7);
    let documents: Vec<Value> = (0..900).map(|_| document(&mut random, 3)).collect();
    let rounds = std::env::var("COMPAT_SOUNDNESS_ROUNDS").ok();
    let rounds = rounds.and_then(|rounds| rounds.parse().ok()).unwrap_or(400);
    let (mut compatible, mut breaking, mut undetermined) = (0, 0, 0);
    for _ in 0..rounds {
        let old = root(&mut random);
        let new = if random.below(4) == 0 { root(&mut random) } else { edited(&mut random, &old) };
        let compiled = |schema: &Value| jsonschema::validator_for(schema).expect("a valid schema");
        let (old_validator, new_validator) = (compiled(&old), compiled(&new));
        let load =
            |schema: &Value| Document::new("random", schema.clone()).expect("a valid schema");
        let report = compare(&load(&old), &load(&new), &Options::default());
        for (verdict, accepting, rejecting) in [
            (report.backward, &old_validator, &new_validator),
            (report.forward, &new_validator, &old_validator),
        ] {
            let contradicts =
                |document: &Value| accepting.is_valid(document) && !rejecting.is_valid(document);
            match verdict.expect("both directions are asked for") {
                Verdict::Compatible => {
                    compatible += 1;
                    let contradiction = documents.iter().find(|document| contradicts(document));
                    assert_eq!(contradiction, None, "old {old}\nnew {new}");
                }
                Verdict::Breaking { breaks, .. } => {
                    breaking += 1;
                    for found in breaks {
                        let witness = found.witness.expect("a witness");
                        assert!(contradicts(&witness), "{witness}\nold {old}\nnew {new}");
                    }
                }
                Verdict::Undetermined { reason } => {
                    undetermined += 1;
                    println!("undetermined: {reason}\nold {old}\nnew {new}");
                }
            }
        }
    }
    println!("{compatible} compatible, {breaking} breaking, {undetermined} undetermined");
    assert!(compatible > rounds / 4, "too few claims are put to the test: {compatible}");
    assert!(undetermined * 20 < rounds, "too many pairs stay open: {undetermined}");
}
