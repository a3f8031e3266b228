//! Schemas of any origin, held against a validator that reads the original in its own draft: those in `tests/foreign`
//! with documents beside them. Every document is damaged in a few ways, too.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use exact_schema_codegen::{Formats, Options, Reading, Refusals, Schemas, generate_noting};
use exact_schema_schema::pointer;
use exact_schema_testkit::official;
use heck::ToSnakeCase;
use jsonschema::{Draft, Registry};
use serde_json::{Map, Value, json};

use crate::same::Defaults;
use crate::structures::{damaged, written};
use crate::subject::{Case, Oracle, Subject};
use crate::trial;

static SUBJECTS: LazyLock<Vec<Subject>> = LazyLock::new(|| {
    let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/foreign");
    let subjects = json_files(&home).into_iter().filter_map(|path| {
        let cases = written(&path)?;
        let oracle = oracle(&path, "")?;
        let options = Options::any_schema("");
        let mut subject = subjects(&path, &[], &Reading::default(), &options).unwrap().pop()?;
        subject.cases = cases;
        subject.judge_by(oracle);
        Some(subject)
    });
    subjects.collect()
});

impl Subject {
    /// Holds the subject against a validator: that says which documents are valid, and what becomes of damaged ones.
    pub fn judge_by(&mut self, oracle: Oracle) {
        for case in &mut self.cases {
            let value = exact_schema_json::read(case.text.as_bytes());
            case.valid = value.is_ok_and(|it| oracle.is_valid(&it));
        }
        let more: Vec<Case> = self.cases.iter().flat_map(|it| damaged(it, &oracle)).collect();
        self.cases.extend(more);
        self.oracle = Some(oracle);
    }
}

/// What is generated of a schema file, without documents: a subject for its root, or else for each of `roots`, or of its
/// definitions, where it has no more than these.
pub fn subjects(
    path: &Path,
    roots: &[String],
    reading: &Reading,
    options: &Options,
) -> Result<Vec<Subject>, Refusals> {
    let file = path.file_name().unwrap().to_string_lossy().into_owned();
    let schemas = Schemas::read_any(path, reading)?;
    let documents = || schemas.documents().map(|(_, document)| document);
    let defaults = Arc::new(Defaults::of(documents()));
    let definitions = documents().filter_map(|it| it["$defs"].as_object()).flat_map(Map::keys);
    let definitions: Vec<String> = definitions.map(|it| pointer::join("/$defs", it)).collect();
    let source: Arc<str> = generate_noting(schemas, &file, roots, options)?.source.into();
    let is_there = |place: &String| source.contains(&format!("Schema: `{file}#{place}`."));
    let asked = roots.iter().map(|it| it.trim_start_matches('#').to_owned());
    let mut places: Vec<String> = asked.chain([String::new()]).filter(is_there).collect();
    if places.is_empty() {
        places.extend(definitions.into_iter().filter(is_there));
    }
    let module = word(&file);
    let subject = |place: String| Subject {
        name: format!("{module}{place}"),
        module: module.clone(),
        file: file.clone(),
        place,
        source: Arc::clone(&source),
        cases: Vec::new(),
        oracle: None,
        asserts_formats: options.formats == Formats::Assert,
        defaults: Arc::clone(&defaults),
    };
    Ok(places.into_iter().map(subject).collect())
}

/// Where packages of registries are kept.
pub fn packages() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("packages")
}

/// A Rust name, which no other file has.
fn word(file: &str) -> String {
    let stem = file.split('.').next().unwrap_or_default();
    let spaced: String =
        stem.chars().map(|it| if it.is_ascii_alphanumeric() { it } else { ' ' }).collect();
    let told: u32 = file.bytes().fold(7, |hash, byte| hash.wrapping_mul(31) ^ u32::from(byte));
    format!("of_{}_{told:08x}", spaced.to_snake_case())
}

/// A validator that reads the document of a file in its own draft, and judges by the schema at a place in it. It knows the
/// files beside it by the names that the document calls them. There is none where it does not take the document.
pub fn oracle(path: &Path, place: &str) -> Option<Oracle> {
    let document = read(path)?;
    let draft = Draft::default().detect(&document);
    let tells_fractions = draft == Draft::Draft4;
    let asserting = || jsonschema::options().should_validate_formats(true).offline();
    if let (true, Ok(alone)) = (place.is_empty(), asserting().build(&document)) {
        return Some(Oracle { validator: alone, tells_fractions });
    }
    let id = document["$id"].as_str().or(document["id"].as_str());
    let id = id.filter(|it| it.contains("://")).unwrap_or("test:///document").trim_end_matches('#');
    let (folder, _) = id.rsplit_once('/')?;
    // What is generated calls places as 2020-12 does.
    let place = match document.pointer(place) {
        Some(_) => place.to_owned(),
        None => place.replacen("/$defs/", "/definitions/", 1),
    };
    let mut registry = Registry::new().add(id, document.clone()).ok()?;
    let text = document.to_string();
    for file in json_files(path.parent()?).iter().filter(|it| *it != path) {
        let name = file.file_name()?.to_string_lossy();
        if text.contains(&*name) {
            registry = registry.add(format!("{folder}/{name}"), read(file)?).ok()?;
        }
    }
    let registry = registry.prepare().ok()?;
    let options = asserting().with_draft(draft).with_registry(&registry);
    let validator = options.build(&json!({ "$ref": format!("{id}#{place}") })).ok()?;
    Some(Oracle { validator, tells_fractions })
}

/// The document in a file, if it is one.
pub fn read(path: &Path) -> Option<Value> {
    exact_schema_json::read(&fs::read(path).ok()?).ok()
}

/// The JSON files of a folder, if there is one, but for the cases beside schemas.
pub fn json_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut files: Vec<PathBuf> = entries.map(|it| it.unwrap().path()).collect();
    files.retain(|it| it.extension().is_some_and(|it| it == "json"));
    files.retain(|it| !it.to_string_lossy().ends_with(".cases.json"));
    files.sort();
    files
}

#[test]
fn a_schema_of_any_origin_means_what_it_means_in_its_own_draft() {
    let cases: usize = SUBJECTS.iter().map(|it| it.cases.len()).sum();
    official::say(&format!("{} schemas of any origin, {cases} documents", SUBJECTS.len()));
    trial::hold("foreign", &SUBJECTS, "[]");
}
