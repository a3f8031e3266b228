//! Why there is no corpus.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::draft::{Draft, Violation};

/// Why cases could not be made, or not be settled.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A keyword for which no cases are known, or not in this company.
    #[error(
        "{title}, at {pointer:?} of its published schema: no cases are known for `{keyword}` \
         here; teach `crates/conformance/src/schema` what it means"
    )]
    Keyword {
        /// The type.
        title: String,
        /// The JSON Pointer of the schema that holds the keyword.
        pointer: String,
        /// The keyword.
        keyword: String,
    },
    /// A schema of which no valid instance is known.
    #[error("{title}, at {pointer:?} of its published schema: {why}")]
    Schema {
        /// The type.
        title: String,
        /// The JSON Pointer of the schema.
        pointer: String,
        /// What was expected and what was found.
        why: String,
    },
    /// A hand-written example that cannot be read.
    #[error("{}: {why}", path.display())]
    Example {
        /// The file.
        path: PathBuf,
        /// What was expected and what was found.
        why: String,
    },
    /// A type that `decode` does not know.
    #[error("no type of the contract is called {0}")]
    UnknownType(String),
    /// Two cases of one name.
    #[error("two cases are called {0}; every name must say what only its case shows")]
    SameName(String),
    /// Cases about which their maker and the judges disagree.
    #[error("{}", all(.0))]
    Disagreement(Vec<Disagreement>),
}

impl Error {
    pub(crate) fn example(path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.to_owned();
        move |error| Self::Example { path, why: error.to_string() }
    }
}

/// How many disagreements are shown.
const SHOWN: usize = 10;

fn all(disagreements: &[Disagreement]) -> String {
    let mut text = format!("{} cases are judged otherwise than meant", disagreements.len());
    for disagreement in disagreements.iter().take(SHOWN) {
        text.push_str(&format!("\n{disagreement}"));
    }
    if disagreements.len() > SHOWN {
        text.push_str(&format!("\nand {} more", disagreements.len() - SHOWN));
    }
    text
}

/// A case about which its maker and the judges disagree.
#[derive(Clone, Debug)]
pub struct Disagreement {
    /// The case, with the intention of its maker.
    pub draft: Draft,
    /// What `decode` found; nothing if it accepts the text.
    pub decode: Vec<Violation>,
    /// Whether the `jsonschema` crate accepts the text.
    pub schema_accepts: bool,
}

impl fmt::Display for Disagreement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (meant, decode) = (listed(self.draft.intention.violations()), listed(&self.decode));
        let schema = if self.schema_accepts { "accepts it" } else { "refuses it" };
        write!(
            f,
            "{}\n  meant:  {meant}\n  decode: {decode}\n  schema: {schema}\n  text:   {}",
            self.draft.name, self.draft.text
        )
    }
}

fn listed(violations: &[Violation]) -> String {
    match violations {
        [] => "valid".to_owned(),
        violations => violations.iter().map(Violation::to_string).collect::<Vec<_>>().join(", "),
    }
}
