//! Bundles that are shown in part, held against verifiers that share no code with this library: PyPI `sd-jwt` and npm
//! `@sd-jwt/core`. Both read them, and what they make of them is what this library makes of them.

use std::fs;

use export_bundles::utc_now;
use export_bundles_attest::redact::Presentation;
use export_bundles_attest::{Algorithm, SigningKey, Trust};
use export_bundles_evidence::canonical;
use fastrand::Rng;
use serde_json::{Value, json};

use crate::{answers, has_clients, root};

/// What may be withheld of the bundle.
const POINTERS: [&str; 6] =
    ["/run_goal", "/exported_by", "/export_reason", "/steps/0", "/steps/1", "/steps/3"];

#[test]
fn whoever_reads_a_bundle_in_part_reads_the_same() {
    if !has_clients() {
        return;
    }
    let example = "schemas/v1/examples/evidence-bundle/valid/full-personal-data-blocked.json";
    let bundle = fs::read(root().join(example)).unwrap();
    let mut rng = Rng::with_seed(20_261_128);
    let mut cases = Vec::new();
    for round in 0..40 {
        // RFC 9901 is older than Ed25519 in one of the two.
        let key = SigningKey::generate([Algorithm::Ed25519, Algorithm::P256][round % 2]).unwrap();
        let mut shown = Presentation::issue(&bundle, &key).unwrap();
        for pointer in POINTERS {
            // The first two of all have everything.
            if round > 1 && rng.bool() {
                // The example need not have all of these.
                let _ = shown.withhold([pointer]);
            }
        }
        let text = shown.to_text();
        let tampered = match rng.usize(0..3) {
            0 => text.replacen('~', "A~", 1),
            1 => format!("{text}WyJjMkZzZEEiLCJydW5fZ29hbCIsIngiXQ~"),
            _ => {
                let at = text.find('.').unwrap() + 20;
                let other = if &text[at..=at] == "A" { "B" } else { "A" };
                format!("{}{other}{}", &text[..at], &text[at + 1..])
            }
        };
        cases.push((key.public().clone(), text));
        cases.push((key.public().clone(), tampered));
    }
    let texts: Vec<String> = cases
        .iter()
        .map(|(key, text)| json!({ "key": key.to_pem(), "text": text }).to_string())
        .collect();
    let own: Vec<Option<String>> = cases
        .iter()
        .map(|(key, text)| {
            let shown = Presentation::parse(text.as_bytes()).ok()?;
            let disclosed = shown.disclose(&Trust::in_key(key.clone()), utc_now()).ok()?;
            Some(disclosed.document)
        })
        .collect();
    for (peer, said) in ["node", "python"].into_iter().zip(answers("redacted", &texts)) {
        assert_eq!(said.len(), own.len());
        let (all, mut refused) = (&own, 0);
        for (index, (said, own)) in said.iter().zip(&own).enumerate() {
            let said: Value = serde_json::from_str(said).unwrap();
            let theirs =
                said.get("document").map(|it| canonical(it.to_string().as_bytes()).unwrap());
            let form =
                |it: &Option<String>| it.as_ref().map(|it| canonical(it.as_bytes()).unwrap());
            // Some pass over what does not belong there, which the standard lets nobody do; it changes nothing.
            let is_passed_over =
                own.is_none() && theirs.is_some() && theirs == form(&all[index - 1]);
            assert!(theirs == form(own) || is_passed_over, "{peer}, {index}: {said}");
            refused += usize::from(theirs.is_none());
        }
        assert!(refused > 5, "{peer} refuses {refused}");
    }
    assert_eq!(own.iter().filter(|it| it.is_some()).count(), 40);
    assert_eq!(canonical(own[0].as_ref().unwrap().as_bytes()), canonical(&bundle));
}
