//! The packages of this repository, as cargo knows them.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Command;

use serde::Deserialize;
use serde_json::Value;

use crate::error::Error;
use crate::program;

/// What `cargo metadata` says of the workspace.
#[derive(Clone, Debug, Deserialize)]
pub struct Workspace {
    /// Its packages.
    pub packages: Vec<Package>,
    /// Its folder.
    #[serde(rename = "workspace_root")]
    pub root: PathBuf,
    /// The folder of what is built.
    #[serde(rename = "target_directory")]
    pub target: PathBuf,
}

/// A package.
#[derive(Clone, Debug, Deserialize)]
pub struct Package {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// The registries that it may go to: none of them, or any.
    pub publish: Option<Vec<String>>,
    /// What it stands on.
    pub dependencies: Vec<Dependency>,
    /// What it is.
    pub description: Option<String>,
    /// On which terms it is given away.
    pub license: Option<String>,
    /// Where its source is.
    pub repository: Option<String>,
    /// The page that a registry shows.
    pub readme: Option<PathBuf>,
    /// Its features, by name.
    #[serde(default)]
    pub features: BTreeMap<String, Vec<String>>,
    /// What it is built to.
    #[serde(default)]
    targets: Vec<Target>,
    /// What it tells other tools.
    #[serde(default)]
    metadata: Value,
}

/// What a package is built to.
#[derive(Clone, Debug, Deserialize)]
struct Target {
    kind: Vec<String>,
}

/// A line of `[dependencies]`, `[build-dependencies]` or `[dev-dependencies]`.
#[derive(Clone, Debug, Deserialize)]
pub struct Dependency {
    /// The package.
    pub name: String,
    /// What for.
    #[serde(default, deserialize_with = "null_is_normal")]
    pub kind: Kind,
    /// The versions that will do.
    #[serde(rename = "req")]
    pub versions: String,
    /// Where it is, if it is of this repository.
    pub path: Option<PathBuf>,
}

/// What a dependency is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// The package itself.
    #[default]
    Normal,
    /// Its build script.
    Build,
    /// Its tests.
    Dev,
}

/// Cargo says nothing of what is usual.
fn null_is_normal<'de, D>(reader: D) -> Result<Kind, D::Error>
where
    D: serde::Deserializer<'de>,
{
    Ok(Option::deserialize(reader)?.unwrap_or_default())
}

impl Workspace {
    /// Asks cargo.
    ///
    /// # Errors
    ///
    /// That it cannot tell.
    pub fn read() -> Result<Self, Error> {
        let mut cargo = cargo();
        let said = program::run(cargo.args(["metadata", "--no-deps", "--format-version=1"]))?;
        serde_json::from_str(&said).map_err(|found| Error::Content {
            path: "cargo metadata".into(),
            expected: "the packages of a workspace",
            found: found.to_string(),
        })
    }

    /// The packages that others may depend on, sorted by name.
    #[must_use]
    pub fn published(&self) -> Vec<&Package> {
        let mut packages: Vec<&Package> =
            self.packages.iter().filter(|it| it.is_published()).collect();
        packages.sort_by(|a, b| a.name.cmp(&b.name));
        packages
    }
}

impl Package {
    /// Whether others may depend on it.
    #[must_use]
    pub fn is_published(&self) -> bool {
        self.publish.as_ref().is_none_or(|registries| !registries.is_empty())
    }

    /// Whether it is a library, too.
    #[must_use]
    pub fn has_library(&self) -> bool {
        self.targets.iter().flat_map(|it| &it.kind).any(|it| it == "lib")
    }

    /// Whether docs.rs shows what is behind its features.
    #[must_use]
    pub fn documents_all_features(&self) -> bool {
        self.metadata["docs"]["rs"]["all-features"] == true
    }

    /// What it stands on when it is used, of these packages.
    pub fn stands_on<'a>(
        &'a self,
        packages: &'a [&Package],
    ) -> impl Iterator<Item = &'a Dependency> {
        let is_one = |it: &Dependency| packages.iter().any(|package| package.name == it.name);
        self.dependencies
            .iter()
            .filter(move |it| it.kind != Kind::Dev && it.path.is_some() && is_one(it))
    }
}

/// The cargo that runs this program.
pub(crate) fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}
