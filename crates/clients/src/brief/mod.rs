//! What the makers of the client packages are told: the whole contract as one JSON document.

mod fresh;
mod history;

use std::fs;
use std::path::Path;

use export_bundles::DocumentType;
use export_bundles_publish::proof::Sources;
use export_bundles_publish::{ContractSide, Publication};
use serde::Serialize;
use serde_json::Value;

use crate::MARK;
use crate::error::Error;
use history::Release;

/// The contract, as far as a client needs to know it.
#[derive(Debug, Serialize)]
pub(crate) struct Brief {
    /// What every file that is made of it carries.
    mark: &'static str,
    version: &'static str,
    /// Every type, by title.
    types: Vec<TypeBrief>,
    default_soc2_controls: Value,
    /// Every release, the newest first.
    releases: Vec<Release>,
}

#[derive(Debug, Serialize)]
struct TypeBrief {
    title: &'static str,
    /// The title in kebab case, as files are named.
    name: &'static str,
    /// The schema of what is read.
    accept: Value,
    /// The schema of what is written.
    emit: Value,
    /// For a union, what tells its branches apart.
    union: Option<UnionBrief>,
    /// The members that a constructor fills in with a new value.
    fresh: Vec<String>,
}

#[derive(Debug, Serialize)]
struct UnionBrief {
    member: &'static str,
    branches: Vec<BranchBrief>,
}

#[derive(Debug, Serialize)]
struct BranchBrief {
    value: &'static str,
    title: &'static str,
}

impl Brief {
    /// Gathers it from what is published and from the folder `schemas`.
    ///
    /// # Errors
    ///
    /// That a schema, the controls, a release or the change log cannot be read.
    pub(crate) fn gather(
        publication: &Publication,
        schemas: &Path,
        changelog: &Path,
    ) -> Result<Self, Error> {
        let sources = Sources::read(&schemas.join("v1"))?;
        let mut types = Vec::new();
        for document_type in DocumentType::all() {
            types.push(TypeBrief::of(*document_type, publication, &sources)?);
        }
        types.sort_by_key(|it| it.title);
        let controls = schemas.join("v1/default-soc2-controls.json");
        Ok(Self {
            mark: MARK,
            version: env!("CARGO_PKG_VERSION"),
            types,
            default_soc2_controls: read(&controls)?,
            releases: history::releases(&schemas.join("released"), changelog)?,
        })
    }

    /// Writes it to a file.
    pub(crate) fn write(&self, path: &Path) -> Result<(), Error> {
        let text = serde_json::to_vec(self).map_err(Error::content(path, "JSON"))?;
        fs::write(path, text).map_err(Error::file(path))
    }
}

impl TypeBrief {
    fn of(
        document_type: DocumentType,
        publication: &Publication,
        sources: &Sources,
    ) -> Result<Self, Error> {
        let title = document_type.title();
        let schema = |side| publication.schema(title, side).cloned().unwrap_or_default();
        let branch = |&(value, title): &(&'static str, &'static str)| BranchBrief { value, title };
        Ok(Self {
            title,
            name: document_type.file().trim_end_matches(".schema.json"),
            accept: schema(ContractSide::Accept),
            emit: schema(ContractSide::Emit),
            union: document_type.tag().map(|tag| UnionBrief {
                member: tag.member,
                branches: tag.branches.iter().map(branch).collect(),
            }),
            fresh: fresh::members(&sources.bundle(document_type.file())?),
        })
    }
}

fn read(path: &Path) -> Result<Value, Error> {
    let text = fs::read_to_string(path).map_err(Error::file(path))?;
    serde_json::from_str(&text).map_err(Error::content(path, "JSON"))
}
