//! What must hold of every text that is verified, sealed, or read as what bundles are made of.

use std::sync::LazyLock;

use export_bundles::{ExportCase, Timestamp, decode};
use export_bundles_evidence::{
    Options, RuleSet, SealState, assemble, canonical, sealed, verify, verify_seal, verify_with,
};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

static NOW: LazyLock<Timestamp> = LazyLock::new(|| "9999-12-31T23:59:59.999999Z".parse().unwrap());

/// Verifies, seals and assembles, and panics where that breaks a promise.
pub fn live(text: &[u8]) {
    let _ = verify_with(text, RuleSet::All);
    if let Ok(form) = canonical(text) {
        keeps_its_seal(text, &form);
    }
    if let Ok(case) = decode::<ExportCase>(text) {
        let options = Options::default();
        let (id, now) = (Uuid::nil(), *NOW);
        if let Ok(made) = assemble::evidence(&case, &options, now, id) {
            is_sound(&made.bundle);
        }
        if let Ok(made) = assemble::soc2(&case, &options, now, id) {
            is_sound(&made.bundle);
        }
        if let Ok(made) = assemble::executive_debrief(&case, &options, now, id) {
            is_sound(&made.bundle);
        }
    }
}

fn keeps_its_seal(text: &[u8], form: &[u8]) {
    let sealed = sealed(text).unwrap();
    assert_eq!(verify_seal(sealed.as_bytes()), Ok(SealState::Matches));
    assert_eq!(canonical(sealed.as_bytes()).as_deref(), Ok(form));
    assert_eq!(canonical(form).as_deref(), Ok(form));
    // Somebody else's idea of the same form.
    let Value::Object(mut members) = exact_schema_json::read(text).unwrap() else { unreachable!() };
    members.remove("content_hash");
    assert_eq!(serde_json_canonicalizer::to_vec(&members).unwrap(), form);
}

fn is_sound(bundle: &impl Serialize) {
    let verified = verify(&serde_json::to_vec(bundle).unwrap()).unwrap();
    assert!(verified.is_sound(), "{:?}", verified.findings);
}
