//! Real histories: neighbouring versions of schemas that packages of npm carry, and of those in the folder of real schemas.
//!
//! No answer is undetermined but for a size or a document that is not there, and every witness is one for ajv, too, which
//! shares no code with the validator that found it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops where it cannot go on"
)]

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use exact_schema_compat::{Options, Verdict, compare, load};
use exact_schema_testkit::histories::{self, Histories};
use exact_schema_testkit::{registry, tools};
use serde_json::{Value, json};

/// How the reasons begin that are sizes, and that of a document that is not there.
const REASONS: [&str; 5] = [
    "nothing is known of",
    "the schemas are too large",
    "too many states are needed",
    "the documents in question are too large",
    "the documents in question nest too deep",
];

/// What is known of one family.
#[derive(Default)]
struct Counts {
    pairs: usize,
    compatible: usize,
    breaking: usize,
    undetermined: usize,
    breaks: usize,
    unexamined: usize,
}

fn packages() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("packages")
}

/// The families, each with the files of its versions in order.
fn all() -> Histories {
    let mut families = histories::of_packages(&packages());
    match histories::of_real_schemas() {
        Ok(real) => families.extend(real),
        Err(error) => {
            let folder = histories::real_schemas();
            tools::go_without(&format!("real schemas at {}: {error}", folder.display()));
        }
    }
    families
}

/// What the second validator says of documents, each with the file of a schema.
fn second_opinions(asked: &[(PathBuf, Value)]) -> Vec<Option<bool>> {
    let tools = ["ajv@8.20.0", "ajv-formats@3.0.1", "ajv-draft-04@1.0.0"];
    let home = registry::npm_installed(&packages(), "judge", &tools);
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/histories/judge.mjs");
    let mut node = Command::new("node")
        .arg(script)
        .current_dir(home)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines: String = asked
        .iter()
        .map(|(schema, document)| {
            json!({"schema": schema, "document": document}).to_string() + "\n"
        })
        .collect();
    let mut stdin = node.stdin.take().unwrap();
    let writer = std::thread::spawn(move || stdin.write_all(lines.as_bytes()));
    let output = node.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().map(|line| line.parse().ok()).collect()
}

#[test]
#[ignore = "packages of npm are fetched, and the comparisons take minutes"]
fn real_histories_are_decided() {
    let (mut table, mut faults) = (BTreeMap::<String, Counts>::new(), Vec::new());
    // Each with whether it is to be accepted.
    let (mut asked, mut expected) = (Vec::new(), Vec::new());
    for (family, files) in all() {
        for pair in files.windows(2) {
            let about = format!("{} -> {}", pair[0].display(), pair[1].display());
            let loaded: Result<Vec<_>, _> = pair.iter().map(|it| load(it)).collect();
            let loaded = match loaded {
                Ok(loaded) => loaded,
                Err(error) => {
                    println!("{family}: {error}");
                    continue;
                }
            };
            let report = compare(&loaded[0][0], &loaded[1][0], &Options::default());
            let counts = table.entry(family.clone()).or_default();
            counts.pairs += 1;
            for (verdict, accepting, rejecting) in
                [(report.backward, &pair[0], &pair[1]), (report.forward, &pair[1], &pair[0])]
            {
                match verdict.expect("both directions are asked for") {
                    Verdict::Compatible => counts.compatible += 1,
                    Verdict::Undetermined { reason } => {
                        counts.undetermined += 1;
                        println!("{about}: {reason}");
                        if !REASONS.iter().any(|it| reason.starts_with(it)) {
                            faults.push(format!("{about}: {reason}"));
                        }
                    }
                    Verdict::Breaking { breaks, unexamined } => {
                        counts.breaking += 1;
                        counts.breaks += breaks.len();
                        counts.unexamined += unexamined;
                        for witness in breaks.into_iter().filter_map(|it| it.witness) {
                            asked.push((accepting.clone(), witness.clone()));
                            asked.push((rejecting.clone(), witness));
                            expected.extend([true, false]);
                        }
                    }
                }
            }
        }
    }
    let opinions = second_opinions(&asked);
    assert_eq!(opinions.len(), asked.len(), "the second validator stopped");
    for (((schema, document), expected), said) in asked.iter().zip(&expected).zip(&opinions) {
        if said.is_some_and(|said| said != *expected) {
            faults.push(format!(
                "{}: the second validator says {said:?} of {document}",
                schema.display()
            ));
        }
    }
    println!("| schema | pairs | compatible | breaking | undetermined | breaks | not looked at |");
    println!("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
    let mut all = Counts::default();
    for (family, it) in &table {
        println!("{}", row(family, it));
        all.pairs += it.pairs;
        all.compatible += it.compatible;
        all.breaking += it.breaking;
        all.undetermined += it.undetermined;
        all.breaks += it.breaks;
        all.unexamined += it.unexamined;
    }
    println!("{}", row("all", &all));
    println!("{} witnesses, each judged twice", asked.len() / 2);
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

fn row(name: &str, it: &Counts) -> String {
    let Counts { pairs, compatible, breaking, undetermined, breaks, unexamined } = it;
    format!(
        "| {name} | {pairs} | {compatible} | {breaking} | {undetermined} | {breaks} | {unexamined} |"
    )
}
