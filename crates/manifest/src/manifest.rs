//! The whole file.

use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::error::{Error, Problem};
use crate::packages::Packages;
use crate::types::{Data, Types};
use crate::{SCHEMA_SUFFIX, names};

/// What the engine is told of a contract. Paths are from the folder of `contract.toml`.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Manifest {
    /// The name in kebab case, which the command and the packages have, too.
    pub name: String,
    /// The name for people.
    pub title: String,
    /// What it is a contract of, in a sentence.
    pub summary: String,
    /// The same at more length, in Markdown; the summary, where there is none.
    #[serde(default)]
    pub description: Option<String>,
    /// What the `$id` of published schemas and the types of problems begin with, such as
    /// `urn:parcel-events` (RFC 8141).
    pub urn: String,
    /// The version of the contract, which a release freezes: three numbers ([SemVer](https://semver.org)). That of
    /// the package of the types, where there is none, so that both go up together.
    #[serde(default)]
    pub version: Option<String>,
    /// What its authors type before `publish` and `release`, such as `cargo xtask`; the name, where there is none.
    #[serde(default)]
    publisher: Option<String>,
    /// The licence of what is published, as an SPDX expression.
    pub license: String,
    /// Who made it, as the licence names them.
    #[serde(default)]
    pub authors: Vec<String>,
    /// Where the source is.
    #[serde(default)]
    pub repository: Option<String>,
    /// Words to be found by.
    #[serde(default)]
    pub keywords: Vec<String>,
    /// The change log, whose entries below `### Contract` say what changed of it.
    #[serde(default = "changelog")]
    pub changelog: PathBuf,
    /// The folder of the schemas, whose name is the version of the contract: `schemas/v1`.
    pub schemas: PathBuf,
    /// The schema files that describe documents, without `.schema.json`. Other files of the folder hold
    /// definitions that these refer to.
    pub documents: Vec<String>,
    /// The title of the type that a document has of which nobody says another: a union, as a rule.
    #[serde(default)]
    pub default_type: Option<String>,
    /// Which types are not generated like any other.
    #[serde(default)]
    pub types: Types,
    /// Data files that ship with the contract.
    #[serde(default)]
    pub data: Vec<Data>,
    /// The OpenAPI document of a service that speaks the contract, without the schemas, which publishing
    /// adds.
    #[serde(default)]
    pub openapi: Option<PathBuf>,
    /// Whether the service is described in OpenAPI 3.0, too, for makers of clients that read no later one. A contract
    /// that 3.0 cannot say is refused then.
    #[serde(default)]
    pub openapi_3_0: bool,
    /// The packages of other languages.
    #[serde(default)]
    pub packages: Packages,
    /// The reference page.
    #[serde(default)]
    pub page: Page,
    /// How versions are compared.
    #[serde(default)]
    pub compat: Compat,
}

/// Where the change log is, unless another place is named.
fn changelog() -> PathBuf {
    "CHANGELOG.md".into()
}

/// How versions of schemas are compared.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Compat {
    /// The kinds of breaks that are accepted, by their ids, such as
    /// `optional-property-added-to-open-object`.
    pub accept: Vec<String>,
}

/// What stands on the reference page beside the types.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Page {
    /// The heading; that of the contract, where there is none.
    pub title: Option<String>,
    /// The file of what is said first, in HTML; the summary, where there is none.
    pub lead: Option<PathBuf>,
    /// The heading over the unions and their branches.
    pub union_group: Option<String>,
    /// The module of the npm package that holds documents of the unions against rules: it exports `RULES`, each with
    /// `id`, `severity`, `set`, `title`, `why` and `reference`, and `verify(text)`, which gives the `verdict` `sound` or
    /// `unsound`, and `findings` with `rule`, `severity`, `pointer` and `message`.
    pub rules: Option<String>,
}

impl Manifest {
    /// Reads a manifest from its text.
    ///
    /// # Errors
    ///
    /// That the text is not TOML, a key is unknown or missing, or a name is malformed.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let manifest: Self = toml::from_str(text).map_err(Problem::from)?;
        names::kebab_case("name", &manifest.name)?;
        names::urn("urn", &manifest.urn)?;
        if let Some(version) = &manifest.version {
            names::version("version", version)?;
        }
        for document in &manifest.documents {
            names::kebab_case("documents", document)?;
        }
        names::module("packages.pypi.module", &manifest.python_module())?;
        if let Some(prefix) = &manifest.packages.pypi.new_id_prefix {
            names::prefix("packages.pypi.new-id-prefix", prefix)?;
        }
        Ok(manifest)
    }

    /// Reads a manifest from a file.
    ///
    /// # Errors
    ///
    /// That the file cannot be read, and as [`parse`](Self::parse).
    pub fn read(path: &Path) -> Result<Self, Error> {
        Self::parse(&fs::read_to_string(path).map_err(Error::unreadable(path))?)
    }

    /// The name of the folder of the schemas: the version of the contract.
    #[must_use]
    pub fn version_folder(&self) -> String {
        let name = self.schemas.file_name().unwrap_or_default();
        name.to_string_lossy().into_owned()
    }

    /// The names of the schema files that describe documents.
    #[must_use]
    pub fn files(&self) -> Vec<String> {
        self.documents.iter().map(|name| format!("{name}{SCHEMA_SUFFIX}")).collect()
    }

    /// What it is a contract of, at length.
    #[must_use]
    pub fn description(&self) -> &str {
        self.description.as_deref().unwrap_or(&self.summary)
    }

    /// What is typed before `publish` and `release`.
    #[must_use]
    pub fn publisher(&self) -> &str {
        self.publisher.as_deref().unwrap_or(&self.name)
    }

    /// The name of the npm package.
    #[must_use]
    pub fn npm_name(&self) -> &str {
        self.packages.npm.name.as_deref().unwrap_or(&self.name)
    }

    /// The name of the PyPI package.
    #[must_use]
    pub fn pypi_name(&self) -> &str {
        self.packages.pypi.name.as_deref().unwrap_or(&self.name)
    }

    /// The name of the Python module.
    #[must_use]
    pub fn python_module(&self) -> String {
        let module = self.packages.pypi.module.clone();
        module.unwrap_or_else(|| self.pypi_name().replace('-', "_"))
    }

    /// What the names of metrics begin with: the name of the contract with underscores.
    #[must_use]
    pub fn metric_prefix(&self) -> String {
        self.name.replace('-', "_")
    }
}
