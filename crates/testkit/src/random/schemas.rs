//! Schemas at random, as proptest draws them.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::{BoxedStrategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::{Map, Value, json};

use super::words::{NAMES, TYPES};

/// The same choices in every run.
pub fn runner(cases: u32) -> TestRunner {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha))
}

/// The first values of a strategy.
pub fn first(count: usize, strategy: &BoxedStrategy<Value>) -> Vec<Value> {
    let mut runner = runner(1);
    let drawn = (0..count).map(|_| strategy.new_tree(&mut runner));
    drawn.filter_map(|tree| Some(tree.ok()?.current())).collect()
}

const TITLES: &[&str] = &["Thing", "A", "Self", "Option", "a thing", "日本", "", "Thing2"];

const PATTERNS: &[&str] =
    &["^a", "b$", "^[a-z]{1,3}$", "", "a|b", "^\\p{L}*$", "^.$", "[^a]", "^(?:a|b)+$", "\\d", "^$"];

const BAD_PATTERNS: &[&str] = &["(", "(?=a)", "\\1", "[z-a]", "\\bword", "*"];

const POINTERS: &[&str] =
    &["#", "#/$defs/A", "#/$defs/B", "#/$defs/C", "#/properties/a", "#/items", "#/$defs/A/items"];

const BAD_POINTERS: &[&str] =
    &["#/nowhere", "#a", "other.schema.json", "https://example.com/", "#/%ff", "#/$defs"];

const FORMATS: &[&str] = &["date-time", "uuid", "email", "nonsense"];

fn text(from: &'static [&'static str]) -> BoxedStrategy<Value> {
    select(from).prop_map(Value::from).boxed()
}

fn name() -> BoxedStrategy<String> {
    select(NAMES).prop_map(str::to_owned).boxed()
}

fn number() -> BoxedStrategy<Value> {
    let edges = vec![
        json!(0),
        json!(1),
        json!(-1),
        json!(2.5),
        json!(-0.0),
        json!(3.0),
        json!(10),
        json!(i64::MIN),
        json!(i64::MAX),
        json!(u64::MAX),
        json!(9_007_199_254_740_992_u64),
        json!(9_007_199_254_740_993_u64),
        json!(1e300),
        json!(-1e300),
        json!(5e-324),
    ];
    prop_oneof![4 => (-5..=5).prop_map(Value::from), 1 => select(edges)].boxed()
}

fn size() -> BoxedStrategy<Value> {
    let edges = vec![json!(2.0), json!(u64::MAX), json!(1e300)];
    prop_oneof![9 => (0..4).prop_map(Value::from), 1 => select(edges)].boxed()
}

/// Any JSON value.
pub fn any_value() -> BoxedStrategy<Value> {
    let strings = vec!["", "a", "b", "abc", "ü", "a\u{0}\n", "#", "2024-01-01T00:00:00Z", "😀"];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        number(),
        select(strings).prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![vec(inner.clone(), 0..4).prop_map(Value::from), by_name(inner)]
    })
    .boxed()
}

fn by_name(values: impl Strategy<Value = Value> + 'static) -> BoxedStrategy<Value> {
    vec((name(), values), 0..4)
        .prop_map(|members| Value::Object(members.into_iter().collect()))
        .boxed()
}

fn names() -> BoxedStrategy<Value> {
    vec(name(), 0..3)
        .prop_map(|mut names| {
            names.sort();
            names.dedup();
            Value::from(names)
        })
        .boxed()
}

fn types() -> BoxedStrategy<Value> {
    let pair = (select(TYPES), select(TYPES)).prop_map(|(left, right)| match left == right {
        true => json!([left]),
        false => json!([left, right]),
    });
    prop_oneof![4 => text(TYPES), 1 => pair].boxed()
}

/// One keyword that holds no schema, with a value that is in order.
fn plain_keyword() -> BoxedStrategy<(String, Value)> {
    let keyword = |name: &'static str, value: BoxedStrategy<Value>| {
        value.prop_map(move |value| (name.to_owned(), value)).boxed()
    };
    let sizes = select(vec![
        "minLength",
        "maxLength",
        "minItems",
        "maxItems",
        "minProperties",
        "maxProperties",
        "minContains",
        "maxContains",
    ]);
    let bounds = select(vec!["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"]);
    let divisors = select(vec![json!(1), json!(2), json!(3.0), json!(0.5), json!(0.1)]);
    prop_oneof![
        6 => keyword("type", types()),
        2 => (sizes, size()).prop_map(|(name, value)| (name.to_owned(), value)),
        2 => (bounds, number()).prop_map(|(name, value)| (name.to_owned(), value)),
        1 => keyword("multipleOf", divisors.boxed()),
        1 => keyword("pattern", text(PATTERNS)),
        1 => keyword("uniqueItems", any::<bool>().prop_map(Value::from).boxed()),
        2 => keyword("required", names()),
        1 => keyword("enum", vec(any_value(), 0..4).prop_map(Value::from).boxed()),
        1 => keyword("enum", vec(select(NAMES), 1..4).prop_map(Value::from).boxed()),
        1 => keyword("const", any_value()),
        1 => keyword("default", any_value()),
        1 => keyword("title", text(TITLES)),
        1 => keyword("description", text(&["Text.", "*/ \r\u{202e}", "```", ""])),
        1 => keyword("deprecated", any::<bool>().prop_map(Value::from).boxed()),
        2 => keyword("$ref", text(POINTERS)),
        1 => keyword("dependentRequired", vec((name(), names()), 0..2).prop_map(|members| {
            Value::Object(members.into_iter().collect())
        }).boxed()),
    ]
    .boxed()
}

/// One keyword that is refused, malformed, unknown or misplaced.
fn bad_keyword() -> BoxedStrategy<(String, Value)> {
    let known = select(vec![
        "type",
        "enum",
        "minLength",
        "minimum",
        "pattern",
        "required",
        "properties",
        "items",
        "allOf",
        "anyOf",
        "not",
        "$ref",
        "$defs",
        "additionalProperties",
        "title",
        "examples",
        "dependentRequired",
        "uniqueItems",
        "multipleOf",
        "$id",
        "$schema",
        "$anchor",
        "x-fresh",
        "x-expected",
        "x-sensitivity",
        "definitions",
        "dependencies",
        "$vocabulary",
        "contentSchema",
        "format",
        "prefixItems",
        "$recursiveAnchor",
        "$dynamicAnchor",
        "maxContains",
        "if",
        "patternProperties",
        "nonsense",
    ]);
    let text_of = |name: &'static str, value: BoxedStrategy<Value>| {
        value.prop_map(move |value| (name.to_owned(), value)).boxed()
    };
    prop_oneof![
        4 => (known, any_value()).prop_map(|(name, value)| (name.to_owned(), value)),
        1 => text_of("pattern", text(BAD_PATTERNS)),
        1 => text_of("$ref", text(BAD_POINTERS)),
        1 => text_of("format", text(FORMATS)),
        1 => text_of("examples", vec(any_value(), 0..2).prop_map(Value::from).boxed()),
    ]
    .boxed()
}

/// One keyword that holds schemas.
fn nesting_keyword(inner: BoxedStrategy<Value>) -> BoxedStrategy<(String, Value)> {
    let one = select(vec![
        "items",
        "additionalProperties",
        "not",
        "if",
        "then",
        "else",
        "contains",
        "propertyNames",
        "unevaluatedItems",
        "unevaluatedProperties",
    ]);
    let list = select(vec!["allOf", "anyOf", "oneOf", "prefixItems"]);
    let patterns = vec((select(PATTERNS), inner.clone()), 0..2).prop_map(|members| {
        let named = members.into_iter().map(|(name, schema)| (name.to_owned(), schema));
        ("patternProperties".to_owned(), Value::Object(named.collect()))
    });
    prop_oneof![
        4 => by_name(inner.clone()).prop_map(|map| ("properties".to_owned(), map)),
        2 => Just(("additionalProperties".to_owned(), json!(false))),
        1 => Just(("unevaluatedProperties".to_owned(), json!(false))),
        3 => (one, inner.clone()).prop_map(|(name, schema)| (name.to_owned(), schema)),
        3 => (list, vec(inner.clone(), 1..3))
            .prop_map(|(name, schemas)| (name.to_owned(), Value::from(schemas))),
        1 => patterns,
        1 => by_name(inner).prop_map(|map| ("dependentSchemas".to_owned(), map)),
    ]
    .boxed()
}

/// A schema of any keywords with any values; `bad` of a hundred keywords are not in order.
pub fn any_schema(bad: u32) -> BoxedStrategy<Value> {
    let plain = move || {
        if bad == 0 {
            return plain_keyword();
        }
        prop_oneof![100 - bad => plain_keyword(), bad => bad_keyword()].boxed()
    };
    let object = |keywords: Vec<(String, Value)>| Value::Object(keywords.into_iter().collect());
    let leaf = prop_oneof![
        1 => any::<bool>().prop_map(Value::from),
        9 => vec(plain(), 0..4).prop_map(object),
    ];
    let nested = leaf.prop_recursive(3, 16, 4, move |inner| {
        let keyword = prop_oneof![plain(), nesting_keyword(inner.clone())];
        prop_oneof![1 => inner, 4 => vec(keyword, 1..6).prop_map(object)]
    });
    with_definitions(nested.boxed())
}

/// A schema of the kind that has a structure: one type, and the keywords that go with it.
pub fn typed_schema() -> BoxedStrategy<Value> {
    let integer = (-3..3, 0..5).prop_map(
        |(least, span)| json!({ "type": "integer", "minimum": least, "maximum": least + span }),
    );
    let string = (0..2, 1..4, select(PATTERNS)).prop_map(|(least, most, pattern)| {
        json!({ "type": "string", "minLength": least, "maxLength": most, "pattern": pattern })
    });
    let words = vec(select(vec!["a", "b", "abc", "in_progress", "type"]), 1..4)
        .prop_map(|words| json!({ "enum": words }));
    let leaf = prop_oneof![
        3 => text(TYPES).prop_map(|name| json!({ "type": name })),
        2 => integer,
        2 => string,
        2 => words,
        1 => number().prop_map(|bound| json!({ "type": "number", "minimum": bound })),
        2 => text(POINTERS).prop_map(|pointer| json!({ "$ref": pointer })),
        1 => Just(json!({})),
    ];
    let nested = leaf.prop_recursive(3, 16, 4, |inner| {
        let closed = select(vec![None, Some(json!(false)), Some(json!(true))]);
        let object = (by_name(inner.clone()), any::<u64>(), closed).prop_map(object);
        let list = (inner.clone(), 0..2, 1..4, any::<bool>()).prop_map(|(items, least, most, unique)| {
            json!({ "type": "array", "items": items, "minItems": least, "maxItems": most, "uniqueItems": unique })
        });
        let union = vec(inner.clone(), 1..4).prop_map(|schemas| {
            let branches = schemas.into_iter().zip(["x", "y-z", "self"]).map(|(schema, tag)| {
                json!({
                    "type": "object",
                    "properties": { "kind": { "const": tag }, "a": schema },
                    "required": ["kind"],
                    "additionalProperties": tag == "x",
                })
            });
            json!({ "oneOf": branches.collect::<Vec<_>>() })
        });
        let extension = (by_name(inner.clone()), any::<bool>()).prop_map(|(properties, closed)| {
            let mut schema = json!({
                "type": "object", "properties": properties, "allOf": [{ "$ref": "#/$defs/Base" }],
            });
            if closed {
                schema["unevaluatedProperties"] = json!(false);
            }
            schema
        });
        prop_oneof![
            4 => object,
            2 => list,
            1 => union,
            1 => extension,
            1 => inner.clone().prop_map(|schema| json!({ "anyOf": [schema, { "type": "null" }] })),
            1 => inner.clone().prop_map(|schema| json!({ "type": "array", "items": schema })),
            1 => inner.prop_map(|schema| json!({ "type": "object", "additionalProperties": schema })),
        ]
    });
    let base = json!({ "type": "object", "properties": { "base": { "type": "boolean" } } });
    with_definitions(nested.boxed())
        .prop_map(move |mut schema| {
            schema["$defs"]["Base"] = base.clone();
            schema
        })
        .boxed()
}

fn object((properties, required, closed): (Value, u64, Option<Value>)) -> Value {
    let names = properties.as_object().into_iter().flatten().map(|(name, _)| name);
    let required: Vec<&String> =
        names.enumerate().filter(|(at, _)| required >> at & 1 == 1).map(|(_, name)| name).collect();
    let mut schema = json!({ "type": "object", "required": required, "properties": properties });
    if let Some(rest) = closed {
        schema["additionalProperties"] = rest;
    }
    schema
}

/// A root, and the definitions that its references lead to.
fn with_definitions(schemas: BoxedStrategy<Value>) -> BoxedStrategy<Value> {
    (schemas.clone(), vec(schemas, 3))
        .prop_map(|(root, definitions)| {
            let named = ["A", "B", "C"].map(str::to_owned).into_iter().zip(definitions);
            let definitions: Map<String, Value> = named.collect();
            let mut schema = match root {
                Value::Object(mut keywords) => {
                    keywords.entry("$defs").or_insert(definitions.into());
                    Value::Object(keywords)
                }
                other => json!({ "allOf": [other], "$defs": definitions }),
            };
            let whole = schema.clone();
            settle(&mut schema, &whole);
            schema
        })
        .boxed()
}

/// Most schemas that are put together at random refer to nothing, or constrain what they exclude.
/// Here these faults are mended, so that others are met.
fn settle(schema: &mut Value, whole: &Value) {
    if let Value::Object(keywords) = schema {
        if let Some(Value::String(reference)) = keywords.get_mut("$ref")
            && reference.strip_prefix('#').is_some_and(|pointer| whole.pointer(pointer).is_none())
            && !BAD_POINTERS.contains(&reference.as_str())
        {
            *reference = "#/$defs/A".to_owned();
        }
        if let Some(Value::String(kind)) = keywords.get("type") {
            let kind = kind.clone();
            keywords.retain(|name, _| applies(name, &kind));
        }
    }
    match schema {
        Value::Object(members) => members.values_mut().for_each(|value| settle(value, whole)),
        Value::Array(items) => items.iter_mut().for_each(|value| settle(value, whole)),
        _ => {}
    }
}

fn applies(keyword: &str, kind: &str) -> bool {
    match keyword {
        "minLength" | "maxLength" | "pattern" => kind == "string",
        "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" | "multipleOf" => {
            kind == "number" || kind == "integer"
        }
        "items" | "prefixItems" | "contains" | "unevaluatedItems" | "uniqueItems" | "minItems"
        | "maxItems" | "minContains" | "maxContains" => kind == "array",
        "properties"
        | "required"
        | "additionalProperties"
        | "patternProperties"
        | "propertyNames"
        | "dependentSchemas"
        | "dependentRequired"
        | "minProperties"
        | "maxProperties"
        | "unevaluatedProperties" => kind == "object",
        _ => true,
    }
}
