//! Reads a file and the files that it refers to into one document in 2020-12.

use std::collections::BTreeMap;
use std::path::{Component, Path};

use exact_schema_schema::{Library, Location, Places, Unresolved, reference, subschema, translate};
use serde_json::Value;

use super::catalogue::Catalogue;
use super::dialect::Dialect;
use super::{Origins, Reading};
use crate::refusal::{Refusal, Refusals};
use crate::schemas::{Schemas, read_document};

impl Schemas {
    /// Reads a schema file of any origin and the files that it refers to: of every draft, and by relative path or by
    /// `$id`, as a document of its own.
    ///
    /// # Errors
    ///
    /// A refusal for each file that cannot be read or is no I-JSON; for a draft that is not known, and for a reference
    /// that leads to no schema.
    pub fn read_any(file: &Path, reading: &Reading) -> Result<Self, Refusals> {
        let folder = file.parent().unwrap_or(Path::new(""));
        let name = file.file_name().unwrap_or(file.as_os_str()).to_string_lossy().into_owned();
        let catalogue = Catalogue::of(reading.catalogue.as_deref())?;
        let mut files = Files {
            folder,
            reading,
            catalogue: &catalogue,
            library: Library::default(),
            read: BTreeMap::new(),
        };
        files.add(&name, read_document(folder, &name)?)?;
        let alone = loop {
            let error = match files.library.self_contained(&name) {
                Ok(alone) => break alone,
                Err(error) => error,
            };
            let named = error.unresolved().filter(|it| !files.read.contains_key(it.uri));
            match named.and_then(|it| Some((it.uri, catalogue.find(it.uri)?))) {
                Some((uri, document)) => files.add(uri, document)?,
                None => return Err(unresolved(&name, &error, &Origins::new(files.read)).into()),
            }
        };
        let origins = Origins::new(files.read);
        if let Some(anchor) = alone.dynamic_anchor {
            let why = format!(
                "several schemas carry the `$dynamicAnchor` {anchor:?}, and which one is meant is known only while a \
                 document is validated"
            );
            return Err(Refusal::new(&Location::root(&name), "$dynamicRef", why, "`$ref`").into());
        }
        Ok(Self::of(folder, name, alone.schema, origins))
    }
}

/// The files that refer to each other, each in 2020-12.
struct Files<'f> {
    folder: &'f Path,
    reading: &'f Reading,
    catalogue: &'f Catalogue,
    library: Library,
    read: BTreeMap<String, Places>,
}

impl Files<'_> {
    /// Adds a document, and those that it refers to by relative path.
    fn add(&mut self, path: &str, mut document: Value) -> Result<(), Refusal> {
        let dialect = Dialect::of(path, &document, self.reading, self.catalogue)?;
        dialect.leave_out(&mut document);
        let translated = translate(document, dialect.draft);
        let neighbours = neighbours(self.folder, path, &translated.document);
        self.read.insert(path.to_owned(), translated.places.clone());
        let added = self.library.add_translated(path, translated);
        added.map_err(|error| {
            let at = Location::root(path);
            Refusal::malformed(&at, "$id", error.to_string(), "an `$id` of its own")
        })?;
        for path in neighbours {
            if !self.read.contains_key(&path) {
                let document = read_document(self.folder, &path)?;
                self.add(&path, document)?;
            }
        }
        Ok(())
    }
}

/// The files that a document refers to by relative path, as far as they exist.
fn neighbours(folder: &Path, path: &str, document: &Value) -> Vec<String> {
    let mut found = Vec::new();
    subschema::visit(document, &mut |keywords| {
        let Some(reference) = keywords.get("$ref").and_then(Value::as_str) else { return };
        let (file, _) = reference::split(reference);
        let file = reference::decode(file);
        if file.is_empty() || file.contains(':') {
            return;
        }
        let beside = Path::new(path).parent().unwrap_or(Path::new("")).join(&*file);
        found.extend(tidy(&beside).filter(|it| folder.join(it).is_file()));
    });
    found
}

/// A relative path without `.` and `..`, with `/` between the names; none where it leads out of the folder.
fn tidy(path: &Path) -> Option<String> {
    let mut names: Vec<String> = Vec::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => drop(names.pop()?),
            Component::Normal(name) => names.push(name.to_string_lossy().into_owned()),
            Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    Some(names.join("/"))
}

fn unresolved(name: &str, error: &exact_schema_schema::Error, origins: &Origins) -> Refusal {
    let Some(Unresolved { place, reference, .. }) = error.unresolved() else {
        return Refusal::unreadable(&Location::root(name), error.to_string(), "a schema file");
    };
    let why = format!("{reference:?} leads to no schema that is here, and nothing is fetched");
    let instead = "the name of a schema file, or a place in this one such as `#/$defs/Name`; `--catalogue` names a folder \
                   of documents that are found by their `$id`";
    let schema = place.pointer.strip_suffix("/$ref").unwrap_or(&place.pointer).to_owned();
    let at = origins.within(&Location { pointer: schema, ..place });
    Refusal::new(&at, "$ref", why, instead)
}
