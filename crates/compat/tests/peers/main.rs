//! The tests of other tools that compare schemas, listed in `suites.json`: what each expects of two schemas is asked here,
//! too. Where the answer is another one, the list says why; adding a suite of a kind that is there needs no code.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops where it cannot go on"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use exact_schema_compat::{Document, Mode, Options, Verdict, compare};
use exact_schema_testkit::{registry, tools};
use serde::Deserialize;
use serde_json::Value;

/// What tells the types of TypeScript from its code.
const AMARO: &str = "amaro@1.2.1";

/// The tests of one tool.
#[derive(Deserialize)]
struct Suite {
    #[serde(flatten)]
    package: Package,
    /// The folder of the tests in the package.
    tests: String,
    /// The draft that the tool reads schemas in.
    schema: String,
    /// How many questions there are, or fewer: a test that is not understood asks none.
    at_least: usize,
    /// Whether it takes formats for annotations.
    #[serde(default)]
    annotate_formats: bool,
    /// The tests of which something else is expected here, each with why.
    apart: BTreeMap<String, String>,
}

/// Where the tests are, and by that how they are written.
#[derive(Deserialize)]
#[serde(untagged)]
enum Package {
    Crate {
        #[serde(rename = "crate")]
        of_rust: String,
    },
    Npm {
        npm: String,
    },
    Pypi {
        pypi: String,
        module: String,
    },
}

impl Package {
    fn name(&self) -> &str {
        match self {
            Self::Crate { of_rust } => of_rust,
            Self::Npm { npm } => npm,
            Self::Pypi { pypi, .. } => pypi,
        }
    }
}

/// What a test expects.
#[derive(Deserialize)]
struct Question {
    test: String,
    inner: Value,
    outer: Value,
    /// Whether every document of `inner` is one of `outer`.
    expected: bool,
}

fn suites() -> Vec<Suite> {
    serde_json::from_str(include_str!("suites.json")).unwrap()
}

/// What a suite asks.
fn questions(suite: &Suite) -> Vec<Question> {
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("packages");
    std::fs::create_dir_all(&home).unwrap();
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/peers");
    let python = if cfg!(windows) { "python" } else { "python3" };
    let mut collect = match &suite.package {
        Package::Crate { of_rust } => {
            let tests = registry::crate_sources(&home, of_rust).join(&suite.tests);
            command(python, &here.join("collect_changes.py"), &[tests])
        }
        Package::Npm { npm } => {
            let tests = registry::npm(&home, npm).join(&suite.tests);
            let amaro = registry::npm(&home, AMARO).join("package");
            command("node", &here.join("collect.mjs"), &[amaro, tests])
        }
        Package::Pypi { pypi, module } => {
            let tests = registry::pypi_sources(&home, pypi).join(&suite.tests);
            command(python, &here.join("collect.py"), &[module.into(), tests])
        }
    };
    let output = collect.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let lines = String::from_utf8(output.stdout).unwrap();
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn command(program: &str, script: &Path, arguments: &[PathBuf]) -> Command {
    let mut command = Command::new(program);
    command.arg(script).args(arguments);
    command
}

/// The schema, which says in which draft it is.
fn in_draft(mut schema: Value, draft: &str) -> Value {
    if let Value::Object(members) = &mut schema {
        members.insert("$schema".to_owned(), draft.into());
    }
    schema
}

/// What is wrong with the answer to a question, if anything is.
fn fault(question: &Question, suite: &Suite) -> Option<String> {
    let [inner, outer] =
        [&question.inner, &question.outer].map(|schema| in_draft(schema.clone(), &suite.schema));
    let read = |name: &str, schema: &Value| Document::new(name, schema.clone());
    let (old, new) = match (read("inner", &inner), read("outer", &outer)) {
        (Ok(old), Ok(new)) => (old, new),
        (Err(error), _) | (_, Err(error)) => return Some(error.to_string()),
    };
    let annotate_formats = suite.annotate_formats;
    let options = Options { mode: Mode::Backward, annotate_formats, ..Options::default() };
    let verdict = compare(&old, &new, &options).backward.expect("it is asked for");
    if let Verdict::Breaking { breaks, .. } = &verdict {
        for witness in breaks.iter().filter_map(|it| it.witness.as_ref()) {
            let accepts = |schema: &Value| {
                let options = jsonschema::options().should_validate_formats(!annotate_formats);
                options.build(schema).expect("a valid schema").is_valid(witness)
            };
            // Nothing that is listed excuses these.
            assert!(accepts(&inner) && !accepts(&outer), "{}: false {witness}", question.test);
        }
    }
    let is_expected = match &verdict {
        Verdict::Compatible => question.expected,
        Verdict::Breaking { .. } => !question.expected,
        Verdict::Undetermined { reason } => panic!("{}: {reason}", question.test),
    };
    (!is_expected).then(|| format!("{verdict:?}, for {inner} within {outer}"))
}

#[test]
fn the_tests_of_other_tools_pass() {
    if !tools::NODE.is_there() || !tools::PYTHON.is_there() {
        return;
    }
    let mut complaints = Vec::new();
    for suite in suites() {
        let (name, questions) = (suite.package.name(), questions(&suite));
        assert!(questions.len() >= suite.at_least, "{name}: {} questions", questions.len());
        let mut faulty = BTreeSet::new();
        for question in &questions {
            if let Some(fault) = fault(question, &suite) {
                faulty.insert(&question.test);
                if !suite.apart.contains_key(&question.test) {
                    complaints.push(format!("{name}, {}: {fault}", question.test));
                }
            }
        }
        let passing = suite.apart.keys().filter(|test| !faulty.contains(test));
        complaints.extend(passing.map(|test| format!("{name}, {test}: passes, and is listed")));
    }
    assert!(complaints.is_empty(), "{}\n{}", complaints.len(), complaints.join("\n"));
}
