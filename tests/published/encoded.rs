//! What a Rust type writes, its emit schema accepts; and what is published by way of example is
//! what it is an example of.

use std::fs;
use std::path::Path;

use exact_schema_publish::Publication;
use export_bundles::{CONTRACT, Direction, Document, decode};
use jsonschema::Validator;
use serde_json::{Value, json};

fn validator(schema: &Value) -> Validator {
    jsonschema::options().should_validate_formats(true).build(schema).unwrap()
}

macro_rules! check_all {
    ($($document:ty),*) => {{ $(what_is_encoded_is_accepted::<$document>();)* }};
}

#[test]
fn what_every_type_writes_its_emit_schema_accepts() {
    export_bundles::for_each_type!(check_all);
}

fn what_is_encoded_is_accepted<T: Document>() {
    let publication = Publication::derive(&CONTRACT).unwrap();
    let schema = |side| publication.schema(T::TITLE, side);
    let accept = validator(schema(Direction::Accept));
    let emit = validator(schema(Direction::Emit));
    let mut encoded = 0;
    for example in examples(T::FILE) {
        for document in variations(&example) {
            let decoded = decode::<T>(document.to_string().as_bytes());
            assert_eq!(accept.is_valid(&document), decoded.is_ok(), "{}: {document}", T::TITLE);
            let Ok(value) = decoded else { continue };
            let written = serde_json::to_value(&value).unwrap();
            let verdict = emit.validate(&written).map_err(|error| error.to_string());
            assert_eq!(verdict, Ok(()), "{}: {written}", T::TITLE);
            encoded += 1;
        }
    }
    println!("{}: {encoded} documents encoded and accepted", T::TITLE);
    assert!(encoded > 20);
}

fn examples(file: &str) -> Vec<Value> {
    let name = file.trim_end_matches(".schema.json");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas/v1/examples");
    let mut paths: Vec<_> = fs::read_dir(folder.join(name).join("valid"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    paths.iter().filter_map(|path| serde_json::from_slice(&fs::read(path).unwrap()).ok()).collect()
}

/// The document, and the document with each of its members missing or another value.
fn variations(document: &Value) -> Vec<Value> {
    let mut pointers = Vec::new();
    collect(document, String::new(), &mut pointers);
    let mut variations = vec![document.clone()];
    for pointer in pointers {
        let (parent, name) = pointer.rsplit_once('/').unwrap();
        let mut without = document.clone();
        if let Some(Value::Object(members)) = without.pointer_mut(parent) {
            members.remove(name);
            variations.push(without);
        }
        for value in [
            json!(null),
            json!(true),
            json!(7),
            json!(7.0),
            json!(-0.0),
            json!(0.25),
            json!(""),
            json!("word"),
            json!("2026-03-14T09:26:53.5Z"),
            json!("2026-03-14T09:26:53.000Z"),
            json!("2026-02-30T09:26:53Z"),
            json!([]),
            json!({}),
        ] {
            let mut other = document.clone();
            *other.pointer_mut(&pointer).unwrap() = value;
            variations.push(other);
        }
    }
    variations
}

fn collect(value: &Value, pointer: String, found: &mut Vec<String>) {
    let mut add = |name: &str, value: &Value| {
        let pointer = format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1"));
        found.push(pointer.clone());
        // The items of long arrays are all alike.
        if found.len() < 80 {
            collect(value, pointer, found);
        }
    };
    match value {
        Value::Object(members) => members.iter().for_each(|(name, value)| add(name, value)),
        Value::Array(items) => items
            .iter()
            .take(2)
            .enumerate()
            .for_each(|(index, value)| add(&index.to_string(), value)),
        _ => {}
    }
}

#[test]
fn what_is_never_written_is_refused() {
    let publication = Publication::derive(&CONTRACT).unwrap();
    let emit = validator(publication.schema("TraceStepEvidence", Direction::Emit));
    let written = json!({
        "step_index": 0, "timestamp": "2026-03-14T09:26:53Z", "step_type": "x", "tokens": 0,
        "cost_cents": 0, "duration_ms": 0, "status": "ok", "is_inflection": false,
    });
    assert!(emit.is_valid(&written));
    for default in ["tokens", "cost_cents", "duration_ms", "is_inflection"] {
        let mut without = written.clone();
        without.as_object_mut().unwrap().remove(default);
        assert!(!emit.is_valid(&without), "{default} is always written");
    }
    for fraction in [".5", ".000000", ".123", ".1234567"] {
        let mut other = written.clone();
        other["timestamp"] = json!(format!("2026-03-14T09:26:53{fraction}Z"));
        assert!(!emit.is_valid(&other), "{fraction} is never written");
    }
}

#[test]
fn every_member_with_a_default_is_always_written() {
    let publication = Publication::derive(&CONTRACT).unwrap();
    let mut defaults = 0;
    for artefact in publication.artefacts() {
        let Some((title, Direction::Accept)) = artefact.subject() else { continue };
        let emit = publication.schema(title, Direction::Emit);
        let required = emit["required"].as_array().unwrap();
        let members = artefact.document()["properties"].as_object().unwrap();
        for (name, _) in members.iter().filter(|(_, member)| member.get("default").is_some()) {
            assert!(required.contains(&json!(name)), "{title}: {name}");
            assert!(emit["properties"][name].get("default").is_none(), "{title}: {name}");
            defaults += 1;
        }
    }
    assert!(defaults > 20);
}

#[test]
fn every_published_example_is_one() {
    let publication = Publication::derive(&CONTRACT).unwrap();
    let mut examples = 0;
    for artefact in publication.artefacts().iter().filter(|it| it.subject().is_some()) {
        let document = artefact.document();
        let definitions = document["$defs"].as_object().unwrap();
        let own = definitions.keys().map(|name| (format!("#/$defs/{name}"), &definitions[name]));
        for (reference, schema) in own.chain([("#".to_owned(), document)]) {
            let mut within = document.clone();
            within["$ref"] = json!(reference);
            for keyword in ["type", "properties", "required", "additionalProperties", "oneOf"] {
                within.as_object_mut().unwrap().remove(keyword);
            }
            let validator = if reference == "#" { validator(document) } else { validator(&within) };
            for example in schema["examples"].as_array().into_iter().flatten() {
                let verdict = validator.validate(example).map_err(|error| error.to_string());
                assert_eq!(verdict, Ok(()), "{} {reference}", artefact.path());
                examples += 1;
            }
        }
    }
    assert!(examples > 100);
}

#[test]
fn a_published_schema_stands_alone_and_holds_no_noise() {
    let publication = Publication::derive(&CONTRACT).unwrap();
    for artefact in publication.artefacts().iter().filter(|it| it.subject().is_some()) {
        let (text, document) = (artefact.text(), artefact.document());
        let name = artefact.path().rsplit('/').next().unwrap().trim_end_matches(".schema.json");
        let id = match artefact.subject().unwrap().1 {
            Direction::Accept => format!("urn:export-bundles:v1:{name}"),
            Direction::Emit => format!("urn:export-bundles:v1:emit:{name}"),
        };
        assert_eq!(document["$id"], json!(id));
        for (keyword, _) in document["$defs"].as_object().unwrap() {
            assert!(text.contains(&format!("\"#/$defs/{keyword}\"")), "{id}: {keyword} is used");
        }
        for line in text.lines().map(str::trim) {
            let is_local = |it: &str| it.starts_with("\"$ref\": \"#/$defs/");
            assert!(!line.starts_with("\"$ref\":") || is_local(line), "{id}: {line}");
            assert!(!line.starts_with("\"format\":") || line.contains("date-time"), "{id}: {line}");
            assert!(!line.contains("x-fresh"), "{id}: {line}");
        }
        assert!(jsonschema::meta::is_valid(document), "{id}");
    }
}
