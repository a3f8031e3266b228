//! Makes a document self-contained: every reference becomes a pointer into it.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::{LoadError, error::Problem, library, library::Library, pointer, subschema};

/// A self-contained document.
pub(super) struct Bundle {
    pub(super) schema: Value,
    /// An anchor whose dynamic references cannot be made static, if there is one.
    pub(super) dynamic: Option<String>,
}

/// The document at `path` with the documents that it refers to among its `$defs`.
pub(super) fn bundle(library: &Library, path: &str) -> Result<Bundle, LoadError> {
    let mut bundler = Bundler {
        library,
        root: path,
        places: BTreeMap::new(),
        waiting: Vec::new(),
        problem: None,
        dynamic: None,
    };
    let mut schema = bundler.taken_in(path);
    let mut taken = Map::new();
    while let Some(path) = bundler.waiting.pop() {
        let schema = bundler.taken_in(&path);
        if let Some(name) = bundler.places.get(&path) {
            taken.insert(name.clone(), schema);
        }
    }
    if let Some(problem) = bundler.problem {
        return Err(problem.into());
    }
    if let (false, Some(keywords)) = (taken.is_empty(), schema.as_object_mut()) {
        let defs = keywords.entry("$defs").or_insert_with(|| Map::new().into());
        if let Some(defs) = defs.as_object_mut() {
            defs.extend(taken);
        }
    }
    Ok(Bundle { schema, dynamic: bundler.dynamic })
}

struct Bundler<'a> {
    library: &'a Library,
    root: &'a str,
    /// The names in `$defs` under which other documents are taken in.
    places: BTreeMap<String, String>,
    waiting: Vec<String>,
    problem: Option<Problem>,
    dynamic: Option<String>,
}

impl Bundler<'_> {
    fn taken_in(&mut self, path: &str) -> Value {
        let mut schema = self.library.schemas.get(path).cloned().unwrap_or_default();
        self.localize(path, "", &mut schema, path);
        schema
    }

    /// Rewrites the references in `schema`, which stands at `at` in the document at `path`, and
    /// drops the names that nothing refers to any more.
    fn localize(&mut self, path: &str, at: &str, schema: &mut Value, base: &str) {
        let base = library::base_of(schema, base);
        if let Some(keywords) = schema.as_object_mut() {
            for keyword in ["$id", "$anchor"] {
                keywords.remove(keyword);
            }
            self.make_static(keywords);
            if let Some(Value::String(reference)) = keywords.get_mut("$ref") {
                match self.library.find(path, &base, reference) {
                    Some((target, at)) => *reference = self.local(&target, &at),
                    None => {
                        self.problem.get_or_insert_with(|| Problem::Reference {
                            document: path.to_owned(),
                            pointer: pointer::child(at, "$ref"),
                            reference: reference.clone(),
                        });
                    }
                }
            }
        }
        subschema::for_each_mut(schema, at, &mut |schema, at| {
            self.localize(path, &at, schema, &base);
        });
    }

    /// Makes a dynamic reference an ordinary one, where only one schema can be meant.
    fn make_static(&mut self, keywords: &mut Map<String, Value>) {
        let Some(Value::String(reference)) = keywords.get("$dynamicRef") else { return };
        let anchor = reference.rsplit('#').next().unwrap_or_default();
        if !self.library.is_static(anchor) || keywords.contains_key("$ref") {
            self.dynamic = Some(anchor.to_owned());
        } else if let Some(reference) = keywords.remove("$dynamicRef") {
            keywords.insert("$ref".to_owned(), reference);
        }
    }

    fn local(&mut self, path: &str, at: &str) -> String {
        if path == self.root {
            return pointer::to_reference(at);
        }
        let name = match self.places.get(path) {
            Some(name) => name.clone(),
            None => {
                self.waiting.push(path.to_owned());
                self.places.insert(path.to_owned(), path.to_owned());
                path.to_owned()
            }
        };
        pointer::to_reference(&format!("{}{at}", pointer::child("/$defs", &name)))
    }
}
