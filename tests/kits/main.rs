//! The client packages, from outside: made, installed, asked, and compared with what is committed.
//!
//! One program, since all of it works in one place: every test waits for the one that sets it up.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says by a panic that it failed")]

mod archive;
mod core;
mod drafts;
mod ecosystem;
mod exports;
mod flow;
mod logs;
mod models;
mod packages;
mod page;
mod random;
mod redacted;
mod reports;
mod seals;
mod signatures;
mod spark;
mod up_to_date;
mod verdicts;

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::sync::OnceLock;
use std::thread;

use exact_schema_kits::environment::{BROWSER, missing};
use exact_schema_kits::{Error, Options, Report, Workshop, make};
use exact_schema_publish::Mode;
use exact_schema_testkit::tools;
use export_bundles::CONTRACT;

/// The workshop, after everything was made in it and compared with what is committed.
struct Made {
    workshop: Workshop,
    report: Report,
}

fn made() -> &'static Made {
    static MADE: OnceLock<Made> = OnceLock::new();
    MADE.get_or_init(|| {
        let target = std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
        let work = target.unwrap_or_else(|| root().join("target")).join("clients");
        let workshop = Workshop::open(&work).unwrap_or_else(|error| {
            panic!("{error}");
        });
        // What only tests ask for is not installed by whoever publishes.
        let lock = root().join("tests/kits/requirements.txt");
        workshop.python.add(&lock).unwrap_or_else(|error| panic!("{error}"));
        let options = Options {
            root: root(),
            schemas: root().join("schemas"),
            out: root().join("generated"),
            mode: Mode::Check,
        };
        let report = make(&CONTRACT, &options, &workshop, &mut |what| eprintln!("… {what}"))
            .unwrap_or_else(|error| panic!("{error}"));
        Made { workshop, report }
    })
}

/// Whether the languages of the clients are there. What is not is said, and the test goes without.
fn has_clients() -> bool {
    let lacks: Vec<&str> = lacks().filter(|it| *it != BROWSER).collect();
    lacks.iter().for_each(|it| tools::go_without(it));
    lacks.is_empty()
}

/// Whether a browser is there, too.
fn has_browser() -> bool {
    let lacks_browser = lacks().any(|it| it == BROWSER);
    if lacks_browser {
        tools::go_without(BROWSER);
    }
    has_clients() && !lacks_browser
}

/// The tools that are missing.
fn lacks() -> impl Iterator<Item = &'static str> {
    static MISSING: OnceLock<Vec<Error>> = OnceLock::new();
    MISSING.get_or_init(missing).iter().filter_map(|it| match it {
        Error::Tool { tool, .. } => Some(*tool),
        _ => None,
    })
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// What the scripts of that name in `tests/kits/evidence` answer about these texts, a line each: Node.js and Python,
/// with the installed packages.
fn answers(script: &str, texts: &[String]) -> [Vec<String>; 2] {
    thread::scope(|scope| {
        let python = scope.spawn(|| answers_of_python(script, texts));
        [answers_of_node(script, texts), python.join().unwrap()]
    })
}

fn answers_of_node(script: &str, texts: &[String]) -> Vec<String> {
    let workshop = &made().workshop;
    let mut node = Command::new("node");
    node.arg(scripts().join(format!("{script}.mjs"))).arg(lines(script, "node", texts));
    node.arg(workshop.project()).arg(workshop.scratch("node"));
    succeed(&mut node).lines().map(str::to_owned).collect()
}

fn answers_of_python(script: &str, texts: &[String]) -> Vec<String> {
    let file = scripts().join(format!("{script}.py"));
    let mut python = made().workshop.python.script(&file.to_string_lossy());
    let said = succeed(python.arg(lines(script, "python", texts)));
    said.lines().map(str::to_owned).collect()
}

fn scripts() -> PathBuf {
    root().join("tests/kits/evidence")
}

/// A file for one of the languages, with these texts, each as a JSON string on a line.
fn lines(script: &str, language: &str, texts: &[String]) -> PathBuf {
    let file = made().workshop.scratch(&format!("{script}-{language}.ndjson"));
    let lines: Vec<String> =
        texts.iter().map(|text| serde_json::Value::from(text.as_str()).to_string()).collect();
    fs::write(&file, lines.join("\n") + "\n").unwrap();
    file
}

/// Runs a program to its end; a failure shows all that it said.
fn succeed(command: &mut Command) -> String {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let [said, complaint] =
        [&output.stdout, &output.stderr].map(|it| String::from_utf8_lossy(it).into_owned());
    assert!(output.status.success(), "{command:?}: {}\n{said}\n{complaint}", output.status);
    said
}
