//! `decode` and the `jsonschema` crate agree on every document: on generated ones, on mutations of
//! them, and on texts that are hardly JSON any more.
//!
//! `SEED=…` repeats a run, `DOCUMENTS=…` sets its length.

#![allow(clippy::unwrap_used, reason = "a test says by a panic that it failed")]

mod generate;
mod mutate;
mod oracle;
mod parts;
mod respell;

use std::fmt::Debug;

use export_bundles::{
    Contract, DocumentType, EvidenceBundle, ExecutiveDebriefBundle, ExportBundle,
    ExportBundleRequest, ExportBundleResponse, PolicyContext, Problem, Soc2Bundle,
    Soc2ControlMapping, TraceStepEvidence, decode,
};
use fastrand::Rng;
use generate::Generator;
use oracle::Oracle;

/// The modules are shared with `fuzz`, which has its own way to this folder.
const SCHEMAS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/schemas/v1");

/// How many documents a run judges at least, over all types.
const DOCUMENTS: u64 = 100_000;

#[test]
fn evidence_bundles() {
    agree::<EvidenceBundle>();
}

#[test]
fn executive_debrief_bundles() {
    agree::<ExecutiveDebriefBundle>();
}

#[test]
fn export_bundles() {
    agree::<ExportBundle>();
}

#[test]
fn export_bundle_requests() {
    agree::<ExportBundleRequest>();
}

#[test]
fn export_bundle_responses() {
    agree::<ExportBundleResponse>();
}

#[test]
fn policy_contexts() {
    agree::<PolicyContext>();
}

#[test]
fn problems() {
    agree::<Problem>();
}

#[test]
fn soc2_bundles() {
    agree::<Soc2Bundle>();
}

#[test]
fn soc2_control_mappings() {
    agree::<Soc2ControlMapping>();
}

#[test]
fn trace_step_evidence() {
    agree::<TraceStepEvidence>();
}

#[test]
fn no_type_is_forgotten() {
    assert_eq!(DocumentType::all().len(), 10, "one test for each type");
}

fn number(variable: &str, default: u64) -> u64 {
    std::env::var(variable).ok().and_then(|value| value.parse().ok()).unwrap_or(default)
}

fn agree<T: Contract + PartialEq + Debug>() {
    let seed = number("SEED", 20_260_314);
    let documents = number("DOCUMENTS", DOCUMENTS).div_ceil(DocumentType::all().len() as u64);
    let oracle = Oracle::new(T::FILE);
    let generator = Generator::new(T::FILE);
    let mut rng = Rng::with_seed(seed);
    let (mut accepted, mut rejected) = (0, 0);
    for index in 0..documents {
        let mut value = generator.document(&mut rng);
        for _ in 0..rng.usize(0..3) {
            mutate::value(&mut value, &generator, &mut rng);
        }
        let mut text = respell::text(&value, &mut rng).into_bytes();
        if rng.u8(0..4) == 0 {
            mutate::text(&mut text, &mut rng);
        }
        let context = || format!("{} {index} of seed {seed}: {}", T::TITLE, show(&text));
        let verdict = decode::<T>(&text);
        assert_eq!(verdict.is_ok(), oracle.accepts(&text), "{}: {verdict:?}", context());
        match verdict {
            Ok(value) => {
                accepted += 1;
                survives(&value, &oracle, &mut rng, &context);
            }
            Err(rejection) => {
                rejected += 1;
                assert!(!rejection.violations().is_empty(), "{}", context());
                assert!(!rejection.is_defect(), "{}: {rejection}", context());
            }
        }
    }
    println!("{}: {accepted} documents accepted, {rejected} rejected by both", T::TITLE);
    // A run in which nearly all documents fare alike would prove little.
    assert!(accepted * 5 > documents && rejected * 5 > documents);
}

/// What is encoded is accepted, means the same, and does so in any order of members and with any
/// white space.
fn survives<T: Contract + PartialEq + Debug>(
    value: &T,
    oracle: &Oracle,
    rng: &mut Rng,
    context: &dyn Fn() -> String,
) {
    let encoded = serde_json::to_vec(value).unwrap();
    assert!(oracle.accepts(&encoded), "encoded from {}: {}", context(), show(&encoded));
    assert_eq!(decode::<T>(&encoded).as_ref(), Ok(value), "{}", context());
    let reordered = respell::reordered(&serde_json::from_slice(&encoded).unwrap(), rng);
    assert_eq!(decode::<T>(reordered.as_bytes()).as_ref(), Ok(value), "{}", context());
}

fn show(text: &[u8]) -> String {
    String::from_utf8_lossy(text).into_owned()
}
