//! Receipts of logs, held against a verifier that shares no code with this library: PyPI `proofbundle`.

use export_bundles_attest::log::{Log, Proof, verifier_key};
use export_bundles_attest::{Algorithm, SigningKey};
use export_bundles_evidence::seal;
use fastrand::Rng;
use serde_json::json;

use crate::{answers_of_python, has_clients};

const ORIGIN: &str = "example.com/exports";

#[test]
fn whoever_verifies_the_receipt_of_a_log_comes_to_the_same_verdict() {
    if !has_clients() {
        return;
    }
    let mut rng = Rng::with_seed(20_261_128);
    let key = SigningKey::generate(Algorithm::Ed25519).unwrap();
    let verifier_key = verifier_key(ORIGIN, key.public()).unwrap();
    let mut cases = Vec::new();
    for size in [1, 2, 3, 4, 7, 8, 9, 31, 64, 100, 255, 256, 257, 300] {
        let seals: Vec<_> =
            (0..size).map(|index| seal(format!("{{\"a\":{index}}}").as_bytes()).unwrap()).collect();
        let mut log = Log::default();
        seals.iter().for_each(|it| log.append(it));
        let note = log.checkpoint(ORIGIN).sign(&key).unwrap();
        for _ in 0..8 {
            let index = rng.usize(0..size);
            let proof = log.prove(index as u64, &note).unwrap().to_text();
            let right = (seals[index], proof.clone());
            let other = (seals[(index + 1) % size], proof.clone());
            let moved = (
                seals[index],
                proof.replace(&format!("index {index}\n"), &format!("index {}\n", index + 1)),
            );
            let mut changed = proof.into_bytes();
            let place = rng.usize(0..changed.len());
            changed[place] = if changed[place] == b'A' { b'B' } else { b'A' };
            let changed = (seals[index], String::from_utf8_lossy(&changed).into_owned());
            cases.extend([right, other, moved, changed]);
        }
    }
    let texts: Vec<String> = cases
        .iter()
        .map(|(seal, proof)| {
            json!({ "proof": proof, "seal": seal.to_string(), "key": verifier_key }).to_string()
        })
        .collect();
    let said = answers_of_python("logs", &texts);
    assert_eq!(said.len(), cases.len());
    let mut good = 0;
    for ((seal, proof), said) in cases.iter().zip(&said) {
        let holds = Proof::parse(proof).and_then(|it| it.verify(seal, key.public())).is_ok();
        assert_eq!(said == "accepts", holds, "{said}: {seal}\n{proof}");
        good += usize::from(holds);
    }
    assert!(good >= 14 * 8 && good < cases.len() / 2, "{good} of {}", cases.len());
}
