//! The native core of the PyPI package: where it is, and a project that builds it.

use std::fs;
use std::path::Path;

use exact_schema_manifest::Manifest;

use crate::environment::folder;
use crate::error::Error;

/// How far below the folder of `contract.toml` the project of the package is published.
const DEPTH: usize = 2;

/// The path of the core's manifest, as the published project says it, if the contract has a core.
pub(crate) fn manifest(contract: &Manifest) -> Option<String> {
    let folder = contract.packages.pypi.core.as_ref()?;
    let names: Vec<_> = folder.iter().map(|name| name.to_string_lossy()).collect();
    Some(format!("{}{}/Cargo.toml", "../".repeat(DEPTH), names.join("/")))
}

/// Makes `project` a copy of the project in `made` that finds the core, which is below `root`, from wherever it is.
pub(crate) fn stage(
    contract: &Manifest,
    root: &Path,
    made: &Path,
    project: &Path,
) -> Result<(), Error> {
    let (Some(core), Some(published)) = (&contract.packages.pypi.core, manifest(contract)) else {
        return Ok(());
    };
    folder::replace(made, project)?;
    let core = root.join(core).join("Cargo.toml");
    let there = core.canonicalize().map_err(Error::file(&core))?;
    let settings = project.join("pyproject.toml");
    let text = fs::read_to_string(&settings).map_err(Error::file(&settings))?;
    let text = text.replace(&published, &there.to_string_lossy());
    fs::write(&settings, text).map_err(Error::file(&settings))
}
