//! The schemas that pydantic makes of its models say what the published schemas say.

use exact_schema_publish::Publication;
use exact_schema_publish::proof::{Claim, prove};
use export_bundles::{CONTRACT, Direction};
use serde_json::Value;

use crate::{has_clients, made, succeed};

#[test]
fn the_schemas_of_the_models_are_proved_equal_to_the_published_ones() {
    if !has_clients() {
        return;
    }
    let workshop = &made().workshop;
    let out = workshop.scratch("model-schemas");
    succeed(workshop.python.script("judge/schemas.py").arg(&out).arg("export_bundles"));
    let publication = Publication::derive(&CONTRACT).unwrap();
    let mut unproved = Vec::new();
    for document_type in CONTRACT.types() {
        let sides = [(Direction::Accept, "accept"), (Direction::Emit, "emit")];
        for (side, folder) in sides {
            let published = publication.schema(document_type.title(), side);
            let place = out.join(folder).join(document_type.file());
            let text = std::fs::read_to_string(&place).unwrap();
            let model: Value = serde_json::from_str(&text).unwrap();
            for proof in prove(published, &model, &model) {
                // The third claim is about two schemas that are one here.
                if proof.claim != Claim::EmitInAccept && !proof.verdict.is_proved() {
                    unproved.push(format!("{document_type} {folder}: {proof:?}"));
                }
            }
        }
    }
    assert!(unproved.is_empty(), "{}", unproved.join("\n"));
}
