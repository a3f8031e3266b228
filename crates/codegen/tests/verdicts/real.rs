//! Real schemas, which nobody here wrote: the folder that `REAL_SCHEMAS` names, or else `../shared/real-schemas`, has
//! `schemas/<name>.json` and documents in `valid/<name>` and `invalid/<name>`. A validator that reads the original in its
//! own draft says which documents are valid: these, random ones, and all of them damaged in a few ways.

use std::env;
use std::path::Path;

use exact_schema_codegen::{Options, Reading};
use exact_schema_testkit::{histories, official};

use crate::foreign::{json_files, oracle, read, subjects};
use crate::random_documents::random_documents;
use crate::subject::{Case, Subject};
use crate::trial;

/// At least so many documents are tried, where the schemas are those that are meant here.
const GOAL: usize = 10_000;

/// What is generated of a schema, with its documents. Why others are refused, `examples/survey.rs` tells.
fn real(home: &Path, path: &Path) -> Vec<Subject> {
    let reading = Reading::default();
    let mut found = subjects(path, &[], &reading, &Options::any_schema("")).unwrap_or_default();
    for subject in &mut found {
        let Some(oracle) = oracle(path, &subject.place) else {
            official::say(&format!("{}: no other validator takes it", subject.name));
            continue;
        };
        if subject.place.is_empty() {
            let folders =
                ["valid", "invalid"].map(|it| home.join(it).join(path.file_stem().unwrap()));
            let files = folders.iter().flat_map(|it| json_files(it));
            let documents = files.filter_map(|it| Some(Case::of("document", &read(&it)?)));
            subject.cases.extend(documents);
        }
        subject.cases.extend(random_documents(path, &reading, &subject.place));
        subject.judge_by(oracle);
    }
    found
}

#[test]
#[ignore = "what is generated of real schemas takes minutes to compile"]
fn real_schemas_mean_what_they_mean_in_their_own_draft() {
    let home = histories::real_schemas();
    let files = json_files(&home.join("schemas"));
    assert!(!files.is_empty(), "no schemas in {}: say where with REAL_SCHEMAS", home.display());
    let subjects: Vec<Subject> = files.iter().flat_map(|it| real(&home, it)).collect();
    let [valid, invalid] = [true, false].map(|valid| trial::count(&subjects, valid));
    let modules = subjects.chunk_by(|one, other| one.module == other.module).count();
    let files = files.len();
    official::say(&format!(
        "{modules} of {files} real schemas on {valid} valid and {invalid} invalid documents"
    ));
    trial::hold("real", &subjects, include_str!("apart/real.json"));
    assert!(env::var_os("REAL_SCHEMAS").is_some() || valid + invalid >= GOAL);
}
