//! What the makers of the client packages are told: the whole contract as one JSON document.

mod bases;
mod contract;
mod fresh;
mod history;
mod keywords;
mod links;

use std::fs;
use std::path::Path;

use exact_schema_publish::Publication;
use exact_schema_runtime::{Direction, DocumentType};
use exact_schema_schema::Library;
use serde::Serialize;
use serde_json::Value;

use crate::error::Error;
use bases::BaseBrief;
use contract::{ContractBrief, DataBrief, PackagesBrief, PageBrief};
use history::Release;
use keywords::KeywordsBrief;

use crate::mark::mark;

/// The contract, as far as a client needs to know it.
#[derive(Debug, Serialize)]
pub(crate) struct Brief {
    /// What every file that is made of it carries.
    mark: String,
    /// The version of the contract.
    version: &'static str,
    contract: ContractBrief,
    packages: PackagesBrief,
    page: PageBrief,
    /// What JSON Schema has, by name.
    keywords: KeywordsBrief,
    /// Every type, by title.
    types: Vec<TypeBrief>,
    data: Vec<DataBrief>,
    /// The OpenAPI document, where the contract has one.
    openapi: Option<Value>,
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
    /// What it extends, the farthest first.
    extends: Vec<BaseBrief>,
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
        root: &Path,
        schemas: &Path,
    ) -> Result<Self, Error> {
        let manifest = publication.manifest();
        let folder = schemas.join(manifest.version_folder());
        let sources = Library::read(&folder)?;
        let mut types = Vec::new();
        for document_type in publication.contract().types() {
            types.push(TypeBrief::of(*document_type, publication, &sources)?);
        }
        types.sort_by_key(|it| it.title);
        Ok(Self {
            mark: mark(manifest),
            version: publication.contract().version(),
            contract: ContractBrief::of(manifest),
            packages: PackagesBrief::of(publication, root)?,
            page: PageBrief::of(manifest, root)?,
            keywords: keywords::table(),
            types,
            data: DataBrief::all(manifest, &folder)?,
            openapi: openapi(publication),
            releases: history::releases(
                &schemas.join("released"),
                &root.join(&manifest.changelog),
            )?,
        })
    }

    /// Writes it to a file.
    pub(crate) fn write(&self, path: &Path) -> Result<(), Error> {
        let text = serde_json::to_vec(self).map_err(Error::content(path, "JSON"))?;
        fs::write(path, text).map_err(Error::file(path))
    }
}

/// The one published document that is no schema.
fn openapi(publication: &Publication) -> Option<Value> {
    let document = publication.artefacts().iter().find(|it| it.subject().is_none())?;
    Some(document.document().clone())
}

impl TypeBrief {
    fn of(
        document_type: DocumentType,
        publication: &Publication,
        sources: &Library,
    ) -> Result<Self, Error> {
        let title = document_type.title();
        let schema = |direction| publication.schema(title, direction).clone();
        let source = sources.self_contained(document_type.file())?.schema;
        let branch = |&(value, title): &(&'static str, &'static str)| BranchBrief { value, title };
        Ok(Self {
            title,
            name: document_type.name(),
            accept: schema(Direction::Accept),
            emit: schema(Direction::Emit),
            union: document_type.tag().map(|tag| UnionBrief {
                member: tag.member,
                branches: tag.branches.iter().map(branch).collect(),
            }),
            fresh: fresh::members(&source),
            extends: bases::of(&source),
        })
    }
}
