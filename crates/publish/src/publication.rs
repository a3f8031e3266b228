//! Everything that is published, in memory.

use std::fmt;

use serde_json::Value;

use crate::MARK;
use crate::collection::{CollectedFile, Collection};
use crate::error::Error;
use crate::layout::{self, Part};
use crate::openapi;
use crate::root_type::ROOT_TYPES;
use crate::schema;

/// Which half of the contract a schema states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ContractSide {
    /// What is read.
    Accept,
    /// What is written: defaults are filled in, timestamps are canonical.
    Emit,
}

impl fmt::Display for ContractSide {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Accept => "accept",
            Self::Emit => "emit",
        })
    }
}

/// A file to be published.
#[derive(Clone, Debug)]
pub struct Artefact {
    path: String,
    text: String,
    subject: Option<(&'static str, ContractSide)>,
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
    pub fn subject(&self) -> Option<(&'static str, ContractSide)> {
        self.subject
    }
}

/// The files that the Rust types make, in the order in which they are written.
#[derive(Clone, Debug)]
pub struct Publication {
    artefacts: Vec<Artefact>,
}

impl Publication {
    /// Derives every file from the Rust types. It reads nothing.
    ///
    /// # Errors
    ///
    /// That an example in a schema is no document of its type.
    pub fn derive() -> Result<Self, Error> {
        let mut artefacts = Vec::new();
        for side in [ContractSide::Accept, ContractSide::Emit] {
            let folder = match side {
                ContractSide::Accept => "schemas/v1",
                ContractSide::Emit => "schemas/v1/emit",
            };
            for root in &ROOT_TYPES {
                let document = schema::published(root, side)?;
                artefacts.push(Artefact {
                    path: format!("{folder}/{}", root.file),
                    text: layout::text(&document, Part::Schema)?,
                    subject: Some((root.title, side)),
                    document,
                });
            }
        }
        let document = openapi::document()?;
        artefacts.push(Artefact {
            path: "openapi.json".to_owned(),
            text: layout::text(&document, Part::OpenApi)?,
            subject: None,
            document,
        });
        Ok(Self { artefacts })
    }

    /// The files, without the index.
    #[must_use]
    pub fn artefacts(&self) -> &[Artefact] {
        &self.artefacts
    }

    /// The schema of a type.
    #[must_use]
    pub fn schema(&self, title: &str, side: ContractSide) -> Option<&Value> {
        let wanted = |it: &&Artefact| it.subject.is_some_and(|it| it == (title, side));
        self.artefacts.iter().find(wanted).map(Artefact::document)
    }

    /// The files as a collection, which a folder can be compared with.
    pub(crate) fn collection(&self) -> Collection {
        let mut collection = Collection::new("index.json", MARK);
        for artefact in &self.artefacts {
            collection.add(CollectedFile {
                path: artefact.path.clone(),
                text: artefact.text.clone(),
                title: artefact.subject.map(|(title, _)| title),
                contract: artefact
                    .subject
                    .map_or_else(|| "openapi".to_owned(), |(_, side)| side.to_string()),
            });
        }
        collection
    }
}
