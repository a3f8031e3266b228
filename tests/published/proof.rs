//! The proofs hold for what is published, and fail for everything in `breaks.json`: each row breaks
//! one schema on purpose and lists the claims that no longer hold.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use exact_schema_publish::Publication;
use exact_schema_publish::proof::{Proof, Verdict, inclusion, prove};
use exact_schema_schema::Library;
use export_bundles::{CONTRACT, Direction, DocumentType};
use serde_json::Value;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

struct Schemas {
    source: Value,
    accept: Value,
    emit: Value,
}

fn schemas() -> BTreeMap<&'static str, Schemas> {
    let publication = Publication::derive(&CONTRACT).unwrap();
    let sources = Library::read(&folder("schemas/v1")).unwrap();
    let of = |it: &DocumentType| Schemas {
        source: sources.self_contained(it.file()).unwrap().schema,
        accept: publication.schema(it.title(), Direction::Accept).clone(),
        emit: publication.schema(it.title(), Direction::Emit).clone(),
    };
    CONTRACT.types().iter().map(|it| (it.title(), of(it))).collect()
}

fn unproved(proofs: &[Proof]) -> Vec<String> {
    let unproved = proofs.iter().filter(|proof| !proof.verdict.is_proved());
    unproved.map(|proof| proof.claim.to_string()).collect()
}

#[test]
fn every_claim_about_every_type_is_proved() {
    for (title, it) in schemas() {
        let proofs = prove(&it.source, &it.accept, &it.emit);
        assert_eq!(unproved(&proofs), [""; 0], "{title}: {proofs:?}");
    }
}

#[test]
fn every_break_is_found() {
    let rows: Vec<Value> = serde_json::from_str(include_str!("breaks.json")).unwrap();
    let schemas = schemas();
    let mut wrong = Vec::new();
    for row in &rows {
        let it = &schemas[row["type"].as_str().unwrap()];
        let (mut accept, mut emit) = (it.accept.clone(), it.emit.clone());
        edit(if row["side"] == "accept" { &mut accept } else { &mut emit }, row);
        assert!((&accept, &emit) != (&it.accept, &it.emit), "{row} changes something");
        let found = unproved(&prove(&it.source, &accept, &emit));
        if Value::from(found.clone()) != row["unproved"] {
            wrong.push(format!("{}: {found:?}", row["break"]));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn edit(schema: &mut Value, row: &Value) {
    let path = row["path"].as_str().unwrap();
    let (parent, last) = path.rsplit_once('/').unwrap();
    let value = &row["value"];
    match row["op"].as_str().unwrap() {
        "remove" => match schema.pointer_mut(parent).unwrap() {
            Value::Object(members) => drop(members.remove(last).unwrap()),
            Value::Array(items) => drop(items.remove(last.parse().unwrap())),
            other => panic!("{row}: {other}"),
        },
        "set" => schema.pointer_mut(parent).unwrap()[last] = value.clone(),
        "push" => schema.pointer_mut(path).unwrap().as_array_mut().unwrap().push(value.clone()),
        "drop" => {
            schema.pointer_mut(path).unwrap().as_array_mut().unwrap().retain(|it| it != value)
        }
        other => panic!("{row}: {other}"),
    }
}

#[test]
fn what_refers_to_nothing_is_never_proved_not_even_of_itself() {
    let nowhere = serde_json::json!({ "$ref": "#/$defs/Nowhere" });
    assert!(matches!(inclusion(&nowhere, &nowhere), Verdict::Undecided(_)));
}
