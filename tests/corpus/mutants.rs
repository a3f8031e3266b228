//! A mistake is found: a validator that forgets one thing that a published schema says, or is off by one,
//! gives some case another verdict.

use std::collections::BTreeMap;

use exact_schema_conformance::{Draft, TypeSchema, cases};
use jsonschema::error::ValidationErrorKind;
use jsonschema::{ValidationError, Validator};
use serde_json::{Value, json};

use crate::published;

/// What does not constrain.
const ANNOTATIONS: &[&str] = &[
    "$comment",
    "$id",
    "$schema",
    "default",
    "description",
    "examples",
    "title",
    "x-expected",
    "x-sensitivity",
];

#[test]
fn a_validator_that_forgets_anything_in_any_type_is_found() {
    let mutants = judged(lacking);
    let unseen =
        mutants.iter().filter(|it| !it.seen).map(|it| format!("{}: {}", it.title, it.what));
    let unseen: Vec<String> = unseen.collect();
    assert!(mutants.len() > 1_000, "{} mutants are too few to prove anything", mutants.len());
    assert!(unseen.is_empty(), "nobody sees\n{}", unseen.join("\n"));
}

/// A rule that several types share is one piece of code, and tried in full in one of them.
#[test]
fn a_validator_that_is_off_by_one_is_found() {
    let mut rules: BTreeMap<String, bool> = BTreeMap::new();
    for mutant in judged(off_by_one) {
        *rules.entry(mutant.what).or_default() |= mutant.seen;
    }
    let unseen: Vec<&str> =
        rules.iter().filter(|(_, seen)| !**seen).map(|(what, _)| what.as_str()).collect();
    assert!(rules.len() > 50, "{} mutants are too few to prove anything", rules.len());
    assert!(unseen.is_empty(), "nobody sees\n{}", unseen.join("\n"));
}

/// A schema that is not what is published.
struct Mutant {
    title: String,
    what: String,
    /// Whether some case gets another verdict.
    seen: bool,
}

fn judged(mutants: fn(&Value) -> Vec<(String, Value)>) -> Vec<Mutant> {
    let types = published::types();
    let drafts = cases(&types).unwrap();
    let mut found = Vec::new();
    for source in &types {
        let documents = documents(source, &drafts);
        let healthy = Judge::of(&source.schema).unwrap().verdicts(&documents);
        for (what, mutant) in mutants(&source.schema) {
            // What is no schema at all is noticed by everybody.
            let seen = Judge::of(&mutant).is_none_or(|ill| !ill.agrees(&documents, &healthy));
            found.push(Mutant { title: source.title.clone(), what, seen });
        }
    }
    found
}

/// The documents of a type, those that say most first.
fn documents(source: &TypeSchema, drafts: &[Draft]) -> Vec<Value> {
    let own = drafts.iter().rev().filter(|it| it.title == source.title);
    own.filter_map(|it| exact_schema_json::read(it.text.as_bytes()).ok()).collect()
}

/// The validator of a schema and, because a union only says that none of its branches fits, those
/// of its branches.
struct Judge(Vec<Validator>);

impl Judge {
    fn of(schema: &Value) -> Option<Self> {
        let branches = schema["oneOf"].as_array().into_iter().flatten();
        let branches = branches.map(|it| json!({ "$ref": it["$ref"], "$defs": schema["$defs"] }));
        let schemas = std::iter::once(schema.clone()).chain(branches);
        let built = schemas
            .map(|schema| jsonschema::options().should_validate_formats(true).build(&schema).ok());
        built.collect::<Option<_>>().map(Self)
    }

    /// Whether each document is valid, and how many errors it has.
    fn verdicts(&self, documents: &[Value]) -> Vec<(bool, usize)> {
        documents.iter().map(|it| (self.0[0].is_valid(it), self.errors(it))).collect()
    }

    fn errors(&self, document: &Value) -> usize {
        self.0
            .iter()
            .map(|validator| validator.iter_errors(document).map(|it| faults(&it)).sum::<usize>())
            .sum()
    }

    /// Whether all verdicts are the same. To count errors takes longer, so that comes last.
    fn agrees(&self, documents: &[Value], verdicts: &[(bool, usize)]) -> bool {
        let all = || documents.iter().zip(verdicts);
        all().all(|(document, (valid, _))| self.0[0].is_valid(document) == *valid)
            && all().all(|(document, (_, errors))| self.errors(document) == *errors)
    }
}

/// How many faults an error stands for: that no choice of several fits stands for those of each.
fn faults(error: &ValidationError<'_>) -> usize {
    match error.kind() {
        ValidationErrorKind::AnyOf { context } => context.iter().flatten().map(faults).sum(),
        _ => 1,
    }
}

/// The schema without each of its keywords, members, words and branches.
fn lacking(schema: &Value) -> Vec<(String, Value)> {
    let without = |pointer: String| {
        let mut mutant = schema.clone();
        let (parent, last) = pointer.rsplit_once('/').unwrap();
        match mutant.pointer_mut(parent).unwrap() {
            Value::Object(members) => drop(members.remove(last)),
            Value::Array(items) => drop(items.remove(last.parse().unwrap())),
            _ => {}
        }
        (pointer, mutant)
    };
    pointers(schema).into_iter().map(without).collect()
}

/// The schema with each number one more and one less, and each pattern a little wider.
fn off_by_one(schema: &Value) -> Vec<(String, Value)> {
    let mut mutants = Vec::new();
    for pointer in pointers(schema) {
        for changed in neighbours(schema.pointer(&pointer).unwrap()) {
            let mut mutant = schema.clone();
            let what = format!("{pointer}: {changed}");
            *mutant.pointer_mut(&pointer).unwrap() = changed;
            mutants.push((what, mutant));
        }
    }
    mutants
}

fn neighbours(value: &Value) -> Vec<Value> {
    match value {
        Value::Number(number) => {
            let number = number.as_f64().unwrap();
            vec![json!(number - 1.0), json!(number + 1.0)]
        }
        Value::String(pattern) if pattern.starts_with('^') => wider(pattern),
        _ => Vec::new(),
    }
}

/// A pattern without its anchors, with a line break behind, and with each of its counts one more and
/// one less.
fn wider(pattern: &str) -> Vec<Value> {
    let inner = pattern.trim_start_matches('^').trim_end_matches('$');
    let mut patterns = vec![format!("^{inner}"), format!("{inner}$"), format!("^{inner}\\n?$")];
    for (at, brace) in pattern.match_indices('{') {
        let Some((counts, behind)) = pattern[at + brace.len()..].split_once('}') else { continue };
        let counts: Vec<&str> = counts.split(',').collect();
        for index in 0..counts.len() {
            let Ok(count) = counts[index].parse::<u32>() else { continue };
            for changed in [count.checked_sub(1), Some(count + 1)].into_iter().flatten() {
                let changed = changed.to_string();
                let mut counts = counts.clone();
                counts[index] = &changed;
                patterns.push(format!("{}{{{}}}{behind}", &pattern[..at], counts.join(",")));
            }
        }
    }
    patterns.retain(|it| it != pattern);
    patterns.into_iter().map(Value::from).collect()
}

/// The pointers of everything that constrains.
fn pointers(schema: &Value) -> Vec<String> {
    let mut found = Vec::new();
    collect(schema, String::new(), &mut found);
    found
}

fn collect(schema: &Value, pointer: String, found: &mut Vec<String>) {
    for (name, value) in schema.as_object().into_iter().flatten() {
        let inside = format!("{pointer}/{name}");
        match (name.as_str(), value) {
            (name, _) if ANNOTATIONS.contains(&name) => continue,
            ("$defs" | "properties", Value::Object(schemas)) => {
                for (inner, schema) in schemas {
                    let inner = format!("{inside}/{inner}");
                    collect(schema, inner.clone(), found);
                    found.extend((name == "properties").then_some(inner));
                }
            }
            (_, Value::Array(items)) => {
                for (index, item) in items.iter().enumerate() {
                    let item_pointer = format!("{inside}/{index}");
                    collect(item, item_pointer.clone(), found);
                    found.push(item_pointer);
                }
                found.push(inside);
            }
            (_, value) => {
                collect(value, inside.clone(), found);
                found.push(inside);
            }
        }
    }
}
