//! Everything that is published, in memory.

use std::iter;

use exact_schema_manifest::Manifest;
use exact_schema_runtime::{Contract, Direction, DocumentType};
use serde_json::Value;

use crate::collection::{CollectedFile, Collection};
use crate::error::Error;
use crate::layout::{self, Part};
use crate::mark::mark;
use crate::openapi;
use crate::schema;

/// A file to be published.
#[derive(Clone, Debug)]
pub struct Artefact {
    path: String,
    text: String,
    subject: Option<(DocumentType, Direction)>,
    document: Value,
}

impl Artefact {
    /// Where it belongs, below the folder of published files, with `/` between the names.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What it holds.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The same, as a value.
    #[must_use]
    pub fn document(&self) -> &Value {
        &self.document
    }

    /// The title of the type and the half of the contract that it is about, if about one.
    #[must_use]
    pub fn subject(&self) -> Option<(&'static str, Direction)> {
        self.subject.map(|(kind, direction)| (kind.title(), direction))
    }
}

/// The files that the Rust types make, in the order in which they are written.
#[derive(Clone, Debug)]
pub struct Publication {
    contract: &'static Contract,
    manifest: Manifest,
    artefacts: Vec<Artefact>,
}

impl Publication {
    /// Derives every file from the Rust types. It reads nothing.
    ///
    /// # Errors
    ///
    /// That an example in a schema is no document of its type, or that the OpenAPI document refers to a
    /// schema that is not there.
    pub fn derive(contract: &'static Contract) -> Result<Self, Error> {
        let manifest = Manifest::parse(contract.manifest())?;
        let version = manifest.version_folder();
        let mut types: Vec<DocumentType> = contract.types().to_vec();
        types.sort_by_key(|kind| kind.title());
        let mut artefacts = Vec::new();
        for direction in [Direction::Accept, Direction::Emit] {
            let folder = match direction {
                Direction::Accept => format!("schemas/{version}"),
                Direction::Emit => format!("schemas/{version}/emit"),
            };
            for kind in &types {
                let document = schema::published(*kind, direction, &manifest)?;
                artefacts.push(Artefact {
                    path: format!("{folder}/{}", kind.file()),
                    text: layout::text(&document, Part::Schema)?,
                    subject: Some((*kind, direction)),
                    document,
                });
            }
        }
        if let Some(document) = openapi::document(contract, &manifest)? {
            let older = manifest.openapi_3_0.then(|| openapi::older(&document)).transpose()?;
            let older = older.map(|document| ("openapi-3.0.json", document));
            for (path, document) in iter::once(("openapi.json", document)).chain(older) {
                artefacts.push(Artefact {
                    path: path.to_owned(),
                    text: layout::text(&document, Part::OpenApi)?,
                    subject: None,
                    document,
                });
            }
        }
        Ok(Self { contract, manifest, artefacts })
    }

    /// The contract whose types these are.
    #[must_use]
    pub fn contract(&self) -> &'static Contract {
        self.contract
    }

    /// What the contract says of itself.
    #[must_use]
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The files, without the index.
    #[must_use]
    pub fn artefacts(&self) -> &[Artefact] {
        &self.artefacts
    }

    /// The schema of a type.
    ///
    /// # Panics
    ///
    /// If the contract has no type of that title.
    #[must_use]
    #[expect(clippy::expect_used, reason = "every type of the contract has both schemas")]
    pub fn schema(&self, title: &str, direction: Direction) -> &Value {
        let wanted = |it: &&Artefact| it.subject().is_some_and(|it| it == (title, direction));
        let found = self.artefacts.iter().find(wanted).map(Artefact::document);
        found.expect("the title is one of the contract's")
    }

    /// The files as a collection, which a folder can be compared with.
    pub(crate) fn collection(&self) -> Collection {
        let version = self.manifest.version_folder();
        let mut collection =
            Collection::new("index.json", mark(&self.manifest), self.contract, version);
        for artefact in &self.artefacts {
            collection.add(CollectedFile {
                path: artefact.path.clone(),
                text: artefact.text.clone(),
                title: artefact.subject().map(|(title, _)| title),
                contract: artefact
                    .subject()
                    .map_or_else(|| stem(&artefact.path), |(_, direction)| direction.to_string()),
            });
        }
        collection
    }
}

/// The name of a file without its ending.
fn stem(path: &str) -> String {
    path.strip_suffix(".json").unwrap_or(path).to_owned()
}
