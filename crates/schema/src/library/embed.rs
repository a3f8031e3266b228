//! Makes a document self-contained: every reference becomes a pointer into it.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::Library;
use super::resource::Resource;
use crate::error::{Error, Problem};
use crate::location::Location;
use crate::{pointer, reference, subschema};

/// A document that refers to no other one.
#[derive(Clone, Debug)]
pub struct SelfContained {
    /// The document; each `$ref` in it is a JSON Pointer into it, and no schema in it has an `$id`.
    pub schema: Value,
    /// An anchor whose dynamic references cannot be made static, if there is one.
    pub dynamic_anchor: Option<String>,
}

pub(super) fn self_contained(library: &Library, path: &str) -> Result<SelfContained, Error> {
    let mut embedding = Embedding {
        library,
        root: path,
        referred: BTreeSet::new(),
        waiting: Vec::new(),
        dynamic_anchor: None,
    };
    let mut schema = embedding.document(path)?;
    let mut embedded = Map::new();
    while let Some(path) = embedding.waiting.pop() {
        let document = embedding.document(&path)?;
        embedded.insert(path, document);
    }
    if let (false, Some(keywords)) = (embedded.is_empty(), schema.as_object_mut()) {
        let defs = keywords.entry("$defs").or_insert_with(|| Map::new().into());
        if let Some(defs) = defs.as_object_mut() {
            defs.extend(embedded);
        }
    }
    Ok(SelfContained { schema, dynamic_anchor: embedding.dynamic_anchor })
}

struct Embedding<'a> {
    library: &'a Library,
    root: &'a str,
    /// The other documents that are referred to.
    referred: BTreeSet<String>,
    /// Those of them that are still to be embedded.
    waiting: Vec<String>,
    dynamic_anchor: Option<String>,
}

impl Embedding<'_> {
    fn document(&mut self, path: &str) -> Result<Value, Error> {
        let found = self.library.get(path);
        let mut schema = found.ok_or_else(|| Problem::Unknown { path: path.to_owned() })?.clone();
        self.localize(&mut schema, &Location::root(path), &Resource::file(path))?;
        Ok(schema)
    }

    /// Rewrites the references in `schema`, which stands `at` that place in the resource `outer`, and
    /// drops the names that nothing refers to any more.
    fn localize(
        &mut self,
        schema: &mut Value,
        at: &Location,
        outer: &Resource,
    ) -> Result<(), Error> {
        let resource = outer.enter(schema, at);
        if let Some(keywords) = schema.as_object_mut() {
            for keyword in ["$id", "$anchor"] {
                keywords.remove(keyword);
            }
            self.make_static(keywords);
            if let Some(Value::String(reference)) = keywords.get_mut("$ref") {
                let target = self.library.find(&at.file, &resource, reference);
                *reference = self.local(&target.ok_or_else(|| Problem::Reference {
                    document: at.file.clone(),
                    pointer: pointer::join(&at.pointer, "$ref"),
                    reference: reference.clone(),
                    uri: resource.resolve(reference::split(reference).0),
                })?);
            }
        }
        let mut first = Ok(());
        subschema::change_each(schema, |place, inner| {
            if first.is_ok() {
                first = self.localize(inner, &at.descend(place), &resource);
            }
        });
        first
    }

    /// Makes a dynamic reference an ordinary one, where only one schema can be meant.
    fn make_static(&mut self, keywords: &mut Map<String, Value>) {
        let Some(Value::String(reference)) = keywords.get("$dynamicRef") else { return };
        let anchor = reference::split(reference).1;
        if !self.library.is_static(anchor) || keywords.contains_key("$ref") {
            self.dynamic_anchor = Some(anchor.to_owned());
        } else if let Some(reference) = keywords.remove("$dynamicRef") {
            keywords.insert("$ref".to_owned(), reference);
        }
    }

    /// How the self-contained document refers to what stands at `target`.
    fn local(&mut self, target: &Location) -> String {
        if target.file == self.root {
            return reference::within(&target.pointer);
        }
        if self.referred.insert(target.file.clone()) {
            self.waiting.push(target.file.clone());
        }
        reference::within(&format!("{}{}", pointer::join("/$defs", &target.file), target.pointer))
    }
}
