//! What the generated types make of their documents, and what is wrong about it.

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::PathBuf;
use std::process::Stdio;

use exact_schema_testkit::official;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::same;
use crate::subject::{Case, Oracle, Subject, oracle};
use crate::workspace::Workspace;

/// What became of one subject.
#[derive(Deserialize)]
struct Outcome {
    name: String,
    rulings: Vec<Ruling>,
    /// The schema that schemars makes of the root type.
    schema: Value,
}

/// What the generated type makes of one text.
#[derive(Deserialize)]
struct Ruling {
    /// `serde_json::from_str`: the value, encoded again, or the error.
    from_text: Result<String, String>,
    /// `serde_json::from_value`, for a text that loses nothing on the way to a `Value`.
    from_value: Option<Result<String, String>>,
    /// Whether the encoded value is read as the same value again.
    again: Result<(), String>,
}

/// What is not as it should be, and why it is known.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Apart {
    /// What is found in the words for each such case.
    cases: Vec<String>,
    /// The reason.
    why: String,
}

/// Holds a family of subjects against the verdicts of their cases, but for what the text of `apart/FAMILY.json` lists.
/// That is no more than is needed: what is listed and right is a fault, too.
pub fn hold(family: &str, subjects: &[Subject], apart: &str) {
    let apart: Vec<Apart> = serde_json::from_str(apart).unwrap();
    let known = apart.iter().flat_map(|it| it.cases.iter().map(|case| (case, &it.why)));
    let mut known: Vec<(&String, &String, usize)> = known.map(|(it, why)| (it, why, 0)).collect();
    let mut faults = faults(family, subjects);
    faults.retain(|fault| {
        let found = known.iter_mut().find(|(case, ..)| fault.contains(&**case));
        found.map(|(.., count)| *count += 1).is_none()
    });
    let unknown = known.iter().filter(|(.., count)| *count == 0);
    faults.extend(unknown.map(|(case, ..)| format!("{case}: it is right, and listed as wrong")));
    for (case, why, count) in &known {
        official::say(&format!("{family}, {case}: {count} known to differ: {why}"));
    }
    let shown = faults.iter().map(|it| it.chars().take(2_000).collect::<String>());
    let shown = shown.collect::<Vec<_>>().join("\n");
    assert!(faults.is_empty(), "{family}: {} faults:\n{shown}", faults.len());
}

/// How many documents are valid, or not.
pub fn count(subjects: &[Subject], valid: bool) -> usize {
    let cases = subjects.iter().flat_map(|it| &it.cases);
    cases.filter(|it| it.valid == valid).count()
}

/// Every case on which a subject is wrong, in words. What is compiled for one family stays for the next run.
fn faults(family: &str, subjects: &[Subject]) -> Vec<String> {
    let workspace = Workspace::build(family, subjects);
    let mut faults = Vec::new();
    // Line by line: all of them together take gigabytes.
    let outcomes = BufReader::new(File::open(ruled(&workspace, subjects)).unwrap());
    let mut outcomes = outcomes.lines();
    for subject in subjects {
        let outcome = outcomes.next().unwrap().unwrap();
        let outcome: Outcome = serde_json::from_str(&outcome).unwrap();
        assert_eq!(outcome.name, subject.name);
        assert_eq!(outcome.rulings.len(), subject.cases.len(), "{} was ruled on", subject.name);
        let emitted = oracle(&outcome.schema, subject.asserts_formats);
        for (case, ruling) in subject.cases.iter().zip(&outcome.rulings) {
            let fault = fault(subject, case, ruling).or_else(|| {
                let value = exact_schema_json::read(case.text.as_bytes()).ok()?;
                let differs = emitted.is_valid(&value) != case.valid;
                differs.then(|| format!("{} says otherwise of {value}", outcome.schema))
            });
            faults.extend(fault.map(|it| format!("{}: {}: {it}", subject.name, case.about)));
        }
    }
    faults
}

/// The file of what became of the subjects, a line each.
fn ruled(workspace: &Workspace, subjects: &[Subject]) -> PathBuf {
    let [read, written] = ["texts", "outcomes"].map(|it| workspace.folder().join(it));
    let mut texts = BufWriter::new(File::create(&read).unwrap());
    for subject in subjects {
        let cases = subject.cases.iter().map(|case| {
            let whole = exact_schema_json::read(case.text.as_bytes()).is_ok();
            json!({ "text": case.text, "whole": whole })
        });
        writeln!(texts, "{}", Value::from_iter(cases)).unwrap();
    }
    texts.flush().unwrap();
    let ran = workspace.program().args([&read, &written]).stdin(Stdio::null()).output().unwrap();
    let said = String::from_utf8_lossy(&ran.stdout);
    let last = said.lines().last().unwrap_or_default();
    assert!(ran.status.success(), "{last}: {}", String::from_utf8_lossy(&ran.stderr));
    written
}

fn fault(subject: &Subject, case: &Case, ruling: &Ruling) -> Option<String> {
    let verdicts = [Some(&ruling.from_text), ruling.from_value.as_ref()];
    for (way, verdict) in ["from_str", "from_value"].into_iter().zip(verdicts) {
        match verdict {
            Some(Ok(_)) if !case.valid => return Some(format!("{way} accepts {}", case.text)),
            Some(Err(why)) if case.valid => {
                return Some(format!("{way} rejects {}: {why}", case.text));
            }
            Some(Err(why)) if why.contains("panicked") => {
                return Some(format!("{way} panics on {}", case.text));
            }
            Some(Ok(encoded)) => {
                let is_valid = |it: &Oracle| it.is_valid(&parsed(encoded));
                if !subject.oracle.as_ref().is_none_or(is_valid) {
                    let text = &case.text;
                    return Some(format!("{text} is encoded as {encoded}, which is invalid"));
                }
                // A `Value` is what it has made of the text, which may be rounded.
                let read = match way {
                    "from_value" => parsed(&case.text).to_string(),
                    _ => case.text.clone(),
                };
                let difference = same::difference(&read, encoded, &subject.defaults);
                if let Some(difference) = difference {
                    return Some(format!("{way} of {}: {difference}", case.text));
                }
            }
            _ => {}
        }
    }
    ruling.again.as_ref().err().map(|why| format!("{} does not come back: {why}", case.text))
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}
