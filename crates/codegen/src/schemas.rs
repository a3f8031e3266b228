//! A set of schema files, read from disk, and the references between them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use exact_schema_json::{self as ijson, FaultKind};
use exact_schema_schema::{Location, pointer, reference, subschema};
use serde_json::Value;

use crate::foreign::Origins;
use crate::refusal::{Refusal, Refusals};

/// How the name of a schema file ends.
const SUFFIX: &str = ".schema.json";

/// Schema files that refer to each other by relative file name.
#[derive(Debug)]
pub struct Schemas {
    folder: PathBuf,
    documents: BTreeMap<String, Value>,
    positions: BTreeSet<Location>,
    origins: Origins,
}

impl Schemas {
    /// Reads every `*.schema.json` of a folder.
    ///
    /// # Errors
    ///
    /// A refusal for each file that cannot be read or is not I-JSON, or for a folder without any.
    pub fn read_folder(folder: &Path) -> Result<Self, Refusals> {
        let unreadable = |why: String| {
            let place = Location::root(&folder.display().to_string());
            Refusals::from(Refusal::unreadable(&place, why, "the name of a folder of schema files"))
        };
        let mut names = Vec::new();
        for entry in fs::read_dir(folder).map_err(|error| unreadable(error.to_string()))? {
            let entry = entry.map_err(|error| unreadable(error.to_string()))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.ends_with(SUFFIX) {
                names.push(name);
            }
        }
        if names.is_empty() {
            return Err(unreadable(format!("no file in it ends with `{SUFFIX}`")));
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
            match read_document(folder, &name) {
                Ok(document) => {
                    for reference in references(&document) {
                        let (file, _) = split(reference);
                        let exists = is_name(&file) && folder.join(&file).is_file();
                        if exists && wanted.insert(file.clone()) {
                            pending.push(file);
                        }
                    }
                    documents.insert(name, document);
                }
                Err(refusal) => refusals.push(refusal),
            }
        }
        Refusals::none_of(refusals)?;
        Ok(Self::with(folder, documents, Origins::default()))
    }

    /// One document that refers to no other.
    pub(crate) fn of(folder: &Path, name: String, document: Value, origins: Origins) -> Self {
        Self::with(folder, BTreeMap::from([(name, document)]), origins)
    }

    fn with(folder: &Path, documents: BTreeMap<String, Value>, origins: Origins) -> Self {
        let positions = BTreeSet::new();
        let mut schemas = Self { folder: folder.to_owned(), documents, positions, origins };
        schemas.find_positions();
        schemas
    }

    /// Finds every place that holds a schema, after some have gone.
    pub(crate) fn find_positions(&mut self) {
        self.positions.clear();
        for (name, document) in &self.documents {
            collect_positions(&Location::root(name), document, &mut self.positions);
        }
    }

    /// Leaves out the keyword that a refusal is about.
    pub(crate) fn leave_out(&mut self, refusal: &Refusal) {
        let Some(keyword) = refusal.keyword() else { return };
        let pointer = &refusal.location().pointer;
        let Some(document) = self.documents.get_mut(&refusal.location().file) else { return };
        let end = pointer::join("", keyword);
        let Some(at) = pointer.rfind(&end) else { return };
        if let Some(Value::Object(keywords)) = document.pointer_mut(&pointer[..at]) {
            keywords.remove(keyword);
        }
    }

    /// Where its places stand in the files that somebody wrote.
    pub(crate) fn origins(&self) -> &Origins {
        &self.origins
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

    pub(crate) fn contain(&self, file: &str) -> bool {
        self.documents.contains_key(file)
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

    /// The places of the schemas in an array such as that of `anyOf`.
    pub(crate) fn branches(&self, at: &Location, keyword: &str) -> Vec<Location> {
        let count = self.at(at)[keyword].as_array().map_or(0, Vec::len);
        (0..count).map(|index| at.child(keyword).child(&index.to_string())).collect()
    }

    /// The schema that `reference`, written at `from`, names.
    pub(crate) fn resolve(&self, from: &Location, reference: &str) -> Result<Location, Refusal> {
        let refuse = |why: String, instead: &str| Refusal::new(from, "$ref", why, instead);
        let (file, pointer) = split(reference);
        let own_id = self.documents.get(&from.file).and_then(|document| document["$id"].as_str());
        let is_own = file.is_empty() || own_id.is_some_and(|id| id.trim_end_matches('#') == file);
        let file = if is_own { from.file.clone() } else { file };
        if !self.documents.contains_key(&file) {
            let why = match is_name(&file) {
                true => format!("no file {file:?} stands beside this one"),
                false => format!("{file:?} is not the name of a file, and nothing is fetched"),
            };
            return Err(refuse(why, "the name of a schema file in the same folder"));
        }
        let target = Location { file, pointer };
        if self.positions.contains(&target) {
            return Ok(target);
        }
        let why = match target.pointer.as_str() {
            anchor if !anchor.starts_with('/') => format!("{anchor:?} is no JSON Pointer"),
            _ if self.exists(&target) => format!("what stands at {target} is not a schema"),
            _ => format!("nothing stands at {target}"),
        };
        Err(refuse(why, "a JSON Pointer to a schema, such as `#/$defs/Name`"))
    }

    fn exists(&self, place: &Location) -> bool {
        let document = self.documents.get(&place.file);
        document.is_some_and(|document| document.pointer(&place.pointer).is_some())
    }

    /// Whether two schemas are the same, also in what they refer to.
    pub(crate) fn say_the_same(&self, left: &Location, right: &Location) -> bool {
        let schema = self.at(left);
        // The same reference, written in another file, may mean another schema.
        schema == self.at(right) && (left.file == right.file || references(schema).is_empty())
    }

    /// Each file as a validator reads it that knows the files by their names: references are
    /// spelled in one way, and no file says that it is called anything else.
    pub(crate) fn embedded(&self) -> Vec<(&str, Value)> {
        let mut embedded = self.documents.clone();
        for at in &self.positions {
            let reference = self.at(at)["$ref"].as_str();
            let target = reference.and_then(|reference| self.resolve(at, reference).ok());
            let schema = embedded.get_mut(&at.file).and_then(|it| it.pointer_mut(&at.pointer));
            let Some(Value::Object(keywords)) = schema else { continue };
            keywords.remove("$id");
            if let Some(target) = target {
                keywords.insert("$ref".to_owned(), Value::from(uri_reference(at, &target)));
            }
        }
        self.documents.keys().map(String::as_str).zip(embedded.into_values()).collect()
    }
}

/// How `from` refers to `to`.
fn uri_reference(from: &Location, to: &Location) -> String {
    if from.file == to.file {
        return reference::within(&to.pointer);
    }
    reference::to(&to.file, &to.pointer)
}

/// The file and the pointer of a reference.
fn split(reference: &str) -> (String, String) {
    let (file, fragment) = reference::split(reference);
    (reference::decode(file).into_owned(), reference::decode(fragment).into_owned())
}

/// Whether a reference's file is one in the same folder, rather than a path or a URI.
fn is_name(file: &str) -> bool {
    !file.is_empty() && !file.contains(['/', '\\', ':'])
}

pub(crate) fn read_document(folder: &Path, name: &str) -> Result<Value, Refusal> {
    let place = Location::root(name);
    let bytes = fs::read(folder.join(name)).map_err(|error| {
        Refusal::unreadable(&place, error.to_string(), "the path of a schema file")
    })?;
    ijson::read(&bytes).map_err(|fault| {
        let instead = match fault.kind() {
            FaultKind::Encoding => "UTF-8 without a byte-order mark",
            FaultKind::DuplicateMember => "each member once",
            FaultKind::Depth => "definitions in `$defs`, and references to them",
            _ => "one JSON document (RFC 8259)",
        };
        Refusal::unreadable(&place, fault.to_string(), instead)
    })
}

/// Every reference that a schema makes, at any depth.
fn references(schema: &Value) -> Vec<&str> {
    let mut found: Vec<&str> = schema["$ref"].as_str().into_iter().collect();
    for (_, inner) in subschema::each(schema) {
        found.extend(references(inner));
    }
    found
}

fn collect_positions(at: &Location, schema: &Value, positions: &mut BTreeSet<Location>) {
    positions.insert(at.clone());
    for (place, inner) in subschema::each(schema) {
        collect_positions(&at.descend(&place), inner, positions);
    }
}
