//! Whoever verifies a bundle finds the same, in the same order: Rust, Node.js and Python, each of which has the rules
//! written down once more, on random bundles and on sound ones in which anything was changed.

use std::fs;

use exact_schema_testkit::documents::{Generator, respell};
use export_bundles::{CONTRACT, Document, ExportBundle};
use export_bundles_evidence::{RuleSet, SealState, sealed, verify_seal, verify_with};
use fastrand::Rng;
use serde_json::{Value, json};

use crate::{answers, has_clients, root};

/// How many bundles are verified.
const BUNDLES: usize = 6_000;

#[test]
fn every_implementation_finds_the_same() {
    if !has_clients() {
        return;
    }
    let seed = std::env::var("SEED").ok().and_then(|it| it.parse().ok()).unwrap_or(20_260_314);
    let mut rng = Rng::with_seed(seed);
    let generator = Generator::new(&CONTRACT, ExportBundle::FILE);
    let sound = ["evidence", "soc2", "executive_debrief"].map(sound);
    let texts: Vec<String> = (0..BUNDLES)
        .map(|index| {
            let document = match index % 3 {
                0 => generator.document(&mut rng),
                _ => changed(sound[rng.usize(0..sound.len())].clone(), &mut rng),
            };
            let text = respell::reordered(&document, &mut rng);
            // A seal that is broken hides nothing, and one that is not is rare among what was changed.
            let seals = rng.bool() && document["bundle_type"] != "executive_debrief";
            if seals { sealed(text.as_bytes()).unwrap_or(text) } else { text }
        })
        .collect();
    let [node, python] = answers("verdicts", &texts);
    assert_eq!([node.len(), python.len()], [texts.len(); 2]);
    let mut rules = std::collections::BTreeSet::new();
    for ((text, node), python) in texts.iter().zip(&node).zip(&python) {
        let own = verdict(text);
        for finding in own[3].as_array().into_iter().flatten() {
            rules.insert(finding[0].to_string());
        }
        let own = own.to_string();
        assert_eq!(*node, own, "Node, SEED={seed}: {text}");
        assert_eq!(*python, own, "Python, SEED={seed}: {text}");
    }
    assert_eq!(
        rules.len(),
        export_bundles_evidence::RULES.len(),
        "each is broken by some: {rules:?}"
    );
}

fn verdict(text: &str) -> Value {
    match verify_with(text.as_bytes(), RuleSet::All) {
        Ok(verified) => {
            let findings: Vec<Value> =
                verified.findings.iter().map(|it| json!([it.rule, it.pointer])).collect();
            let verdict = if verified.is_sound() { "sound" } else { "unsound" };
            json!([true, verified.seal.as_str(), verdict, findings])
        }
        Err(_) => {
            let seal = verify_seal(text.as_bytes()).unwrap_or(SealState::Absent);
            json!([false, seal.as_str(), "unsound", []])
        }
    }
}

fn sound(kind: &str) -> Value {
    let folder = root().join("crates/evidence/tests/tampered/sound");
    serde_json::from_slice(&fs::read(folder.join(format!("{kind}.json"))).unwrap()).unwrap()
}

/// A bundle in which a few values stand in the place of others.
fn changed(mut document: Value, rng: &mut Rng) -> Value {
    for _ in 0..rng.usize(0..4) {
        let mut places = Vec::new();
        collect(&document, String::new(), &mut places);
        let place = rng.choice(&places).cloned().unwrap_or_default();
        let is_criterion = place.contains("control_id") || place.contains("criteria_covered/");
        let value = match rng.u8(0..8) {
            _ if is_criterion => json!(["CC7.2", "CC9.9", "P1.2"][rng.usize(0..3)]),
            0 => Value::Null,
            1 => json!(rng.u8(0..6)),
            2 => json!(rng.bool()),
            3 => json!(format!("2026-03-14T09:2{}:{:02}Z", rng.u8(6..8), rng.u8(0..60))),
            4 => json!(f64::from(rng.u16(..)) / 8.0),
            5 => {
                json!(["ok", "violation", "REVIEWED", "PENDING"][rng.usize(0..4)])
            }
            // What stands elsewhere in it is of the right kind more often.
            _ => {
                let other = rng.choice(&places).cloned().unwrap_or_default();
                document.pointer(&other).cloned().unwrap_or_default()
            }
        };
        if let Some(found) = document.pointer_mut(&place) {
            *found = value;
        }
    }
    document
}

/// The pointers of all values but the whole. No name of a sound bundle needs an escape.
fn collect(value: &Value, pointer: String, places: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (name, inner) in members {
                collect(inner, format!("{pointer}/{name}"), places);
            }
        }
        Value::Array(items) => {
            for (index, inner) in items.iter().enumerate() {
                collect(inner, format!("{pointer}/{index}"), places);
            }
        }
        _ => {}
    }
    if !pointer.is_empty() {
        places.push(pointer);
    }
}
