//! What a caller decides about a generation.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde_json::Value;

/// What becomes of a schema that no Rust structure expresses exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fallback {
    /// A newtype over a JSON value that runs the compiled schema: exact, but without structure.
    Check,
    /// A refusal.
    Refuse,
}

/// What `format` means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Formats {
    /// A constraint. A format that is not enforced is refused.
    Assert,
    /// A note to the reader, as JSON Schema 2020-12 has it by default.
    Annotate,
}

/// A type that is written by hand rather than generated.
#[derive(Clone, Debug)]
pub struct HandWritten {
    /// The path of the type, as generated code names it.
    pub path: String,
    /// The schema that the type enforces, without annotations. A definition that says anything
    /// else is refused, so that schema and code cannot drift apart.
    pub enforces: Value,
}

/// How types are generated.
#[derive(Clone, Debug)]
pub struct Options {
    /// What becomes of a schema that no Rust structure expresses exactly.
    pub fallback: Fallback,
    /// What `format` means.
    pub formats: Formats,
    /// The types written by hand, by the name of their definition.
    pub hand_written: BTreeMap<String, HandWritten>,
    /// The definitions whose type implements `Fresh`, so that a member may be `x-fresh`.
    pub fresh: Vec<String>,
    /// Whether the roots become types of the contract: with their source schemas embedded, and
    /// known to `decode`.
    pub contract: bool,
    /// Data files to check: each an array of values of the type that the title names.
    pub data: Vec<Data>,
    /// The command that makes the output, for its first line.
    pub command: String,
}

/// A data file: an array of values of one type.
#[derive(Clone, Debug)]
pub struct Data {
    /// The file.
    pub file: PathBuf,
    /// The title of the schema that every item of it is checked against.
    pub title: String,
}

impl Options {
    /// Types for schemas of any origin: what has no structure is checked at run time.
    #[must_use]
    pub fn any_schema(command: &str) -> Self {
        Self {
            fallback: Fallback::Check,
            formats: Formats::Assert,
            hand_written: BTreeMap::new(),
            fresh: Vec::new(),
            contract: false,
            data: Vec::new(),
            command: command.to_owned(),
        }
    }
}
