//! Schema documents: loaded, made self-contained, and checked to be valid schemas.

mod catalogue;
mod definition;
mod error;
mod folder;
mod judge;
mod meta_schema;
mod numbers;
mod outside;
mod reading;
mod source;
mod tree;

use std::collections::BTreeMap;
use std::sync::Arc;

use exact_schema_schema::{Library, Places};
use serde_json::Value;

pub use catalogue::Catalogue;
pub use error::LoadError;
use error::Problem;
pub use folder::{load, load_revision};
pub(crate) use judge::Judge;
pub(crate) use outside::OUTSIDE;
use outside::Stubs;
pub use reading::Reading;
pub use source::Place;
use source::Sources;

/// Objects and arrays that a schema which is held in memory may nest: that much recursion, every stack holds.
const MAX_DEPTH: usize = 256;

/// A JSON Schema 2020-12 document without references to other documents.
#[derive(Clone, Debug)]
pub struct Document {
    name: String,
    id: Option<String>,
    schema: Value,
    /// Why verdicts on this document cannot be trusted, if so.
    undecidable: Option<String>,
    /// The pointers of the definitions of its own, not of what it refers to.
    definitions: Vec<String>,
    /// The path of its file in the library.
    file: String,
    sources: Arc<Sources>,
    /// Where schemas of older drafts stood, by file.
    translations: Arc<BTreeMap<String, Places>>,
}

impl Document {
    /// A document that is held in memory, called `name` in reports.
    ///
    /// # Errors
    ///
    /// Where `schema` is no valid 2020-12 schema, nests deeper than 256 objects and arrays, or refers to another
    /// document.
    pub fn new(name: impl Into<String>, schema: Value) -> Result<Self, LoadError> {
        let name = name.into();
        if !nests_within(&schema, MAX_DEPTH) {
            return Err(Problem::Depth { document: name, limit: MAX_DEPTH }.into());
        }
        let mut library = Library::default();
        library.add(&name, schema)?;
        Self::resolved(&mut library, &name, &Arc::default(), &Catalogue::default())
    }

    /// The name that reports use: the file's name without `.schema.json` or `.json`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The `$id` of the document, if it has one.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// The schema; each `$ref` in it is a JSON Pointer into the schema itself.
    #[must_use]
    pub fn schema(&self) -> &Value {
        &self.schema
    }
}

impl Document {
    /// The document at `path`, with what it refers to: in the library, else in the catalogue. What is in
    /// neither is a type that is equal to itself.
    fn resolved(
        library: &mut Library,
        path: &str,
        sources: &Arc<Sources>,
        catalogue: &Catalogue,
    ) -> Result<Self, LoadError> {
        let mut stubs = Stubs::default();
        loop {
            let unresolved = match Self::of(library, path, sources) {
                Ok(document) => return Ok(document),
                Err(error) => error,
            };
            let Some((uri, referred)) = unresolved.reference() else { return Err(unresolved) };
            let document = match catalogue.find(&uri, library) {
                // One that is here already lacks what the reference names.
                Some(_) if library.get(&uri).is_some() => None,
                Some(document) => Some(document),
                None => stubs.stub(&uri, &referred),
            };
            // A document that is compared may be called like that, and lack what the reference names.
            if document.is_none_or(|it| library.add(&uri, it.clone()).is_err()) {
                return Err(unresolved);
            }
        }
    }

    /// The document at `path`, with what it refers to.
    fn of(library: &Library, path: &str, sources: &Arc<Sources>) -> Result<Self, LoadError> {
        let alone = library.self_contained(path)?;
        let undecidable = alone.dynamic_anchor.map(|anchor| {
            format!(
                "{path}: what `$dynamicRef` to {anchor:?} means depends on the path that leads \
                 there, as several schemas carry that `$dynamicAnchor`; this is not supported"
            )
        });
        if let Err(error) = Judge::new(&alone.schema, true) {
            let problem = Problem::Invalid {
                document: path.to_owned(),
                pointer: error.instance_path().to_string(),
                message: error.to_string(),
            };
            return Err(problem.into());
        }
        let own = library.get(path);
        let definitions = own.map(definition::definitions).unwrap_or_default();
        let id = own.and_then(|schema| schema.get("$id")).and_then(Value::as_str);
        let name = path.strip_suffix(".json").unwrap_or(path);
        let name = name.strip_suffix(".schema").unwrap_or(name);
        let (name, id) = (name.to_owned(), id.map(str::to_owned));
        let translations = library
            .paths()
            .filter_map(|file| Some((file.to_owned(), library.places(file)?.clone())));
        Ok(Self {
            name,
            id,
            schema: alone.schema,
            undecidable,
            definitions,
            file: path.to_owned(),
            sources: Arc::clone(sources),
            translations: Arc::new(translations.collect()),
        })
    }

    /// Why nothing can be decided about this document and another one, if so.
    pub(crate) fn undecidable(&self, other: &Self) -> Option<String> {
        if self.sources.is_the_same(&other.sources) && self.schema == other.schema {
            return None;
        }
        if let Some([one, two]) = self.sources.numbers.indistinct(&other.sources.numbers) {
            return Some(format!(
                "{one} and {two} differ, and are the same double: validators do not agree about them; \
                 numbers with so many digits are better strings"
            ));
        }
        let undecidable = [&self.undecidable, &other.undecidable].into_iter().flatten().next();
        undecidable.filter(|_| self.schema != other.schema).cloned()
    }
}

/// Whether no more than so many objects and arrays stand within each other.
fn nests_within(value: &Value, depth: usize) -> bool {
    let is_inside = |inner: &Value| depth > 0 && nests_within(inner, depth - 1);
    match value {
        Value::Array(items) => depth > 0 && items.iter().all(is_inside),
        Value::Object(members) => depth > 0 && members.values().all(is_inside),
        _ => true,
    }
}
