//! Packages, as each language has them.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::process::Command;

use super::artifact::Artifact;
use crate::error::Error;
use crate::program;
use crate::workspace::{self, Package, Workspace};

/// Packages the crates, as they would be uploaded.
pub(super) fn crates(
    workspace: &Workspace,
    packages: &[&Package],
    out: &Path,
) -> Result<Vec<Artifact>, Error> {
    let mut cargo = workspace::cargo();
    cargo.args(["package", "--quiet", "--no-verify", "--allow-dirty"]);
    for package in packages {
        cargo.args(["--package", &package.name]);
    }
    program::run(cargo.current_dir(&workspace.root))?;
    let made = workspace.target.join("package");
    let take = |it: &&Package| {
        Artifact::take(&made.join(format!("{}-{}.crate", it.name, it.version)), out)
    };
    packages.iter().map(take).collect()
}

/// Packs the npm package; nothing where there is no npm.
pub(super) fn npm(workspace: &Workspace, out: &Path) -> Result<Option<Artifact>, Error> {
    let mut npm = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    if npm.arg("--version").output().is_err_and(|it| it.kind() == ErrorKind::NotFound) {
        return Ok(None);
    }
    let mut npm = Command::new(npm.get_program());
    npm.args(["pack", "--silent", "--offline", "--pack-destination"]).arg(out);
    let said = program::run(npm.current_dir(workspace.root.join("generated/typescript")))?;
    let name = said.lines().last().unwrap_or_default().trim().to_owned();
    Artifact::take(&out.join(name), out).map(Some)
}

/// Builds the wheel for every platform, with the tools that `publish --clients` has installed; nothing where it
/// has not.
pub(super) fn pypi(workspace: &Workspace, out: &Path) -> Result<Option<Artifact>, Error> {
    let home = workspace.target.join("clients/python");
    let python = home.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    if !python.is_file() {
        return Ok(None);
    }
    let wheels = out.join("wheels");
    let mut pip = Command::new(python);
    pip.args(["-m", "pip", "wheel", "--quiet", "--disable-pip-version-check", "--no-deps"]);
    pip.args(["--no-index", "--no-build-isolation", "--wheel-dir"]).arg(&wheels);
    program::run(pip.arg(workspace.root.join("generated/python")))?;
    let mut files = fs::read_dir(&wheels).map_err(Error::file(&wheels))?;
    let made = files.next().transpose().map_err(Error::file(&wheels))?;
    made.map(|it| Artifact::take(&it.path(), out)).transpose()
}
