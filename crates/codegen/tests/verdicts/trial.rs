//! The one crate that all generated modules are compiled into, and what it rules.

use std::collections::BTreeMap;
use std::env;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use exact_schema_codegen::{Formats, Options, Refusals, Schemas, generate};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{foreign, samples, structures, suite};

/// A generated module, and the documents that its root type is tried on.
pub struct Subject {
    pub name: String,
    /// The name of the schema file.
    pub file: String,
    pub source: String,
    pub cases: Vec<Case>,
    /// Decides what the schema accepts.
    pub oracle: jsonschema::Validator,
    pub asserts_formats: bool,
}

pub struct Case {
    pub about: String,
    pub text: String,
    pub valid: bool,
}

/// What became of one subject.
#[derive(Clone, Debug, Deserialize)]
struct Outcome {
    rulings: Vec<Ruling>,
    /// The schema that schemars makes of the root type.
    schema: Value,
}

/// What the generated type makes of one text.
#[derive(Clone, Debug, Deserialize)]
struct Ruling {
    /// `serde_json::from_str`: the value, encoded again, or the error.
    from_text: Result<String, String>,
    /// `serde_json::from_value`, for a text that loses nothing on the way to a `Value`.
    from_value: Option<Result<String, String>>,
    /// Whether the encoded value is read as the same value again.
    again: Result<(), String>,
}

/// What became of each subject, by its name.
static OUTCOMES: LazyLock<BTreeMap<String, Outcome>> = LazyLock::new(|| {
    let subjects =
        [&*suite::SUBJECTS, &*structures::SUBJECTS, &*foreign::SUBJECTS, &*samples::SUBJECTS];
    try_all(&subjects.into_iter().flatten().collect::<Vec<_>>())
});

/// Generates the module for one schema, given as the text of its file.
pub fn generated(name: &str, text: &str, formats: Formats) -> Result<String, Refusals> {
    let folder = tempfile::tempdir().unwrap();
    let file = format!("{name}.schema.json");
    fs::write(folder.path().join(&file), text).unwrap();
    let schemas = Schemas::read_file(&folder.path().join(&file))?;
    let command = format!("schema-to-rust {file}");
    generate(&schemas, &[file], &Options { formats, ..Options::any_schema(&command) })
}

/// The verdict of the `jsonschema` crate.
pub fn oracle(schema: &Value, asserts_formats: bool) -> jsonschema::Validator {
    jsonschema::options()
        .with_draft(jsonschema::Draft::Draft202012)
        .should_validate_formats(asserts_formats)
        .build(schema)
        .unwrap()
}

/// Every case on which a subject is wrong, in words.
pub fn faults(subjects: &[Subject]) -> Vec<String> {
    let mut faults = Vec::new();
    for subject in subjects {
        let outcome = &OUTCOMES[&subject.name];
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
            Some(Ok(encoded)) if !subject.oracle.is_valid(&parsed(encoded)) => {
                return Some(format!("{} is encoded as {encoded}, which is invalid", case.text));
            }
            _ => {}
        }
    }
    ruling.again.as_ref().err().map(|why| format!("{} does not come back: {why}", case.text))
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn try_all(subjects: &[&Subject]) -> BTreeMap<String, Outcome> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("verdicts");
    fs::create_dir_all(&folder).unwrap();
    // Two test runs at a time would overwrite each other's crate.
    let lock = File::create(folder.join("lock")).unwrap();
    lock.lock().unwrap();
    write_crate(&folder, subjects);
    build(&folder);
    let cases = subjects.iter().map(|subject| {
        let texts = subject.cases.iter().map(|case| {
            let whole = exact_schema_json::read(case.text.as_bytes()).is_ok();
            json!({ "text": case.text, "whole": whole })
        });
        (subject.name.clone(), texts.collect())
    });
    let cases: serde_json::Map<String, Value> = cases.collect();
    fs::write(folder.join("cases.json"), Value::Object(cases).to_string()).unwrap();
    let ruled = Command::new(target().join("debug/verdicts"))
        .arg(folder.join("cases.json"))
        .output()
        .unwrap();
    assert!(ruled.status.success(), "{}", String::from_utf8_lossy(&ruled.stderr));
    serde_json::from_slice(&ruled.stdout).unwrap()
}

fn write_crate(folder: &Path, subjects: &[&Subject]) {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap();
    let mut modules = String::from("#![deny(warnings, missing_docs)]\n#![doc = \"Generated.\"]\n");
    let mut judges = String::from("pub const JUDGES: &[(&str, crate::Judge, crate::Emit)] = &[\n");
    let source = folder.join("src");
    fs::create_dir_all(&source).unwrap();
    let mut files = vec!["lib.rs".to_owned(), "main.rs".to_owned(), "judges.rs".to_owned()];
    for subject in subjects {
        let (name, root) = (&subject.name, root_type(subject));
        writeln!(modules, "#[doc = \"A subject.\"]\npub mod {name};").unwrap();
        let root = format!("verdicts::{name}::{root}");
        writeln!(judges, "({name:?}, crate::judge::<{root}>, crate::schema::<{root}>),").unwrap();
        files.push(format!("{name}.rs"));
        write(&source.join(format!("{name}.rs")), &subject.source);
    }
    judges.push_str("];\n");
    write(&source.join("lib.rs"), &modules);
    write(&source.join("judges.rs"), &judges);
    write(&source.join("main.rs"), include_str!("judge.rs"));
    for entry in fs::read_dir(&source).unwrap() {
        let entry = entry.unwrap();
        if !files.contains(&entry.file_name().to_string_lossy().into_owned()) {
            fs::remove_file(entry.path()).unwrap();
        }
    }
    let manifest = include_str!("manifest.toml");
    let workspace_path = workspace.to_string_lossy().replace('\\', "/");
    write(&folder.join("Cargo.toml"), &manifest.replace("{workspace}", &workspace_path));
    fs::copy(workspace.join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
}

/// Writes a file unless it says the same already, so that nothing is built twice.
fn write(path: &Path, text: &str) {
    if fs::read_to_string(path).is_ok_and(|found| found == text) {
        return;
    }
    fs::write(path, text).unwrap();
}

/// The type whose documentation says that it comes from the root of the schema file.
fn root_type(subject: &Subject) -> String {
    let mark = format!("Schema: `{}#`.", subject.file);
    let (_, rest) = subject.source.split_once(&mark).unwrap();
    let words = rest.split(|it: char| !it.is_alphanumeric() && it != '_');
    let mut words = words.skip_while(|word| !["struct", "enum", "type"].contains(word));
    words.nth(1).unwrap().to_owned()
}

/// The folder that the workspace is built in; the crate shares what is built there.
fn target() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap().to_owned()
}

fn build(folder: &Path) {
    let cargo = |network: &[&str]| {
        let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        Command::new(cargo)
            .args(["build", "--quiet"])
            .args(network)
            .current_dir(folder)
            .env("CARGO_TARGET_DIR", target())
            .output()
            .unwrap()
    };
    // The lock file names what the workspace has already fetched; if that is not all of it, the
    // second try fetches the rest.
    let mut built = cargo(&["--offline"]);
    if String::from_utf8_lossy(&built.stderr).contains("--offline") {
        built = cargo(&[]);
    }
    let errors = String::from_utf8_lossy(&built.stderr);
    let shown: String = errors.lines().take(200).map(|line| format!("{line}\n")).collect();
    assert!(built.status.success(), "{} does not compile:\n{shown}", folder.display());
}
