//! What is special about types.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// Which types are not generated like any other.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Types {
    /// The definitions whose Rust type implements `Fresh`, so that a member may be `x-fresh`.
    pub fresh: Vec<String>,
    /// The types that are written by hand, by the name of their definition.
    pub hand_written: BTreeMap<String, HandWritten>,
}

/// A type that is written by hand rather than generated.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct HandWritten {
    /// The path of the type, as generated code names it.
    pub path: String,
    /// The schema that the type enforces, without annotations. A definition that says anything else is
    /// refused, so that schema and code cannot drift apart.
    pub enforces: serde_json::Value,
}

/// A data file that ships with the contract: an array of values of one type.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Data {
    /// The name of the constant that holds it in the packages of other languages.
    pub constant: String,
    /// The title of the schema that every item is checked against.
    #[serde(rename = "type")]
    pub title: String,
    /// The file, below the folder of the schemas.
    pub file: PathBuf,
    /// What the values are, in a sentence.
    pub description: String,
}
