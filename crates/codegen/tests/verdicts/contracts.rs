//! Well-known contracts, as packages of crates.io, npm and PyPI carry them; `contracts.json` lists them. What is refused
//! is refused for the reason that stands there.

use std::path::{Path, PathBuf};

use exact_schema_codegen::{Options, Reading};
use exact_schema_testkit::{official, registry};
use heck::ToSnakeCase;
use serde::Deserialize;
use serde_json::Value;

use crate::foreign::{oracle, packages, subjects};
use crate::random_documents::random_documents;
use crate::subject::{Case, Subject};
use crate::trial;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Contract {
    contract: String,
    package: Package,
    files: Vec<PathBuf>,
    /// The definitions that are tried, where the whole is too much to compile.
    #[serde(default)]
    roots: Vec<String>,
    /// Documents for the root, beside random ones.
    #[serde(default)]
    documents: Vec<Value>,
    /// Why it is refused, if it is.
    refused: Option<String>,
}

/// A package with its version, as its registry writes it.
#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Package {
    #[serde(rename = "crate")]
    OfRust(String),
    Npm(String),
    Pypi(String),
}

impl Package {
    fn folder(&self) -> PathBuf {
        match self {
            Self::OfRust(package) => registry::crate_sources(&packages(), package),
            Self::Npm(package) => registry::npm(&packages(), package),
            Self::Pypi(package) => registry::pypi_wheel(&packages(), package),
        }
    }
}

impl Contract {
    /// What is generated of one of its files, with random documents, or how it is not as it is said to be.
    fn subjects(&self, file: &Path) -> Result<Vec<Subject>, String> {
        let path = self.package.folder().join(file);
        let reading = Reading::default();
        let made = subjects(&path, &self.roots, &reading, &Options::any_schema(""));
        let mut made = match (made, &self.refused) {
            (Ok(made), None) => made,
            (Err(refusals), Some(why)) if refusals.to_string().contains(&**why) => Vec::new(),
            (Err(refusals), _) => return Err(refusals.to_string()),
            (Ok(_), Some(why)) => return Err(format!("it is not refused: {why}")),
        };
        let words = format!("{} {}", self.contract, file.display());
        let is_plain = |it: char| it.is_ascii_alphanumeric();
        let words: String = words.chars().map(|it| if is_plain(it) { it } else { ' ' }).collect();
        for subject in &mut made {
            subject.module = words.to_snake_case();
            subject.name = format!("{}{}", subject.module, subject.place);
            subject.cases = random_documents(&path, &reading, &subject.place);
            if subject.place.is_empty() {
                subject.cases.extend(self.documents.iter().map(|it| Case::of("document", it)));
            }
            subject.judge_by(oracle(&path, &subject.place).ok_or("no other validator takes it")?);
        }
        Ok(made)
    }
}

#[test]
#[ignore = "packages of registries are fetched, and what is generated takes minutes to compile"]
fn well_known_contracts_mean_what_they_say() {
    let contracts: Vec<Contract> = serde_json::from_str(include_str!("contracts.json")).unwrap();
    let (mut all, mut faults) = (Vec::new(), Vec::new());
    for contract in &contracts {
        for file in &contract.files {
            let about = format!("{}, {}", contract.contract, file.display());
            let subjects = match contract.subjects(file) {
                Ok(subjects) => subjects,
                Err(fault) => {
                    faults.push(format!("{about}: {fault}"));
                    continue;
                }
            };
            let lines = subjects.first().map_or(0, |it| it.source.lines().count());
            let [valid, invalid] = [true, false].map(|valid| trial::count(&subjects, valid));
            let tried = format!("{lines} lines, {valid} valid and {invalid} invalid documents");
            let refused = contract.refused.as_ref().map(|why| format!("refused: {why}"));
            official::say(&format!("{about}: {}", refused.unwrap_or(tried)));
            all.extend(subjects);
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    trial::hold("contracts", &all, include_str!("apart/contracts.json"));
}
