//! Schema documents: loaded, made self-contained, and checked to be valid schemas.

mod definition;
mod error;
mod folder;
mod numbers;
mod source;
mod tree;

use std::collections::BTreeMap;
use std::sync::Arc;

use exact_schema_schema::{Library, Places};
use jsonschema::{Draft, Keyword, ValidationError, Validator};
use serde_json::Value;

pub use error::LoadError;
use error::Problem;
pub use folder::{load, load_revision};
pub use source::Place;
use source::Sources;

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
    /// Where `schema` is no valid 2020-12 schema, or refers to another document.
    pub fn new(name: impl Into<String>, schema: Value) -> Result<Self, LoadError> {
        let name = name.into();
        let mut library = Library::default();
        library.add(&name, schema)?;
        Self::of(&library, &name, &Arc::default())
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
    /// The document at `path`, with what it refers to.
    fn of(library: &Library, path: &str, sources: &Arc<Sources>) -> Result<Self, LoadError> {
        let alone = library.self_contained(path)?;
        let undecidable = alone.dynamic_anchor.map(|anchor| {
            format!(
                "{path}: what `$dynamicRef` to {anchor:?} means depends on the path that leads \
                 there, as several schemas carry that `$dynamicAnchor`; this is not supported"
            )
        });
        if let Err(error) = validator(&alone.schema, true) {
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

/// A keyword that says nothing.
struct Nothing;

impl<'i> Keyword<'i> for Nothing {
    fn validate(&self, _: &'i Value) -> Result<(), ValidationError<'i>> {
        Ok(())
    }

    fn is_valid(&self, _: &'i Value) -> bool {
        true
    }
}

/// Compiles `schema` as JSON Schema 2020-12.
pub(crate) fn validator(
    schema: &Value,
    formats_assert: bool,
) -> Result<Validator, ValidationError<'static>> {
    jsonschema::options()
        .with_draft(Draft::Draft202012)
        .should_validate_formats(formats_assert)
        // 2020-12 has no such keyword, whatever validators make of it.
        .with_keyword("dependencies", |_, _, _| Ok(Box::new(Nothing)))
        .offline()
        .build(schema)
}
