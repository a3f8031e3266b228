//! What the contract promises, from outside.

#![allow(clippy::unwrap_used, reason = "a test says by a panic that it failed")]

use std::fs;
use std::path::Path;

use exact_schema_compat::{Options as Comparison, Verdict, compare_all, load};
use exact_schema_manifest::Manifest;
use exact_schema_publish::{Mode, Options, Outcome, publish, render};
use exact_schema_release::{Folders, cut, judge};
use parcel_events::{CONTRACT, Delivered, ParcelEvent, SOURCE, decode};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every example of the kind, with the title of its type.
fn examples(verdict: &str) -> Vec<(&'static str, Vec<u8>, String)> {
    let mut found = Vec::new();
    for document_type in CONTRACT.types() {
        let folder = root().join("schemas/v1/examples").join(document_type.name()).join(verdict);
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|it| it == "json") {
                let violations = path.with_extension("violations");
                let violations = fs::read_to_string(violations).unwrap_or_default();
                found.push((document_type.title(), fs::read(path).unwrap(), violations));
            }
        }
    }
    found
}

#[test]
fn valid_examples_are_read() {
    let examples = examples("valid");
    assert!(examples.len() > 5);
    for (title, document, _) in examples {
        let document_type = CONTRACT.type_named(title).unwrap();
        assert_eq!(document_type.check(&document), Ok(()), "{title}");
    }
}

#[test]
fn invalid_examples_are_refused_for_what_is_wrong_in_them() {
    let examples = examples("invalid");
    assert!(examples.len() > 5);
    for (title, document, expected) in examples {
        let rejection = CONTRACT.type_named(title).unwrap().check(&document).unwrap_err();
        let found: String = rejection
            .violations()
            .iter()
            .map(|it| format!("{} {}\n", it.keyword(), it.pointer()))
            .collect();
        assert_eq!(found, expected, "{title}");
    }
}

#[test]
fn members_are_written_as_their_author_ordered_them() {
    let text = r#"{"kind":"delivered","scan":{"a":2},"at":"2026-03-15T14:05:00Z","parcel_id":"PCL-00000017"}"#;
    let event: ParcelEvent = decode(text.as_bytes()).unwrap();
    assert_eq!(
        serde_json::to_string(&event).unwrap(),
        r#"{"parcel_id":"PCL-00000017","at":"2026-03-15T14:05:00Z","kind":"delivered","scan":{"a":2}}"#
    );
    assert!(decode::<Delivered>(text.as_bytes()).is_ok());
}

#[test]
fn what_is_published_is_proved_and_up_to_date() {
    let options = Options::in_folder(root(), &CONTRACT, Mode::Check).unwrap();
    let report = publish(&CONTRACT, SOURCE, &options).unwrap();
    assert!(report.is_proved(), "{}", render(&report));
    assert_eq!(report.outcome, Outcome::Fresh, "run `publish`: {}", render(&report));
}

#[test]
fn a_release_is_cut_and_a_break_is_shown_by_a_document() {
    let folder = tempfile::tempdir().unwrap();
    let manifest = Manifest::parse(CONTRACT.manifest()).unwrap();
    let real = Folders::of(root(), &manifest);
    let folders = Folders {
        released: folder.path().join("released"),
        changelog: folder.path().join("CHANGELOG.md"),
        published: folder.path().join("published"),
        examples: real.examples.clone(),
    };
    fs::create_dir(&folders.published).unwrap();
    fs::copy(&real.changelog, &folders.changelog).unwrap();
    for entry in fs::read_dir(&real.published).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            fs::copy(&path, folders.published.join(path.file_name().unwrap())).unwrap();
        }
    }
    cut(&manifest, &folders, "0.1.0").unwrap();
    assert!(judge(&CONTRACT, &folders, "0.1.0").unwrap().is_sound());

    let file = folders.published.join("dispatched.schema.json");
    let heavy = fs::read_to_string(&file).unwrap().replace("31500", "20000");
    fs::write(&file, heavy).unwrap();
    let judgement = judge(&CONTRACT, &folders, "0.2.0").unwrap();
    assert!(judgement.to_string().contains("dispatched does not accept"), "{judgement}");

    let old = load(&folders.released.join("0.1.0")).unwrap();
    let new = load(&folders.published).unwrap();
    let report = compare_all(&old, &new, &Comparison::default());
    let dispatched = report.types.iter().find(|it| it.name == "dispatched").unwrap();
    let Some(Verdict::Breaking { breaks, .. }) = &dispatched.backward else { panic!("no break") };
    let witness = breaks[0].witness.as_ref().unwrap();
    assert!(witness["weight_grams"].as_u64().unwrap() > 20_000);
}
