//! The validators, and how each is asked.

use std::collections::BTreeSet;
use std::path::Path;

use exact_schema_manifest::Manifest;
use exact_schema_publish::Publication;
use exact_schema_runtime::{Contract, Direction, DocumentType};

use super::rust::{self, Schemas};
use crate::error::Error;
use crate::judge::{Answer, Question, ask};
use crate::workshop::Workshop;

/// Something that tells whether a text is a document of a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Validator {
    /// The `jsonschema` crate with the source schemas.
    Source,
    /// `decode`.
    Decode,
    /// The `jsonschema` crate with the published schemas.
    Published,
    /// The npm package in Node.js.
    Node,
    /// The npm package in Chromium, under a content security policy.
    Chromium,
    /// The models of the PyPI package.
    Python,
    /// The PyPI package with its native core.
    Core,
    /// The `jsonschema` package of PyPI with the published schemas.
    Independent,
}

impl Validator {
    /// Every one of them.
    pub const ALL: [Self; 8] = [
        Self::Source,
        Self::Decode,
        Self::Published,
        Self::Node,
        Self::Chromium,
        Self::Python,
        Self::Core,
        Self::Independent,
    ];

    /// What it is, in words, for the packages that a contract names.
    fn name(self, manifest: &Manifest) -> String {
        let (npm, pypi) = (manifest.npm_name(), manifest.pypi_name());
        match self {
            Self::Source => "crate `jsonschema`, source schemas".to_owned(),
            Self::Decode => "Rust `decode`".to_owned(),
            Self::Published => "crate `jsonschema`, published schemas".to_owned(),
            Self::Node => format!("npm `{npm}` in Node.js"),
            Self::Chromium => format!("npm `{npm}` in Chromium, `script-src 'self'`"),
            Self::Python => format!("PyPI `{pypi}`, pydantic models"),
            Self::Core => format!("PyPI `{pypi}`, compiled core"),
            Self::Independent => "PyPI `jsonschema`, published schemas".to_owned(),
        }
    }

    /// Whether it is ours, so that it lists every violation as every other of ours does. A general
    /// validator may say more than one thing of a fault where ours say one.
    #[must_use]
    pub fn is_own(self) -> bool {
        matches!(self, Self::Decode | Self::Node | Self::Chromium | Self::Python | Self::Core)
    }
}

/// All validators, ready to be asked.
#[derive(Debug)]
pub struct Panel<'a> {
    contract: &'static Contract,
    manifest: Manifest,
    workshop: &'a Workshop,
    published: &'a Path,
    source_schemas: Schemas,
    published_schemas: Schemas,
}

impl<'a> Panel<'a> {
    /// Compiles the schemas of the folder `sources`, and of the folder `published`, where they stand
    /// as they are published.
    ///
    /// # Errors
    ///
    /// That a schema cannot be read or compiled.
    pub fn new(
        workshop: &'a Workshop,
        publication: &Publication,
        sources: &Path,
        published: &'a Path,
    ) -> Result<Self, Error> {
        let contract = publication.contract();
        let source = exact_schema_schema::Library::read(sources)?;
        let accept = |it: DocumentType| publication.schema(it.title(), Direction::Accept).clone();
        let members = |it: DocumentType| -> BTreeSet<String> {
            accept(it)["properties"]
                .as_object()
                .into_iter()
                .flatten()
                .map(|it| it.0.clone())
                .collect()
        };
        Ok(Self {
            contract,
            manifest: publication.manifest().clone(),
            workshop,
            published,
            source_schemas: Schemas::compile(
                contract,
                |it| Ok(source.self_contained(it.file())?.schema),
                members,
            )?,
            published_schemas: Schemas::compile(contract, |it| Ok(accept(it)), members)?,
        })
    }

    /// The validators that the contract has, and that can be asked here.
    pub fn validators(&self) -> impl Iterator<Item = Validator> {
        let has_core = self.manifest.packages.pypi.core.is_some();
        let has_browser = self.workshop.has_browser();
        Validator::ALL.into_iter().filter(move |it| match it {
            Validator::Core => has_core,
            Validator::Chromium => has_browser,
            _ => true,
        })
    }

    /// The validator that cannot be asked here, in words, and why.
    pub(super) fn unasked(&self) -> Option<(String, &'static str)> {
        const REASON: &str = "no browser was found: install Chromium, Chrome or Edge, or say where one is with CHROMIUM";
        let has_browser = self.workshop.has_browser();
        (!has_browser).then(|| (self.name(Validator::Chromium), REASON))
    }

    /// What a validator is, in words.
    #[must_use]
    pub fn name(&self, validator: Validator) -> String {
        validator.name(&self.manifest)
    }

    /// What `validator` says of the questions, which also stand in a file.
    ///
    /// # Errors
    ///
    /// That it cannot be asked.
    pub fn ask(
        &self,
        validator: Validator,
        questions: &[Question],
        file: &Path,
    ) -> Result<Vec<Answer>, Error> {
        let Workshop { node, python, .. } = self.workshop;
        let project = self.workshop.project();
        match validator {
            Validator::Source => self.source_schemas.answers(questions),
            Validator::Decode => rust::decoded(self.contract, questions),
            Validator::Published => self.published_schemas.answers(questions),
            Validator::Node => {
                let mut judge = node.script("typescript/judge/node.mjs");
                let name = Path::new(self.manifest.npm_name());
                ask("node", judge.current_dir(project), file, &[name])
            }
            Validator::Chromium => {
                let mut judge = node.script("typescript/judge/chromium.mjs");
                let package = project.join("node_modules").join(self.manifest.npm_name());
                ask("chromium", self.workshop.point_browser(&mut judge), file, &[&package])
            }
            Validator::Python => {
                let mut judge = python.script("judge/models.py");
                ask("python", &mut judge, file, &[Path::new(&self.manifest.python_module())])
            }
            Validator::Core => {
                let mut judge = python.script("judge/models.py");
                let judge = self.workshop.prefer_compiled(&mut judge);
                ask("core", judge, file, &[Path::new(&self.manifest.python_module())])
            }
            Validator::Independent => {
                let mut judge = python.script("judge/independent.py");
                ask("independent", &mut judge, file, &[self.published])
            }
        }
    }
}
