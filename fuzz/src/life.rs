//! What must hold of every text that is verified, sealed, signed, or read as what bundles are made of.

use std::sync::LazyLock;

use export_bundles::{ContentHash, ExportBundle, ExportCase, Timestamp, decode};
use export_bundles_attest::log::Proof;
use export_bundles_attest::redact::Presentation;
use export_bundles_attest::{Algorithm, Receipt, SigningKey, Statement, Trust};
use export_bundles_evidence::{
    Options, RuleSet, SealError, SealState, assemble, canonical, sealed, verify, verify_seal,
    verify_with,
};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

static NOW: LazyLock<Timestamp> = LazyLock::new(|| "9999-12-31T23:59:59.999999Z".parse().unwrap());

/// A key of this process, and trust in it.
static KEY: LazyLock<(SigningKey, Trust)> = LazyLock::new(|| {
    let key = SigningKey::generate(Algorithm::Ed25519).unwrap();
    let trust = Trust::in_key(key.public().clone());
    (key, trust)
});

/// Verifies, seals, signs and assembles, and panics where that breaks a promise.
pub fn live(text: &[u8]) {
    is_answered_for(text);
    is_not_believed(text);
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
    // Somebody else's idea of the same form.
    let Value::Object(mut members) = exact_schema_json::read(text).unwrap() else { unreachable!() };
    members.remove("content_hash");
    // RFC 8785 writes a double beyond 2^53 as an integer, which no document that is sealed may have.
    match canonical(form) {
        Err(SealError::InexactNumber { .. }) => assert!(members.values().any(is_vast)),
        again => assert_eq!(again.as_deref(), Ok(form)),
    }
    assert_eq!(serde_json_canonicalizer::to_vec(&members).unwrap(), form);
}

/// Whether a number beyond 2^53 is in it.
fn is_vast(value: &Value) -> bool {
    match value {
        Value::Number(number) => number.as_f64().is_some_and(|it| it.abs() >= 2_f64.powi(53)),
        Value::Array(items) => items.iter().any(is_vast),
        Value::Object(members) => members.values().any(is_vast),
        _ => false,
    }
}

fn is_sound(bundle: &impl Serialize) {
    let verified = verify(&serde_json::to_vec(bundle).unwrap()).unwrap();
    assert!(verified.is_sound(), "{:?}", verified.findings);
}

/// What is signed or shown here is trusted here.
fn is_answered_for(text: &[u8]) {
    let (key, trust) = &*KEY;
    if let Ok(statement) = Statement::about(text, "a", &[], RuleSet::Default, *NOW) {
        let receipt = Receipt::sign(&statement, key).unwrap();
        let receipt = Receipt::parse(&receipt.to_json()).unwrap();
        let signature = export_bundles_attest::verify(text, &receipt, trust, *NOW);
        assert!(signature.is_trusted() && signature.same_file);
    }
    if let Ok(shown) = Presentation::issue(text, key) {
        let shown = Presentation::parse(shown.to_text().as_bytes()).unwrap();
        let disclosed = shown.disclose(trust, *NOW).unwrap();
        assert!(disclosed.withheld.is_nothing());
        assert_eq!(canonical(disclosed.document.as_bytes()), canonical(text));
        assert!(decode::<ExportBundle>(disclosed.document.as_bytes()).is_ok());
    }
}

/// Nobody but this process has its key.
fn is_not_believed(text: &[u8]) {
    let (key, trust) = &*KEY;
    if let Ok(receipt) = Receipt::parse(text) {
        assert!(!export_bundles_attest::verify(text, &receipt, trust, *NOW).is_trusted());
    }
    if let Some(proof) = std::str::from_utf8(text).ok().and_then(|it| Proof::parse(it).ok()) {
        assert!(proof.verify(&ContentHash::from([0; 32]), key.public()).is_err());
    }
    if let Ok(shown) = Presentation::parse(text) {
        assert!(shown.disclose(trust, *NOW).is_err());
    }
    let _ = Trust::parse(text);
}
