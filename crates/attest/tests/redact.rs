//! Bundles that are shown in part: what is withheld is gone, and nothing else can be changed.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says by a panic that it failed")]

use std::fs;

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use export_bundles::utc_now;
use export_bundles_attest::redact::{Presentation, Unredactable};
use export_bundles_attest::{Algorithm, FaultKind, SigningKey, Trust};
use export_bundles_evidence::{SealState, canonical, verify, verify_seal};
use serde_json::Value;

const BUNDLE: &[u8] = include_bytes!(
    "../../../schemas/v1/examples/evidence-bundle/valid/full-personal-data-blocked.json"
);

fn key() -> SigningKey {
    SigningKey::generate(Algorithm::Ed25519).unwrap()
}

fn trust(key: &SigningKey) -> Trust {
    Trust::in_key(key.public().clone())
}

#[test]
fn with_nothing_withheld_it_is_the_bundle_again() {
    for algorithm in [Algorithm::Ed25519, Algorithm::P256] {
        let key = SigningKey::generate(algorithm).unwrap();
        for kind in ["evidence-bundle", "soc2-bundle", "executive-debrief-bundle"] {
            let folder =
                format!("{}/../../schemas/v1/examples/{kind}/valid", env!("CARGO_MANIFEST_DIR"));
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                let document = fs::read(&path).unwrap();
                if verify_seal(&document) == Ok(SealState::Broken) {
                    assert_eq!(Presentation::issue(&document, &key), Err(Unredactable::BrokenSeal));
                    continue;
                }
                let text = Presentation::issue(&document, &key).unwrap().to_text();
                let shown = Presentation::parse(text.as_bytes()).unwrap();
                let disclosed = shown.disclose(&trust(&key), utc_now()).unwrap();
                assert!(disclosed.withheld.is_nothing());
                let form = canonical(disclosed.document.as_bytes()).unwrap();
                assert_eq!(form, canonical(&document).unwrap(), "{}", path.display());
            }
        }
    }
}

#[test]
fn what_is_withheld_is_in_no_byte_of_the_text() {
    let key = key();
    let whole: Value = serde_json::from_slice(BUNDLE).unwrap();
    let mut shown = Presentation::issue(BUNDLE, &key).unwrap();
    for pointer in ["/run_goal", "/exported_by", "/steps/0", "/steps/3"] {
        shown.withhold([pointer]).unwrap();
        let again = shown.withhold([pointer]).unwrap_err();
        assert_eq!(again, Unredactable::NotThere { pointer: pointer.to_owned() });
    }
    let text = shown.to_text();
    let decoded: String = text
        .split(['.', '~'])
        .map(|part| {
            String::from_utf8_lossy(&BASE64_URL_SAFE_NO_PAD.decode(part).unwrap_or_default())
                .into_owned()
        })
        .collect();
    for secret in
        [&whole["run_goal"], &whole["steps"][0]["step_type"], &whole["steps"][3]["step_type"]]
    {
        assert!(!decoded.contains(secret.as_str().unwrap()), "{secret}");
    }
    assert!(decoded.contains(whole["steps"][1]["step_type"].as_str().unwrap()));
    let disclosed = shown.disclose(&trust(&key), utc_now()).unwrap();
    assert_eq!(disclosed.withheld.items["steps"], [0, 3]);
    assert_eq!(disclosed.withheld.members, 2);
    assert_eq!(disclosed.withheld.among, ["exported_by", "run_goal"]);
    // What is shown is a bundle by its schema, which knows no more than what is there.
    let rest = verify(disclosed.document.as_bytes()).unwrap();
    assert_eq!(rest.seal, SealState::Broken);
    let rest: Value = serde_json::from_str(&disclosed.document).unwrap();
    for always in ["content_hash", "bundle_id", "policy_context", "total_tokens", "total_steps"] {
        assert_eq!(rest[always], whole[always]);
    }
}

/// Whoever hands it on can withhold more, and can do nothing else.
#[test]
fn nothing_but_less_can_be_made_of_it() {
    let key = key();
    let text = Presentation::issue(BUNDLE, &key).unwrap().to_text();
    let parts: Vec<&str> = text.trim_end_matches('~').split('~').collect();
    let joined = |parts: &[&str]| parts.join("~") + "~";
    let verdict = |text: &str| {
        Presentation::parse(text.as_bytes())
            .map_err(|_| FaultKind::NoPresentation)
            .and_then(|it| it.disclose(&trust(&key), utc_now()))
    };
    assert!(verdict(&text).is_ok());
    for one in 1..parts.len() {
        let less = [&parts[..one], &parts[one + 1..]].concat();
        assert!(!verdict(&joined(&less)).unwrap().withheld.is_nothing());
    }
    let twice = [&parts[..], &parts[1..2]].concat();
    assert_eq!(verdict(&joined(&twice)), Err(FaultKind::OtherDisclosure));
    let other = Presentation::issue(BUNDLE, &key).unwrap().to_text();
    let foreign = other.split('~').nth(1).unwrap();
    assert_eq!(
        verdict(&joined(&[&parts[..], &[foreign]].concat())),
        Err(FaultKind::OtherDisclosure)
    );
    let forged = BASE64_URL_SAFE_NO_PAD.encode(r#"["c2FsdA", "run_goal", "Something else."]"#);
    assert_eq!(
        verdict(&joined(&[&parts[..], &[&forged]].concat())),
        Err(FaultKind::OtherDisclosure)
    );
    // Every character of the signed part.
    let jwt = parts[0];
    for place in 0..jwt.len() {
        let mut changed = jwt.as_bytes().to_vec();
        changed[place] = if changed[place] == b'A' { b'B' } else { b'A' };
        let changed = String::from_utf8(changed).unwrap();
        let changed = [&[changed.as_str()], &parts[1..]].concat();
        assert!(verdict(&joined(&changed)).is_err(), "{place}");
    }
    for cut in 0..text.len() {
        // What is cut behind a disclosure withholds the rest.
        let cut = verdict(&text[..cut]);
        assert!(cut.is_err() || !cut.unwrap().withheld.is_nothing());
    }
}

#[test]
fn keys_count_as_they_do_for_signatures() {
    let (key, other) = (key(), key());
    let shown = Presentation::issue(BUNDLE, &key).unwrap();
    assert_eq!(shown.disclose(&trust(&other), utc_now()), Err(FaultKind::UnknownKey));
    let dated = |dates: &str| {
        let pem = serde_json::to_string(&key.public().to_pem()).unwrap();
        let file = format!(r#"{{"keys": [{{"public_key": {pem}, {dates}}}]}}"#);
        shown.disclose(&Trust::parse(file.as_bytes()).unwrap(), utc_now())
    };
    assert!(dated(r#""valid_until": "9999-01-01T00:00:00Z""#).is_ok());
    assert_eq!(dated(r#""valid_until": "2000-01-01T00:00:00Z""#), Err(FaultKind::KeyNoLongerValid));
    assert_eq!(dated(r#""revoked_since": "9999-01-01T00:00:00Z""#), Err(FaultKind::KeyRevoked));
}

#[test]
fn only_what_the_schema_calls_sensitive_may_be_withheld() {
    let mut shown = Presentation::issue(BUNDLE, &key()).unwrap();
    for pointer in [
        "/content_hash",
        "/bundle_id",
        "/policy_context",
        "/steps",
        "/steps/x",
        "/steps/0/tokens",
        "",
        "run_goal",
    ] {
        let refused = shown.withhold([pointer]).unwrap_err();
        let Unredactable::NotSensitive { may_be, .. } = refused else {
            panic!("{pointer}: {refused}")
        };
        assert_eq!(may_be, "/export_reason, /exported_by, /run_goal, items of /steps", "{pointer}");
    }
    assert!(matches!(shown.withhold(["/steps/4"]), Err(Unredactable::NotThere { .. })));
}

/// A policy is free-form, and may have members of any name: not of these.
#[test]
fn a_name_that_means_something_else_is_refused() {
    let text = String::from_utf8_lossy(BUNDLE);
    let policies = text.find("\"active_policies\": [").unwrap() + "\"active_policies\": [".len();
    for name in ["_sd", "..."] {
        let mut changed = text.clone().into_owned();
        changed.insert_str(policies, &format!("{{\"deep\": [{{\"{name}\": 1}}]}},"));
        let changed = export_bundles_evidence::sealed(changed.as_bytes()).unwrap();
        let refused = Presentation::issue(changed.as_bytes(), &key()).unwrap_err();
        assert!(matches!(refused, Unredactable::ReservedName { .. }), "{refused}");
    }
}
