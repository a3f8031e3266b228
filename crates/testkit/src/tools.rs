//! Programs that tests need and cargo does not bring.
//!
//! A test whose tool is missing says so, and goes without it; where `CI` is set, it fails. What was not tried is
//! written down beside the programs of the tests, for the last of all tests to tell.

use std::collections::BTreeSet;
use std::env;
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::thread;

/// A program that a test needs.
#[derive(Clone, Copy, Debug)]
pub struct Tool {
    /// What it is called.
    pub name: &'static str,
    is_there: fn() -> bool,
}

/// What signs, certifies and stamps, and is not ours.
pub const OPENSSL: Tool = Tool { name: "OpenSSL 3 (openssl)", is_there: || is_on_path("openssl") };

/// A client of HTTP.
pub const CURL: Tool = Tool { name: "curl", is_there: || is_on_path("curl") };

/// What runs JavaScript, with its packages.
pub const NODE: Tool = Tool { name: "Node.js 20 or newer", is_there: || is_on_path("node") };

/// What runs Python, with its packages.
pub const PYTHON: Tool = Tool {
    name: "Python 3.10 or newer",
    is_there: || is_on_path(if cfg!(windows) { "python" } else { "python3" }),
};

/// What keeps versions of files.
pub const GIT: Tool = Tool { name: "Git", is_there: || is_on_path("git") };

/// What reads a PDF.
pub const PDFTOTEXT: Tool =
    Tool { name: "Poppler (pdftotext)", is_there: || is_on_path("pdftotext") };

/// What runs programs in Java.
pub const JAVA: Tool = Tool { name: "Java 11 or newer (java)", is_there: || is_on_path("java") };

/// A compiler of Java, and what is no part of it any more.
pub const JAVAC: Tool = Tool {
    name: "a JDK of Java 11 or newer (javac) and Debian's libjaxb-java",
    is_there: || is_on_path("javac") && Path::new("/usr/share/java/jaxb-runtime.jar").exists(),
};

/// A database server.
#[cfg(feature = "postgres")]
pub const POSTGRES: Tool = Tool {
    name: "PostgreSQL 14 or newer (initdb, psql)",
    is_there: || crate::postgres::programs().is_some() && is_on_path("psql"),
};

impl Tool {
    /// Whether it is there; says so if not.
    ///
    /// # Panics
    ///
    /// If it is not there, and `CI` is set.
    #[must_use]
    pub fn is_there(&self) -> bool {
        let is_there = (self.is_there)();
        if !is_there {
            go_without(self.name);
        }
        is_there
    }
}

/// Whether a program is in a folder that is searched.
fn is_on_path(program: &str) -> bool {
    let name = format!("{program}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&env::var_os("PATH").unwrap_or_default()).any(|it| it.join(&name).is_file())
}

/// A test that was not tried, or not in full.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Untried {
    /// What is missing.
    pub tool: String,
    /// The program of the test, and its name.
    pub test: String,
}

/// Says that the test that calls it does without `tool`, which is missing.
///
/// # Panics
///
/// If `CI` is set: there, it is to be installed.
pub fn go_without(tool: &str) {
    assert!(!is_check(), "expected {tool}, found none; install it, as `.ci/run` does");
    let program = env::current_exe().unwrap_or_default();
    let program = program.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let program = program.rsplit_once('-').map_or(program.as_str(), |(name, _hash)| name);
    let here = thread::current();
    let test = format!("{program} {}", here.name().unwrap_or("a test"));
    // The line of a test that passes would not be shown.
    let _ = writeln!(std::io::stderr(), "NOT TRIED: {test}, for want of {tool}");
    let file = OpenOptions::new().create(true).append(true).open(list());
    file.unwrap().write_all(format!("{tool}\t{test}\n").as_bytes()).unwrap();
}

/// What was not tried since it was last asked for.
#[must_use]
pub fn untried() -> BTreeSet<Untried> {
    let text = fs::read_to_string(list()).unwrap_or_default();
    let _ = fs::remove_file(list());
    let lines = text.lines().filter_map(|line| line.split_once('\t'));
    lines.map(|(tool, test)| Untried { tool: tool.to_owned(), test: test.to_owned() }).collect()
}

/// Whether nothing may be missing.
#[must_use]
pub fn is_check() -> bool {
    env::var_os("CI").is_some_and(|it| !it.is_empty())
}

/// Where it is written down: beside the programs of all tests.
fn list() -> PathBuf {
    env::current_exe().unwrap().with_file_name("untried-tests")
}
