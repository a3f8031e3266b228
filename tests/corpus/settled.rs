//! What is shipped: every case, judged.

use std::collections::BTreeSet;
use std::fs;

use exact_schema_conformance::{Corpus, Draft, Error, Intention, cases, examples};
use export_bundles::CONTRACT;
use serde_json::Value;

use crate::published;

fn drafts() -> Vec<Draft> {
    let types = published::types();
    let mut drafts = cases(&types).unwrap();
    drafts.extend(examples(&published::examples(), &types).unwrap());
    drafts
}

fn corpus() -> Corpus {
    Corpus::settle(drafts(), &published::types(), &CONTRACT)
        .unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn the_makers_of_all_cases_and_both_judges_agree() {
    let corpus = corpus();
    assert!(corpus.cases().count() >= 1_000);
    for case in corpus.cases() {
        assert_eq!(case.valid, case.violations.is_empty(), "{}", case.name);
    }
    let valid = corpus.cases().filter(|it| it.valid).count();
    assert!(valid * 5 > corpus.cases().count(), "{valid} valid cases are too few");
}

#[test]
fn a_case_that_is_not_as_meant_is_named() {
    let (types, mut drafts) = (published::types(), drafts());
    let draft = drafts.iter_mut().find(|it| it.intention.is_accepted()).unwrap();
    draft.intention = Intention::Refused(Vec::new());
    let name = draft.name.clone();
    let error = Corpus::settle(drafts, &types, &CONTRACT).unwrap_err();
    let Error::Disagreement(found) = &error else { panic!("{error}") };
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].draft.name, name);
    assert!(error.to_string().starts_with("1 cases are judged otherwise than meant\n"), "{error}");
}

#[test]
fn a_violation_that_nobody_meant_is_a_disagreement() {
    let (types, mut drafts) = (published::types(), drafts());
    let draft = drafts.iter_mut().find(|it| it.name.ends_with("no-members")).unwrap();
    let Intention::Refused(meant) = &mut draft.intention else { panic!("{}", draft.name) };
    meant.pop();
    assert!(matches!(Corpus::settle(drafts, &types, &CONTRACT), Err(Error::Disagreement(_))));
}

#[test]
fn the_same_schemas_make_the_same_files() {
    assert_eq!(corpus().files("mark", "v1").unwrap(), corpus().files("mark", "v1").unwrap());
}

#[test]
fn a_file_is_json_with_one_case_to_a_line() {
    let (corpus, types) = (corpus(), published::types());
    let files = corpus.files("@generated", "v1").unwrap();
    assert_eq!(files.len(), types.len());
    for (file, source) in files.iter().zip(&types) {
        assert_eq!(file.path, format!("v1/{}.json", source.name));
        let document: Value = serde_json::from_str(&file.text).unwrap();
        assert_eq!(document["$comment"], "@generated");
        assert_eq!(document["type"], source.title);
        let cases = document["cases"].as_array().unwrap();
        let lines = file.text.lines().filter(|line| line.starts_with("{\"name\":")).count();
        assert_eq!(lines, cases.len());
        assert!(cases.iter().all(|case| case["type"] == source.title));
    }
}

#[test]
fn every_example_in_utf_8_is_a_case_as_it_stands() {
    let corpus = corpus();
    let names: BTreeSet<&str> = corpus.cases().map(|it| it.name.as_str()).collect();
    let mut count = 0;
    for source in published::types() {
        for verdict in ["valid", "invalid"] {
            let folder = published::examples().join(&source.name).join(verdict);
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                let Ok(text) = fs::read_to_string(&path) else { continue };
                if path.extension().unwrap() != "json" {
                    continue;
                }
                count += 1;
                let stem = path.file_stem().unwrap().to_str().unwrap();
                let name = format!("examples/{}/{verdict}/{stem}", source.name);
                assert!(names.contains(name.as_str()), "{name}");
                let case = corpus.cases().find(|it| it.name == name).unwrap();
                assert_eq!((case.valid, &case.text), (verdict == "valid", &text), "{name}");
            }
        }
    }
    assert!(count > 400, "{count}");
}

#[test]
fn no_two_cases_have_one_name() {
    let mut drafts = drafts();
    let names: BTreeSet<&str> = drafts.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names.len(), drafts.len());
    drafts.push(drafts[0].clone());
    assert!(matches!(
        Corpus::settle(drafts, &published::types(), &CONTRACT),
        Err(Error::SameName(_))
    ));
}
