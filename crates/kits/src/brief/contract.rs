//! What a contract says of itself, as the makers are told.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use exact_schema_manifest::Manifest;
use exact_schema_publish::Publication;
use serde::Serialize;
use serde_json::Value;

use super::links::Links;
use crate::core;
use crate::error::Error;

/// The contract, for people.
#[derive(Debug, Serialize)]
pub(super) struct ContractBrief {
    name: String,
    title: String,
    urn: String,
    summary: String,
    description: String,
    license: String,
    authors: Vec<String>,
    links: Option<Links>,
    keywords: Vec<String>,
}

/// The packages.
#[derive(Debug, Serialize)]
pub(super) struct PackagesBrief {
    /// Of both.
    version: &'static str,
    npm: NpmBrief,
    pypi: PypiBrief,
}

#[derive(Debug, Serialize)]
struct NpmBrief {
    name: String,
    description: String,
    /// The text of its README; the maker writes one where there is none.
    readme: Option<String>,
    /// The further modules: their files by name, and the texts of these by name.
    modules: BTreeMap<String, BTreeMap<String, String>>,
}

#[derive(Debug, Serialize)]
struct PypiBrief {
    name: String,
    module: String,
    description: String,
    /// The Jinja template of its README; the maker writes one where there is none.
    readme: Option<String>,
    /// The Jinja template of its `MIGRATION.md`, if it has one.
    migration: Option<String>,
    new_id: Option<String>,
    new_id_prefix: Option<String>,
    /// Where the manifest of the native core is, from the project of the package.
    core: Option<String>,
    /// The further modules: their files by name, and the texts of these by name.
    modules: BTreeMap<String, BTreeMap<String, String>>,
    /// What else some of them need, by the name that asks for it.
    extras: BTreeMap<String, Vec<String>>,
}

/// The reference page.
#[derive(Debug, Serialize)]
pub(super) struct PageBrief {
    title: String,
    /// What is said first, in HTML.
    lead: String,
    union_group: String,
    /// The module of the npm package with rules for documents of the unions.
    rules: Option<String>,
}

/// Values that ship with the contract.
#[derive(Debug, Serialize)]
pub(super) struct DataBrief {
    constant: String,
    #[serde(rename = "type")]
    title: String,
    description: String,
    values: Value,
}

/// The heading over the unions and their branches, where the contract has none of its own.
const UNION_GROUP: &str = "Documents";

impl ContractBrief {
    pub(super) fn of(manifest: &Manifest) -> Self {
        Self {
            name: manifest.name.clone(),
            title: manifest.title.clone(),
            urn: manifest.urn.clone(),
            summary: manifest.summary.clone(),
            description: manifest.description().trim().to_owned(),
            license: manifest.license.clone(),
            authors: manifest.authors.clone(),
            links: manifest.repository.as_deref().map(Links::of),
            keywords: manifest.keywords.clone(),
        }
    }
}

impl PackagesBrief {
    /// Paths are below `root`, the folder of `contract.toml`.
    pub(super) fn of(publication: &Publication, root: &Path) -> Result<Self, Error> {
        let manifest = publication.manifest();
        let (npm, pypi) = (&manifest.packages.npm, &manifest.packages.pypi);
        let text =
            |path: &Option<PathBuf>| path.as_ref().map(|path| read(&root.join(path))).transpose();
        let described =
            |text: &Option<String>| text.clone().unwrap_or_else(|| manifest.summary.clone());
        Ok(Self {
            version: publication.contract().package_version(),
            npm: NpmBrief {
                name: manifest.npm_name().to_owned(),
                description: described(&npm.description),
                readme: text(&npm.readme)?,
                modules: modules(&npm.modules, root, "ts")?,
            },
            pypi: PypiBrief {
                name: manifest.pypi_name().to_owned(),
                module: manifest.python_module(),
                description: described(&pypi.description),
                readme: text(&pypi.readme)?,
                migration: text(&pypi.migration)?,
                new_id: pypi.new_id.clone(),
                new_id_prefix: pypi.new_id_prefix.clone(),
                core: core::manifest(manifest),
                modules: modules(&pypi.modules, root, "py")?,
                extras: pypi.extras.clone(),
            },
        })
    }
}

impl PageBrief {
    pub(super) fn of(manifest: &Manifest, root: &Path) -> Result<Self, Error> {
        let page = &manifest.page;
        let lead = match &page.lead {
            Some(path) => read(&root.join(path))?.trim_end().to_owned(),
            None => escaped(&manifest.summary),
        };
        let title = page.title.clone().unwrap_or_else(|| manifest.title.clone());
        let union_group = page.union_group.clone().unwrap_or_else(|| UNION_GROUP.to_owned());
        Ok(Self { title, lead, union_group, rules: page.rules.clone() })
    }
}

impl DataBrief {
    pub(super) fn all(manifest: &Manifest, sources: &Path) -> Result<Vec<Self>, Error> {
        let data = manifest.data.iter();
        data.map(|data| {
            let path = sources.join(&data.file);
            let values =
                serde_json::from_str(&read(&path)?).map_err(Error::content(&path, "JSON"))?;
            Ok(Self {
                constant: data.constant.clone(),
                title: data.title.clone(),
                description: data.description.clone(),
                values,
            })
        })
        .collect()
    }
}

/// The files of modules that have this extension.
fn modules(
    folders: &BTreeMap<String, PathBuf>,
    root: &Path,
    extension: &str,
) -> Result<BTreeMap<String, BTreeMap<String, String>>, Error> {
    let mut modules = BTreeMap::new();
    for (name, folder) in folders {
        let folder = root.join(folder);
        let mut files = BTreeMap::new();
        for entry in fs::read_dir(&folder).map_err(Error::file(&folder))? {
            let path = entry.map_err(Error::file(&folder))?.path();
            let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if path.extension().is_some_and(|it| it == extension) {
                files.insert(file, read(&path)?);
            }
        }
        modules.insert(name.clone(), files);
    }
    Ok(modules)
}

fn read(path: &Path) -> Result<String, Error> {
    fs::read_to_string(path).map_err(Error::file(path))
}

/// A text as HTML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
