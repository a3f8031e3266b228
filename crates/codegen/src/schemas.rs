//! A set of schema files, read from disk, and the references between them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use export_bundles_ijson as ijson;
use percent_encoding::percent_decode_str;
use serde_json::Value;

use crate::keyword;
use crate::location::Location;
use crate::refusal::{Refusal, Refusals};

/// How the name of a schema file ends.
const SUFFIX: &str = ".schema.json";

/// Schema files that refer to each other by relative file name.
#[derive(Debug)]
pub struct Schemas {
    folder: PathBuf,
    documents: BTreeMap<String, Value>,
    positions: BTreeSet<Location>,
}

impl Schemas {
    /// Reads every `*.schema.json` of a folder.
    ///
    /// # Errors
    ///
    /// A refusal for each file that cannot be read or is not I-JSON, or for a folder without any.
    pub fn read_folder(folder: &Path) -> Result<Self, Refusals> {
        let unreadable = |error: std::io::Error| {
            let place = Location::root(&folder.display().to_string());
            Refusals::from(Refusal::malformed(&place, "", error.to_string(), "a folder of schema files"))
        };
        let mut names = Vec::new();
        for entry in fs::read_dir(folder).map_err(unreadable)? {
            let name = entry.map_err(unreadable)?.file_name().to_string_lossy().into_owned();
            if name.ends_with(SUFFIX) {
                names.push(name);
            }
        }
        Self::read(folder, names)
    }

    /// Reads one schema file and, as far as they exist, the files it refers to.
    ///
    /// # Errors
    ///
    /// A refusal for each file that cannot be read or is not I-JSON.
    pub fn read_file(file: &Path) -> Result<Self, Refusals> {
        let folder = file.parent().unwrap_or(Path::new(""));
        let name = file.file_name().unwrap_or(file.as_os_str()).to_string_lossy().into_owned();
        Self::read(folder, vec![name])
    }

    fn read(folder: &Path, mut pending: Vec<String>) -> Result<Self, Refusals> {
        let mut documents = BTreeMap::new();
        let mut refusals = Vec::new();
        let mut wanted: BTreeSet<String> = pending.iter().cloned().collect();
        while let Some(name) = pending.pop() {
            match read_document(&folder.join(&name)) {
                Ok(document) => {
                    for reference in references(&document) {
                        let (file, _) = split(reference);
                        let exists = !file.is_empty() && folder.join(file).is_file();
                        if exists && wanted.insert(file.to_owned()) {
                            pending.push(file.to_owned());
                        }
                    }
                    documents.insert(name, document);
                }
                Err(why) => refusals.push(Refusal::malformed(
                    &Location::root(&name),
                    "",
                    why,
                    "a file with one JSON document (RFC 8259) in UTF-8",
                )),
            }
        }
        Refusals::none_of(refusals)?;
        let mut positions = BTreeSet::new();
        for (name, document) in &documents {
            collect_positions(&Location::root(name), document, &mut positions);
        }
        Ok(Self { folder: folder.to_owned(), documents, positions })
    }

    /// The folder that the files lie in.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Each file's name and content, sorted by name.
    pub fn documents(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.documents.iter().map(|(name, document)| (name.as_str(), document))
    }

    /// Every place that holds a schema, sorted.
    pub(crate) fn positions(&self) -> impl Iterator<Item = &Location> {
        self.positions.iter()
    }

    pub(crate) fn at(&self, location: &Location) -> &Value {
        self.documents
            .get(&location.file)
            .and_then(|document| document.pointer(&location.pointer))
            .unwrap_or(&Value::Null)
    }

    /// The schema that `reference`, written at `from`, names.
    pub(crate) fn resolve(&self, from: &Location, reference: &str) -> Result<Location, Refusal> {
        let refuse = |why: String, instead: &str| Refusal::new(from, "$ref", why, instead);
        let (file, fragment) = split(reference);
        let own_id = self.documents.get(&from.file).and_then(|document| document["$id"].as_str());
        let file = match file {
            "" => from.file.clone(),
            same if own_id.is_some_and(|id| id.trim_end_matches('#') == same) => from.file.clone(),
            other => other.to_owned(),
        };
        if !self.documents.contains_key(&file) {
            return Err(refuse(
                format!("no file {file:?} stands beside this one, and nothing is fetched"),
                "the relative name of a schema file in the same folder",
            ));
        }
        let pointer = percent_decode_str(fragment).decode_utf8_lossy().into_owned();
        let target = Location { file, pointer };
        if self.positions.contains(&target) {
            Ok(target)
        } else {
            Err(refuse(
                format!("{target} is not a schema"),
                "a JSON Pointer to a schema, such as `#/$defs/Name`",
            ))
        }
    }
}

/// The file and the fragment of a reference.
fn split(reference: &str) -> (&str, &str) {
    reference.split_once('#').unwrap_or((reference, ""))
}

fn read_document(path: &Path) -> Result<Value, String> {
    let bytes = fs::read(path).map_err(|error| error.to_string())?;
    ijson::read(&bytes).map_err(|fault| fault.to_string())
}

/// Every reference that a schema makes, at any depth.
fn references(schema: &Value) -> Vec<&str> {
    let mut found: Vec<&str> = schema["$ref"].as_str().into_iter().collect();
    for (_, inner) in keyword::subschemas(schema) {
        found.extend(references(inner));
    }
    found
}

fn collect_positions(at: &Location, schema: &Value, positions: &mut BTreeSet<Location>) {
    positions.insert(at.clone());
    for (tokens, inner) in keyword::subschemas(schema) {
        let place = tokens.iter().fold(at.clone(), |place, token| place.child(token));
        collect_positions(&place, inner, positions);
    }
}
