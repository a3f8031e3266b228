//! Asks a client for its verdicts, many at a time.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::Command;

use serde::{Deserialize, Serialize};

use crate::environment::program;
use crate::error::Error;

/// A text, and the type that it may be a document of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// The title of the type.
    #[serde(rename = "type")]
    pub title: String,
    /// The text.
    pub text: String,
}

/// What a client says of a question.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Answer {
    /// Whether the text is a document of the type.
    pub valid: bool,
    /// What is wrong with it, in the order in which it is told.
    pub violations: Vec<Finding>,
}

/// What is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Finding {
    /// The JSON Pointer (RFC 6901) of the value.
    pub pointer: String,
    /// The keyword that it fails.
    pub keyword: String,
}

impl Answer {
    /// The answer that is made of these findings.
    #[must_use]
    pub fn of(violations: Vec<Finding>) -> Self {
        Self { valid: violations.is_empty(), violations }
    }
}

/// Writes questions to a file, one a line, as judges read them.
///
/// # Errors
///
/// That the file cannot be written.
pub fn write_questions(path: &Path, questions: &[Question]) -> Result<(), Error> {
    let mut file = BufWriter::new(File::create(path).map_err(Error::file(path))?);
    for question in questions {
        serde_json::to_writer(&mut file, question).map_err(Error::content(path, "JSON"))?;
        file.write_all(b"\n").map_err(Error::file(path))?;
    }
    file.flush().map_err(Error::file(path))
}

/// Reads questions from a file, one a line.
///
/// # Errors
///
/// That the file cannot be read, or a line is none.
pub fn read_questions(path: &Path) -> Result<Vec<Question>, Error> {
    lines(path)
}

/// Runs a judge over the questions in a file; gives one answer for each. `more` is what the judge is
/// told beside the names of its input and output.
///
/// # Errors
///
/// That the judge fails, or does not answer every question.
pub fn ask(
    name: &str,
    judge: &mut Command,
    questions: &Path,
    more: &[&Path],
) -> Result<Vec<Answer>, Error> {
    let answers = questions.with_extension(format!("{name}.ndjson"));
    judge.arg(questions).arg(&answers).args(more);
    program::run(&format!("the verdicts of {name}"), judge)?;
    let found: Vec<Answer> = lines(&answers)?;
    Ok(found
        .into_iter()
        .map(|it| Answer { valid: it.valid, ..Answer::of(it.violations) })
        .collect())
}

fn lines<T: for<'de> Deserialize<'de>>(path: &Path) -> Result<Vec<T>, Error> {
    let text = fs::read_to_string(path).map_err(Error::file(path))?;
    let read = |line| serde_json::from_str(line).map_err(Error::content(path, "a line of JSON"));
    text.lines().map(read).collect()
}
