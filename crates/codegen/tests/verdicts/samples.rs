//! Random schemas, on random documents.

use std::sync::{Arc, LazyLock};

use exact_schema_codegen::Formats;
use serde_json::Value;

use crate::same::Defaults;
use crate::subject::{Case, Subject, generated, oracle};
use crate::trial;
use exact_schema_testkit::random::{self, Dice};

/// How many schemas of each kind are compiled, and how many documents each is tried on.
const SCHEMAS: usize = 40;
const DOCUMENTS: u64 = 60;

pub static SUBJECTS: LazyLock<Vec<Subject>> = LazyLock::new(|| {
    let kinds = [("any", random::any_schema(0)), ("typed", random::typed_schema())];
    let subjects = kinds.into_iter().flat_map(|(kind, strategy)| {
        let schemas = random::first(SCHEMAS * 4, &strategy).into_iter();
        let generated = schemas.enumerate().filter_map(move |(at, schema)| {
            let name = format!("sample_{kind}_{at}");
            let source = generated(&name, &schema.to_string(), Formats::Assert).ok()?;
            Some(subject(name, source, &schema))
        });
        generated.take(SCHEMAS)
    });
    subjects.collect()
});

fn subject(name: String, source: String, schema: &Value) -> Subject {
    let oracle = oracle(schema, true);
    let junk = random::first(50, &random::any_value());
    let cases = (0..DOCUMENTS).map(|seed| {
        let mut dice = Dice::new(seed + 1);
        let document = random::document(schema, schema, 6, &mut dice);
        let document = match seed % 3 {
            0 => document,
            _ => random::damaged(&document, &junk, &mut dice),
        };
        let valid = oracle.is_valid(&document);
        Case { about: schema.to_string(), text: document.to_string(), valid }
    });
    let cases = cases.collect();
    Subject {
        file: format!("{name}.schema.json"),
        module: name.clone(),
        place: String::new(),
        source: source.into(),
        cases,
        oracle: Some(oracle.into()),
        defaults: Arc::new(Defaults::of([schema])),
        asserts_formats: true,
        name,
    }
}

#[test]
fn random_schemas_give_the_verdict_of_another_validator() {
    let valid = |subject: &Subject| subject.cases.iter().filter(|case| case.valid).count();
    let accepted: usize = SUBJECTS.iter().map(valid).sum();
    let all: usize = SUBJECTS.iter().map(|subject| subject.cases.len()).sum();
    println!("{accepted} of {all} random documents are valid");
    assert!(accepted > all / 8 && accepted < all * 7 / 8, "{accepted} of {all}");
    trial::hold("samples", &SUBJECTS, "[]");
}
