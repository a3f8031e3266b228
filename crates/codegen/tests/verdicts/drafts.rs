//! The official suites of every draft, optional parts and formats included, as they come with the sources of a package of
//! PyPI. What they refer to elsewhere is found in a catalogue.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use exact_schema_codegen::{Formats, Options, Reading, Refusals};
use exact_schema_schema::Draft;
use exact_schema_testkit::official::{self, Group};
use exact_schema_testkit::registry;
use heck::ToSnakeCase;
use serde_json::Value;

use crate::foreign::{self, packages};
use crate::subject::{Case, Subject};
use crate::trial;

const SUITES: [(Draft, &str); 5] = [
    (Draft::Draft4, "draft4"),
    (Draft::Draft6, "draft6"),
    (Draft::Draft7, "draft7"),
    (Draft::Draft2019, "draft2019-09"),
    (Draft::Draft2020, "draft2020-12"),
];

/// Where the suite's remote documents are said to be.
const REMOTES: &str = "http://localhost:1234/";

/// At least so many groups are generated.
const GOAL: usize = 1_300;

/// A group of a suite, and where it stands.
struct Placed {
    draft: Draft,
    about: String,
    asserts_formats: bool,
    group: Group,
}

/// Every group of every draft.
fn groups(json: &Path) -> Vec<Placed> {
    let mut found = Vec::new();
    for (draft, folder) in SUITES {
        let home = json.join("tests").join(folder);
        for file in official::files(&home) {
            let path = file.strip_prefix(&home).unwrap().to_string_lossy().replace('\\', "/");
            let asserts_formats = path.starts_with("optional/format");
            let about = format!("{folder}/{path}");
            let groups = official::read(&file).into_iter().enumerate();
            found.extend(groups.map(|(index, mut group)| {
                group.name = format!("{}_{index}", about.trim_end_matches(".json").to_snake_case());
                Placed { draft, about: about.clone(), asserts_formats, group }
            }));
        }
    }
    found
}

/// Writes what the suites of a draft refer to as a catalogue: each document says itself what it is called.
fn catalogue(json: &Path, draft: Draft, folder: &Path) {
    let remotes = json.join("remotes");
    let id = if draft == Draft::Draft4 { "id" } else { "$id" };
    for file in official::files(&remotes) {
        let path = file.strip_prefix(&remotes).unwrap().to_string_lossy().replace('\\', "/");
        let mut document: Value = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
        let Some(keywords) = document.as_object_mut() else { continue };
        keywords.entry(id).or_insert_with(|| format!("{REMOTES}{path}").into());
        let name = folder.join(format!("{}.json", path.to_snake_case()));
        fs::write(name, document.to_string()).unwrap();
    }
}

fn subject(placed: &Placed, catalogue: &Path) -> Result<Option<Subject>, Refusals> {
    let Placed { draft, group, asserts_formats, .. } = placed;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(format!("{}.schema.json", group.name));
    fs::write(&file, group.schema.to_string()).unwrap();
    let reading = Reading { draft: Some(*draft), catalogue: Some(catalogue.to_owned()) };
    let formats = if *asserts_formats { Formats::Assert } else { Formats::Annotate };
    let options = Options { formats, ..Options::any_schema("") };
    let Some(mut subject) = foreign::subjects(&file, &[], &reading, &options)?.pop() else {
        return Ok(None);
    };
    let cases = group.tests.iter().map(|test| Case {
        about: format!("{}: {}", placed.about, test.about),
        text: test.data.to_string(),
        valid: test.valid,
    });
    subject.cases = cases.collect();
    subject.module.clone_from(&group.name);
    subject.name.clone_from(&group.name);
    Ok(Some(subject))
}

#[test]
#[ignore = "the suites of every draft are fetched, and take minutes to compile"]
fn the_official_suite_of_every_draft_is_right() {
    let sources = registry::pypi_sources(&packages(), official::SOURCES);
    let json = official::every_draft(&sources);
    let groups = groups(&json);
    let catalogues = SUITES.map(|(draft, _)| {
        let folder = tempfile::tempdir().unwrap();
        catalogue(&json, draft, folder.path());
        (draft, folder)
    });
    let (mut subjects, mut refused) = (Vec::new(), BTreeMap::<String, Vec<&str>>::new());
    for placed in &groups {
        let (_, catalogue) = catalogues.iter().find(|it| it.0 == placed.draft).unwrap();
        match subject(placed, catalogue.path()) {
            Ok(subject) => subjects.extend(subject),
            Err(refusals) => {
                let first = refusals.iter().next().unwrap();
                let reason = unquoted(first.why());
                let keyword = first.keyword().unwrap_or_default();
                refused.entry(format!("`{keyword}`: {reason}")).or_default().push(&placed.about);
            }
        }
    }
    let (all, tried) = (groups.len(), subjects.len());
    official::say(&format!("{tried} of {all} groups of every draft are generated; refused:"));
    for (reason, places) in &refused {
        official::say(&format!("{}, {reason}: {}", places.len(), tally(places)));
    }
    trial::hold("drafts", &subjects, include_str!("apart/drafts.json"));
    assert!(tried >= GOAL, "{tried} groups");
}

/// A reason without what it quotes, which is another thing in each schema.
fn unquoted(why: &str) -> String {
    why.split('"').step_by(2).collect::<Vec<_>>().join("…")
}

/// The files, each once, with a count.
fn tally(places: &[&str]) -> String {
    let mut counts = BTreeMap::new();
    places.iter().for_each(|it| *counts.entry(*it).or_insert(0) += 1);
    let told: Vec<String> = counts.iter().map(|(it, count)| format!("{it} ({count})")).collect();
    told.join(", ")
}
