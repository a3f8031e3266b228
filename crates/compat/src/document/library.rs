//! The documents that may refer to each other.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Document, LoadError, bundle, error::Problem, pointer, subschema, uri, validator};

/// Documents by the path they were loaded from, with every URI and anchor that names a schema.
#[derive(Debug, Default)]
pub(crate) struct Library {
    pub(super) schemas: BTreeMap<String, Value>,
    /// For each URI the document and the pointer of the schema that it names.
    resources: BTreeMap<String, (String, String)>,
    /// For each anchor, in the document and under the pointer of the resource that declares it,
    /// the pointer of the schema that it names.
    anchors: BTreeMap<(String, String, String), String>,
    /// How many schemas carry each name as `$dynamicAnchor`.
    dynamic_anchors: BTreeMap<String, usize>,
}

const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

impl Library {
    /// Adds the document at `path`, which is relative to the folder that is loaded.
    pub(super) fn add(&mut self, path: String, schema: Value) -> Result<(), LoadError> {
        let dialect = schema.get("$schema").and_then(Value::as_str).unwrap_or(DIALECT);
        if dialect.trim_end_matches('#') != DIALECT {
            let dialect = dialect.to_owned();
            return Err(Problem::Dialect { document: path, dialect }.into());
        }
        self.resources.insert(path.clone(), (path.clone(), String::new()));
        self.index(&path, &schema, String::new(), &path, "")?;
        self.schemas.insert(path, schema);
        Ok(())
    }

    fn index(
        &mut self,
        path: &str,
        schema: &Value,
        at: String,
        base: &str,
        resource: &str,
    ) -> Result<(), LoadError> {
        let base = base_of(schema, base);
        let resource = if schema.get("$id").is_some() { at.as_str() } else { resource };
        let place = (path.to_owned(), at.clone());
        if let Some(id) = schema.get("$id").and_then(Value::as_str) {
            let before = self.resources.insert(base.clone(), place.clone());
            if let Some((other, _)) = before.filter(|before| *before != place) {
                let (document, id) = (path.to_owned(), id.to_owned());
                return Err(Problem::DuplicateId { document, id, other }.into());
            }
        }
        for keyword in ["$anchor", "$dynamicAnchor"] {
            if let Some(anchor) = schema.get(keyword).and_then(Value::as_str) {
                let key = (path.to_owned(), resource.to_owned(), anchor.to_owned());
                self.anchors.insert(key, at.clone());
                if keyword == "$dynamicAnchor" {
                    *self.dynamic_anchors.entry(anchor.to_owned()).or_default() += 1;
                }
            }
        }
        let mut inner = Vec::new();
        subschema::for_each(schema, &at, &mut |schema, at| inner.push((schema, at)));
        inner.into_iter().try_for_each(|(schema, at)| self.index(path, schema, at, &base, resource))
    }

    /// The document and pointer that `reference` names when written in the document at `path`
    /// under the URI `base`. A URI that names nothing may still be a path between files.
    pub(super) fn find(&self, path: &str, base: &str, reference: &str) -> Option<(String, String)> {
        let (document, fragment) = uri::split_fragment(reference);
        let named = |base| self.resources.get(&uri::resolve(base, document));
        let (path, at) = named(base).or_else(|| named(path))?;
        if !fragment.is_empty() && !fragment.starts_with('/') {
            let key = (path.clone(), at.clone(), fragment.to_owned());
            return Some((path.clone(), self.anchors.get(&key)?.clone()));
        }
        let at = format!("{at}{}", pointer::decode(fragment));
        self.schemas.get(path)?.pointer(&at)?;
        Some((path.clone(), at))
    }

    /// Whether a `$dynamicRef` to `anchor` can only ever mean one schema.
    pub(super) fn is_static(&self, anchor: &str) -> bool {
        self.dynamic_anchors.get(anchor).is_none_or(|count| *count == 1)
    }

    /// The document at `path`, with what it refers to taken in.
    pub(super) fn document(&self, path: &str) -> Result<Document, LoadError> {
        let bundle::Bundle { schema, dynamic } = bundle::bundle(self, path)?;
        let undecidable = dynamic.map(|anchor| {
            format!(
                "{path}: what `$dynamicRef` to {anchor:?} means depends on the path that leads \
                 there, as several schemas carry that `$dynamicAnchor`; this is not supported"
            )
        });
        if let Err(error) = validator(&schema, true) {
            let problem = Problem::Invalid {
                document: path.to_owned(),
                pointer: error.instance_path().to_string(),
                message: error.to_string(),
            };
            return Err(problem.into());
        }
        let original = self.schemas.get(path);
        let id = original.and_then(|schema| schema.get("$id")).and_then(Value::as_str);
        let name = path.strip_suffix(".json").unwrap_or(path);
        let name = name.strip_suffix(".schema").unwrap_or(name);
        Ok(Document { name: name.to_owned(), id: id.map(str::to_owned), schema, undecidable })
    }
}

/// The base URI inside `schema`, which stands in a schema with the base URI `outer`.
pub(super) fn base_of(schema: &Value, outer: &str) -> String {
    match schema.get("$id").and_then(Value::as_str) {
        Some(id) => uri::resolve(outer, uri::split_fragment(id).0),
        None => outer.to_owned(),
    }
}
