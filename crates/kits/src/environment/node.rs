//! Node.js with the packages of `package-lock.json`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{folder, program, stamp, version};
use crate::error::Error;

/// What npm is asked for everywhere: nothing that talks, and no script of a package.
const NPM: [&str; 3] = ["--no-audit", "--no-fund", "--ignore-scripts"];

/// The makers, judges and tests in JavaScript, where they find their packages.
#[derive(Debug)]
pub struct Node {
    stage: PathBuf,
}

impl Node {
    /// Which version is there.
    pub(crate) fn version() -> Result<String, Error> {
        version::at_least("Node.js 20 or newer", Command::new("node").arg("--version"), [20, 0])
    }

    /// Copies the makers to a stage below `work` and installs the packages there, unless they are.
    pub(crate) fn prepare(version: &str, makers: &Path, work: &Path) -> Result<Self, Error> {
        let node = Self::installed(version, makers, work.join("node"))?;
        // A module finds its packages from the folder that it stands in.
        for name in ["schema", "typescript", "reference"] {
            folder::replace(&makers.join(name), &node.stage.join(name))?;
        }
        Ok(node)
    }

    /// Node.js with the packages of the lock file in `packages`, which are installed into the folder `stage`
    /// unless they are there.
    ///
    /// # Errors
    ///
    /// That Node.js is missing or too old, or that the packages cannot be installed.
    pub fn with_packages(packages: &Path, stage: &Path) -> Result<Self, Error> {
        Self::installed(&Self::version()?, packages, stage.to_owned())
    }

    fn installed(version: &str, packages: &Path, stage: PathBuf) -> Result<Self, Error> {
        let lock = packages.join("package-lock.json");
        let locked = fs::read_to_string(&lock).map_err(Error::file(&lock))?;
        stamp::once(&stage, &format!("{version}\n{locked}"), || {
            for file in ["package.json", "package-lock.json"] {
                folder::copy_file(&packages.join(file), &stage.join(file))?;
            }
            let mut npm = npm();
            npm.arg("ci").args(NPM).current_dir(&stage);
            program::run("installing the Node packages", &mut npm).map(drop)
        })?;
        Ok(Self { stage })
    }

    /// A command that runs a maker or a judge.
    #[must_use]
    pub fn script(&self, path: &str) -> Command {
        let mut command = Command::new("node");
        command.arg(self.stage.join(path));
        command
    }

    /// A command that runs the tests in the folder `tests`, beside the maker `kit` (`typescript`,
    /// `reference`). Node finds them by where it stands: not every version takes a folder as an argument.
    ///
    /// # Errors
    ///
    /// That the tests cannot be copied to where their packages are found.
    pub fn tests(&self, tests: &Path, kit: &str) -> Result<Command, Error> {
        let stage = self.stage.join(kit).join("tests");
        folder::replace(tests, &stage)?;
        let mut command = Command::new("node");
        command.arg("--test").current_dir(stage);
        Ok(command)
    }

    /// Where a tool of `package.json` is.
    #[must_use]
    pub fn tool(&self, name: &str) -> PathBuf {
        let name = if cfg!(windows) { format!("{name}.cmd") } else { name.to_owned() };
        self.stage.join("node_modules/.bin").join(name)
    }

    /// Packs the package in `made` and installs it into the empty project `project`.
    pub(crate) fn install(&self, made: &Path, project: &Path) -> Result<(), Error> {
        folder::empty(project)?;
        let manifest = project.join("package.json");
        let text = "{ \"name\": \"consumer\", \"private\": true, \"type\": \"module\" }\n";
        fs::write(&manifest, text).map_err(Error::file(&manifest))?;
        let mut pack = npm();
        pack.args(["pack", "--silent", "--pack-destination"]).arg(project).current_dir(made);
        let said = program::run("npm pack", &mut pack)?;
        let tarball = said.lines().last().unwrap_or_default().trim().to_owned();
        let mut install = npm();
        install.args(["install", "--offline"]).args(NPM).arg(format!("./{tarball}"));
        program::run("npm install of the package", install.current_dir(project)).map(drop)
    }
}

fn npm() -> Command {
    Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" })
}
