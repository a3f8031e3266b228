//! The documents that may refer to each other.

mod embed;
mod resource;

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use crate::draft::{Draft, Places, Translated, translate};
use crate::error::{Error, Problem};
use crate::location::Location;
use crate::{dialect, folder, reference, subschema};
use resource::Resource;

pub use embed::SelfContained;

/// Documents by the path they were loaded from, with every URI and anchor that names a schema.
///
/// A reference names its target by `$id`, or by the path of a file, relative to the one in which it
/// stands.
#[derive(Debug, Default)]
pub struct Library {
    documents: BTreeMap<String, Value>,
    /// Where the schemas of documents of older drafts stand: others refer to them by their old places.
    places: BTreeMap<String, Places>,
    /// For each URI the schema that it names.
    resources: BTreeMap<String, Location>,
    /// For each anchor of the resource that stands there, the schema that it names.
    anchors: BTreeMap<(Location, String), Location>,
    /// How many schemas carry each name as `$dynamicAnchor`.
    dynamic_anchors: BTreeMap<String, usize>,
}

impl Library {
    /// Reads the [`schema_files`](folder::schema_files) of a folder.
    ///
    /// # Errors
    ///
    /// That a file cannot be read, is in another dialect, or has the `$id` of another one.
    pub fn read(folder: &Path) -> Result<Self, Error> {
        let mut library = Self::default();
        for file in folder::schema_files(folder)? {
            library.add(&file, folder::read(&folder.join(&file))?)?;
        }
        Ok(library)
    }

    /// Adds the document at `path`, which is relative to the folder that is loaded. One of an older draft is
    /// [translated](translate).
    ///
    /// # Errors
    ///
    /// That it is in a dialect that is none of the drafts, or that an `$id` in it names another schema.
    pub fn add(&mut self, path: &str, document: Value) -> Result<(), Error> {
        let Some(dialect) = dialect::foreign(&document) else {
            return self.insert(path, document);
        };
        match Draft::named_by(dialect) {
            Some(draft) => self.add_translated(path, translate(document, draft)),
            None => {
                let (document, dialect) = (path.to_owned(), dialect.to_owned());
                Err(Problem::Dialect { document, dialect }.into())
            }
        }
    }

    /// Adds a document that was translated.
    ///
    /// # Errors
    ///
    /// That an `$id` in it names another schema.
    pub fn add_translated(&mut self, path: &str, translated: Translated) -> Result<(), Error> {
        self.insert(path, translated.document)?;
        self.places.insert(path.to_owned(), translated.places);
        Ok(())
    }

    fn insert(&mut self, path: &str, document: Value) -> Result<(), Error> {
        let file = Resource::file(path);
        self.resources.insert(file.uri().to_owned(), Location::root(path));
        self.index(&document, Location::root(path), file)?;
        self.documents.insert(path.to_owned(), document);
        Ok(())
    }

    /// The paths of the documents, sorted.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.documents.keys().map(String::as_str)
    }

    /// The document at `path`.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&Value> {
        self.documents.get(path)
    }

    /// Where the schemas of the document at `path` stood before it was translated from an older draft.
    #[must_use]
    pub fn places(&self, path: &str) -> Option<&Places> {
        self.places.get(path)
    }

    /// The document at `path` with the documents that it refers to among its `$defs`, each by its
    /// path: every reference leads into it.
    ///
    /// # Errors
    ///
    /// That there is no such document, or that a reference leads to no schema.
    pub fn self_contained(&self, path: &str) -> Result<SelfContained, Error> {
        embed::self_contained(self, path)
    }

    /// Notes what names the schemas within `schema`, which stands `at` that place and belongs to the
    /// resource `outer`.
    fn index(&mut self, schema: &Value, at: Location, outer: Resource) -> Result<(), Error> {
        let resource = outer.enter(schema, &at);
        if let Some(id) = schema.get("$id").and_then(Value::as_str) {
            let before = self.resources.insert(resource.uri().to_owned(), at.clone());
            if let Some(other) = before.filter(|before| *before != at) {
                let (document, id, other) = (at.file, id.to_owned(), other.file);
                return Err(Problem::DuplicateId { document, id, other }.into());
            }
        }
        for keyword in ["$anchor", "$dynamicAnchor"] {
            if let Some(anchor) = schema.get(keyword).and_then(Value::as_str) {
                let key = (resource.root().clone(), anchor.to_owned());
                self.anchors.insert(key, at.clone());
                if keyword == "$dynamicAnchor" {
                    *self.dynamic_anchors.entry(anchor.to_owned()).or_default() += 1;
                }
            }
        }
        subschema::each(schema)
            .try_for_each(|(place, inner)| self.index(inner, at.descend(&place), resource.clone()))
    }

    /// The schema that `reference` names when it is written in the resource `from`, in the document at
    /// `path`. A URI that names nothing may still be a path between files.
    fn find(&self, path: &str, from: &Resource, reference: &str) -> Option<Location> {
        let (document, fragment) = reference::split(reference);
        let named = |base: &Resource| self.resources.get(&base.resolve(document));
        let target = named(from).or_else(|| named(&Resource::file(path)))?;
        if !fragment.is_empty() && !fragment.starts_with('/') {
            return self.anchors.get(&(target.clone(), fragment.to_owned())).cloned();
        }
        let pointer = reference::decode(fragment);
        // References within a document were led on when it was translated.
        let places = self.places.get(&target.file).filter(|_| !document.is_empty());
        let pointer = match places {
            Some(places) => {
                let old = places.original(&target.pointer);
                let moved = places.moved(&format!("{old}{pointer}"));
                moved.strip_prefix(&target.pointer).map(str::to_owned).unwrap_or(moved)
            }
            None => pointer.into_owned(),
        };
        let target = target.descend(&pointer);
        self.documents.get(&target.file)?.pointer(&target.pointer)?;
        Some(target)
    }

    /// Whether a `$dynamicRef` to `anchor` can only ever mean one schema.
    fn is_static(&self, anchor: &str) -> bool {
        self.dynamic_anchors.get(anchor).is_none_or(|count| *count == 1)
    }
}
