//! What is published, for a person to accept: a change of a schema fails here until
//! `cargo insta review` has shown it to somebody.
//!
//! The committed files hold every word; the snapshots hold what decides about documents, once for
//! each type.

use exact_schema_publish::{Mode, Options, Publication, publish, render};
use export_bundles::{CONTRACT, SOURCE};
use serde_json::Value;

#[test]
fn every_published_schema() {
    for artefact in Publication::derive(&CONTRACT).unwrap().artefacts() {
        let Some((title, side)) = artefact.subject() else { continue };
        let mut schema = artefact.document().clone();
        without_annotations(&mut schema, false);
        if let Some(Value::Object(definitions)) = schema.get_mut("$defs") {
            definitions.retain(|name, _| CONTRACT.types().iter().all(|it| it.title() != name));
        }
        let text = serde_json::to_string_pretty(&schema).unwrap();
        insta::assert_snapshot!(format!("{title}-{side}"), text);
    }
}

fn without_annotations(value: &mut Value, is_named: bool) {
    match value {
        Value::Object(members) => {
            if !is_named {
                members.retain(|name, _| !matches!(name.as_str(), "description" | "examples"));
            }
            for (name, value) in members {
                let holds_names = !is_named && matches!(name.as_str(), "properties" | "$defs");
                without_annotations(value, holds_names);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| without_annotations(item, false)),
        _ => {}
    }
}

#[test]
fn report() {
    let folder = tempfile::tempdir().unwrap();
    let root = std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let released = folder.path().join("released");
    let out = folder.path().join("generated");
    let options =
        Options { out, released, ..Options::in_folder(root, &CONTRACT, Mode::Write).unwrap() };
    insta::assert_snapshot!("report-first", render(&publish(&CONTRACT, SOURCE, &options).unwrap()));
    insta::assert_snapshot!(
        "report-second",
        render(&publish(&CONTRACT, SOURCE, &options).unwrap())
    );
}
