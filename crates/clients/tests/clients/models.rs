//! The schemas that pydantic makes of its models say what the published schemas say.

use export_bundles::DocumentType;
use export_bundles_publish::proof::{Claim, prove};
use export_bundles_publish::{ContractSide, Publication};
use serde_json::Value;

use crate::{made, succeed};

#[test]
fn the_schemas_of_the_models_are_proved_equal_to_the_published_ones() {
    let workshop = &made().workshop;
    let out = workshop.scratch("model-schemas");
    succeed(workshop.python.script("judge/schemas.py").arg(&out));
    let publication = Publication::derive().unwrap();
    let mut unproved = Vec::new();
    for document_type in DocumentType::all() {
        let sides = [(ContractSide::Accept, "accept"), (ContractSide::Emit, "emit")];
        for (side, folder) in sides {
            let published = publication.schema(document_type.title(), side).unwrap();
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
