//! What the packages of other languages are called.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// The packages of other languages. One that is left out is called like the contract.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Packages {
    /// The npm package.
    pub npm: NpmPackage,
    /// The PyPI package.
    pub pypi: PypiPackage,
}

/// An npm package.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct NpmPackage {
    /// Its name; that of the contract, where there is none.
    pub name: Option<String>,
    /// What it is, in a line; the summary of the contract, where there is none.
    pub description: Option<String>,
    /// The file of its README, from the folder of `contract.toml`; one is made where there is none.
    pub readme: Option<PathBuf>,
    /// Further modules, written by hand: the folder of TypeScript files behind each name by which a caller
    /// imports `index.ts`. They see the modules of the package as `../`.
    pub modules: BTreeMap<String, PathBuf>,
}

/// A PyPI package.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct PypiPackage {
    /// Its name; that of the contract, where there is none.
    pub name: Option<String>,
    /// The module that is imported; the name with underscores, where there is none.
    pub module: Option<String>,
    /// What it is, in a line; the summary of the contract, where there is none.
    pub description: Option<String>,
    /// The file of its README, a Jinja template, from the folder of `contract.toml`; one is made where
    /// there is none.
    pub readme: Option<PathBuf>,
    /// The file of what changes for callers who come from models of their own, a Jinja template, from the
    /// folder of `contract.toml`; it becomes `MIGRATION.md`.
    pub migration: Option<PathBuf>,
    /// The public name of the function that makes a new id of a prefix, if it is to have one.
    pub new_id: Option<String>,
    /// The prefix that the function takes where its caller gives none; a caller always does, where there is
    /// none.
    pub new_id_prefix: Option<String>,
    /// The folder of the crate of its native core, which stands on `exact-schema-python`, if it is to have one.
    pub core: Option<PathBuf>,
    /// Further modules, written by hand: the folder of Python files behind each name of a subpackage.
    pub modules: BTreeMap<String, PathBuf>,
    /// What else some of these modules need: the requirements behind each name by which a caller asks for them.
    pub extras: BTreeMap<String, Vec<String>>,
}
