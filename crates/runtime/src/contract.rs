//! A contract: its name, its types, and the schemas behind them.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::OnceLock;

use exact_schema_json::NamedOutline;
use jsonschema::Registry;
use serde_json::Value;

use crate::compiled::{self, Uncompiled};
use crate::document::{DocumentType, UnknownType};
use crate::examine::Validators;

/// What generated code says of its contract. It is all data; [`Contract`] is what can be asked.
#[derive(Debug)]
pub struct Facts {
    /// The name, in kebab case.
    pub name: &'static str,
    /// The version of the contract.
    pub version: &'static str,
    /// The version of the package.
    pub package_version: &'static str,
    /// What the `$id` of published schemas and the types of problems begin with, such as
    /// `urn:parcel-events`.
    pub urn: &'static str,
    /// The type of a document that nobody names a type for.
    pub default_type: Option<&'static str>,
    /// The text of `contract.toml`.
    pub manifest: &'static str,
    /// The text of the OpenAPI document without its schemas, if there is one.
    pub openapi: Option<&'static str>,
    /// Every type, sorted by the name of its schema file.
    pub types: &'static [DocumentType],
    /// The source schemas: file name and text.
    pub sources: &'static [(&'static str, &'static str)],
    /// What is known of the lists in a document, by the name of its schema file.
    pub outlines: &'static [NamedOutline],
}

/// A set of types that belong together, with the schemas that they are generated from. A crate with
/// generated types has one, called `CONTRACT`.
///
/// ```
/// use parcel_events::CONTRACT;
///
/// assert_eq!(CONTRACT.name(), "parcel-events");
/// let titles: Vec<_> = CONTRACT.types().iter().map(|it| it.title()).collect();
/// assert_eq!(titles, ["Delivered", "Dispatched", "ParcelEvent"]);
/// ```
pub struct Contract {
    facts: Facts,
    documents: OnceLock<BTreeMap<&'static str, Value>>,
    registry: OnceLock<Result<Registry<'static>, Uncompiled>>,
    pub(crate) validators: Validators,
}

impl Contract {
    /// The contract of which `facts` are told.
    #[must_use]
    pub const fn new(facts: Facts) -> Self {
        Self {
            facts,
            documents: OnceLock::new(),
            registry: OnceLock::new(),
            validators: Validators::new(),
        }
    }

    /// The name, in kebab case.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.facts.name
    }

    /// The version of the contract: of what documents hold. `release` freezes it, and documents of one major
    /// version stay readable.
    #[must_use]
    pub fn version(&self) -> &'static str {
        self.facts.version
    }

    /// The version of the package that the types belong to: of the code.
    #[must_use]
    pub fn package_version(&self) -> &'static str {
        self.facts.package_version
    }

    /// What the `$id` of published schemas and the types of problems begin with.
    #[must_use]
    pub fn urn(&self) -> &'static str {
        self.facts.urn
    }

    /// The text of `contract.toml`.
    #[must_use]
    pub fn manifest(&self) -> &'static str {
        self.facts.manifest
    }

    /// The text of the OpenAPI document without its schemas, if there is one.
    #[must_use]
    pub fn openapi(&self) -> Option<&'static str> {
        self.facts.openapi
    }

    /// Every type, sorted by the name of its schema file.
    #[must_use]
    pub fn types(&self) -> &'static [DocumentType] {
        self.facts.types
    }

    /// The type whose schema has that title.
    ///
    /// # Errors
    ///
    /// That there is none; the error knows the title that was likely meant.
    pub fn type_named(&'static self, title: &str) -> Result<DocumentType, UnknownType> {
        let found = self.types().iter().find(|it| it.title() == title);
        found.copied().ok_or_else(|| UnknownType { title: title.to_owned(), contract: self })
    }

    /// The type of a document that nobody names a type for: a union of what there is to be read, as a
    /// rule.
    #[must_use]
    pub fn default_type(&'static self) -> Option<DocumentType> {
        self.type_named(self.facts.default_type?).ok()
    }

    /// The source schemas: file name and text.
    #[must_use]
    pub fn sources(&self) -> &'static [(&'static str, &'static str)] {
        self.facts.sources
    }

    /// What is known of the lists in a document of the schema file `file`.
    pub(crate) fn outline(&self, file: &str) -> exact_schema_json::Outline {
        let known = self.facts.outlines.iter().find(|(name, _)| *name == file);
        known.map_or(exact_schema_json::Outline::PLAIN, |(_, outline)| outline())
    }

    /// The source schemas, parsed when they are first asked for.
    pub(crate) fn documents(&self) -> &BTreeMap<&'static str, Value> {
        self.documents.get_or_init(|| {
            let sources = self.sources().iter();
            #[expect(clippy::expect_used, reason = "the generator has parsed and written them")]
            let parsed = sources.map(|(name, text)| {
                (*name, serde_json::from_str(text).expect("a source schema is JSON"))
            });
            parsed.collect()
        })
    }

    /// The source schemas, as a validator finds them.
    pub(crate) fn registry(&self) -> Result<&Registry<'static>, Uncompiled> {
        let registry = self.registry.get_or_init(|| compiled::registry(self.sources()));
        registry.as_ref().map_err(Clone::clone)
    }
}

impl fmt::Debug for Contract {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Contract({} {})", self.name(), self.version())
    }
}

impl PartialEq for Contract {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Eq for Contract {}
