//! Each case in `cases` makes a bundle that its own rules call sound, or is refused for exactly the reasons that
//! stand beside it.

#![allow(clippy::unwrap_used, reason = "a test says by a panic that it failed")]

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use exact_schema_testkit::documents::Generator;
use export_bundles::{CONTRACT, Document, ExportBundle, ExportCase, Timestamp, decode};
use export_bundles_evidence::{Assembled, Options, Refused, RuleSet, assemble, verify_with};
use fastrand::Rng;
use serde::Deserialize;
use serde_json::Value;
use uuid::Uuid;

#[derive(Deserialize)]
struct File {
    /// For those who read it.
    #[serde(rename = "why")]
    _why: String,
    case: Value,
    #[serde(flatten)]
    expected: BTreeMap<String, Expected>,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "snake_case")]
enum Expected {
    /// The pointers of the gaps.
    Gaps(Vec<String>),
    /// The pointers of the reasons.
    Reasons(Vec<String>),
}

type Make = fn(&ExportCase, &Options) -> Result<Assembled<ExportBundle>, Refused>;

const KINDS: [(&str, Make); 3] = [
    ("evidence", |case, options| assemble::evidence(case, options, now(), id()).map(any)),
    ("soc2", |case, options| assemble::soc2(case, options, now(), id()).map(any)),
    ("executive_debrief", |case, options| {
        assemble::executive_debrief(case, options, now(), id()).map(any)
    }),
];

fn any<B: Into<ExportBundle>>(assembled: Assembled<B>) -> Assembled<ExportBundle> {
    Assembled { bundle: assembled.bundle.into(), gaps: assembled.gaps }
}

fn now() -> Timestamp {
    "9999-12-31T23:59:59.999999Z".parse().unwrap()
}

fn id() -> Uuid {
    Uuid::from_u128(0x4000_8000_0000_0000_0001)
}

/// What comes of a case; a bundle has to be one that nothing is found in, but for what the case does not know.
fn made(case: &ExportCase, make: Make, options: &Options) -> Expected {
    match make(case, options) {
        Err(refused) => {
            Expected::Reasons(refused.reasons().iter().map(|it| it.pointer.clone()).collect())
        }
        Ok(Assembled { bundle, gaps }) => {
            let text = serde_json::to_vec(&bundle).unwrap();
            let verified = verify_with(&text, RuleSet::Default).unwrap();
            let names = |rule: &str| gaps.iter().any(|it| it.pointer.ends_with(rule));
            assert!(verified.is_sound(), "{:?}", verified.findings);
            let is_unnamed = verified.findings.iter().any(|it| it.rule == "policy-named");
            assert!(!is_unnamed || names("violated_policy_id"), "{gaps:?}");
            Expected::Gaps(gaps.into_iter().map(|it| it.pointer).collect())
        }
    }
}

#[test]
fn every_case_makes_a_sound_bundle_or_says_why_not() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(files.len() > 20);
    for path in files {
        let file: File = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
        // A text `@…@` stands for the number in it, which a reader of the file could not hold.
        let case = file.case.to_string().replace("\"@", "").replace("@\"", "");
        let case: ExportCase = decode(case.as_bytes()).unwrap();
        for (kind, make) in KINDS {
            let expected = &file.expected[kind];
            let made = made(&case, make, &Options::default());
            match (expected, &made) {
                (Expected::Gaps(expected), Expected::Gaps(gaps)) => {
                    let sorted = |list: &[String]| {
                        let mut list = list.to_vec();
                        list.sort();
                        list
                    };
                    assert_eq!(sorted(expected), sorted(gaps), "{}, {kind}", path.display());
                }
                _ => assert_eq!(*expected, made, "{}, {kind}", path.display()),
            }
        }
    }
}

#[test]
fn no_case_makes_a_bundle_that_its_own_rules_refuse() {
    let mut rng = Rng::with_seed(20_260_314);
    let generator = Generator::new(&CONTRACT, ExportCase::FILE);
    let mut bundles = 0;
    for _ in 0..20_000 {
        let document = joined(generator.document(&mut rng), &mut rng);
        let case: ExportCase = decode(document.to_string().as_bytes()).unwrap();
        let options = Options { include_raw_steps: rng.bool(), ..Options::default() };
        for (_, make) in KINDS {
            bundles += usize::from(matches!(made(&case, make, &options), Expected::Gaps(_)));
        }
    }
    assert!(bundles > 1000, "only {bundles} bundles");
}

/// A random case, whose parts belong together more often than chance has it.
fn joined(mut case: Value, rng: &mut Rng) -> Value {
    for part in ["run", "trace", "policy_snapshot"] {
        if let Some(Value::Object(members)) = case.get_mut(part)
            && rng.u8(0..20) > 0
        {
            members.insert("tenant_id".to_owned(), "tenant".into());
            if part != "policy_snapshot" {
                members.insert("run_id".to_owned(), "run".into());
            }
        }
    }
    case["incident"]["tenant_id"] = "tenant".into();
    case["incident"]["source_run_id"] = "run".into();
    if let Some(Value::Object(run)) = case.get_mut("run") {
        run.remove("policy_snapshot_id");
        if rng.u8(0..4) > 0 {
            run.remove("completed_at");
        }
    }
    let Some(Value::Object(trace)) = case.get_mut("trace") else { return case };
    let mut steps = match trace.remove("steps") {
        Some(Value::Array(steps)) => steps,
        _ => Vec::new(),
    };
    if rng.u8(0..20) > 0 {
        steps.sort_by_key(|step| step["timestamp"].as_str().map(str::to_owned));
        for (index, step) in steps.iter_mut().enumerate() {
            step["step_index"] = index.into();
        }
    }
    trace.remove("violation_step_index");
    trace.remove("violation_timestamp");
    if !steps.is_empty() && rng.bool() {
        trace.insert("violation_step_index".to_owned(), rng.usize(0..steps.len()).into());
    }
    trace.insert("steps".to_owned(), Value::Array(steps));
    case
}
