//! The cases of the conformance corpus, as they are published.

use std::path::Path;

use serde::Deserialize;

use crate::error::Error;
use crate::judge::{Finding, Question};

/// A text, and what every validator should say of it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Case {
    /// Its name, which no other case has.
    pub name: String,
    /// The title of the type.
    #[serde(rename = "type")]
    pub title: String,
    /// The text.
    pub text: String,
    /// Whether it is a document of the type.
    pub valid: bool,
    /// What is wrong with it, by pointer and keyword, in the order in which it is told.
    pub violations: Vec<Finding>,
}

#[derive(Deserialize)]
struct CorpusFile {
    cases: Vec<Case>,
}

impl Case {
    /// What a validator is asked.
    #[must_use]
    pub fn question(&self) -> Question {
        Question { title: self.title.clone(), text: self.text.clone() }
    }
}

/// The cases of some files of the corpus, each given by path and text.
///
/// # Errors
///
/// That a file is none.
pub fn corpus<'a>(files: impl Iterator<Item = (&'a str, &'a str)>) -> Result<Vec<Case>, Error> {
    let mut cases = Vec::new();
    for (path, text) in files {
        let expected = "a file of the conformance corpus";
        let file: CorpusFile =
            serde_json::from_str(text).map_err(Error::content(Path::new(path), expected))?;
        cases.extend(file.cases);
    }
    Ok(cases)
}
