//! Python with the packages of `python/requirements.txt`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{folder, program, stamp, version};
use crate::error::Error;

/// What the system calls the interpreter.
const INTERPRETER: &str = if cfg!(windows) { "python" } else { "python3" };

/// The maker, judges and tests in Python, and an interpreter that has their packages.
#[derive(Debug)]
pub struct Python {
    scripts: PathBuf,
    environment: VirtualEnvironment,
}

impl Python {
    /// Which version is there.
    pub(crate) fn version() -> Result<String, Error> {
        let tool = "Python 3.10 or newer";
        version::at_least(tool, Command::new(INTERPRETER).arg("--version"), [3, 10])
    }

    /// Makes a virtual environment below `work` with the locked packages, unless it is there.
    pub(crate) fn prepare(version: &str, makers: &Path, work: &Path) -> Result<Self, Error> {
        let scripts = makers.join("python");
        let lock = scripts.join("requirements.txt");
        let environment = VirtualEnvironment::installed(version, &lock, &work.join("python"))?;
        Ok(Self { scripts, environment })
    }

    /// A command that runs a maker or a judge.
    #[must_use]
    pub fn script(&self, path: &str) -> Command {
        let mut command = self.environment.python();
        command.arg(self.scripts.join(path));
        command
    }

    /// Adds the packages of the file `lock`, unless they are there: what tests ask for, and making does without.
    ///
    /// # Errors
    ///
    /// That the packages cannot be installed.
    pub fn add(&self, lock: &Path) -> Result<(), Error> {
        let locked = fs::read_to_string(lock).map_err(Error::file(lock))?;
        stamp::unless_said(&self.environment.home.join("added"), &locked, || {
            self.environment.install(lock)
        })
    }

    /// Where a tool of the packages is.
    #[must_use]
    pub fn tool(&self, name: &str) -> PathBuf {
        self.environment.tool(name)
    }

    /// A command that runs the tests in the folder `tests` with pytest, which has to be [added](Self::add).
    #[must_use]
    pub fn tests(&self, tests: &Path) -> Command {
        let mut command = self.environment.python();
        command.args(["-m", "pytest", "-q", "-p", "no:cacheprovider"]);
        command.arg(tests).current_dir(tests);
        command
    }

    /// Builds a wheel of the package in `made`, without a network, and installs it beside the tools.
    pub(crate) fn install(&self, made: &Path, wheels: &Path) -> Result<(), Error> {
        let wheel = self.wheel(made, wheels)?;
        let mut pip =
            self.environment.pip(&["install", "--no-deps", "--no-index", "--force-reinstall"]);
        program::run("pip install of the package", pip.arg(wheel)).map(drop)
    }

    /// Builds a wheel of the package in `made` into the empty folder `wheels`, without a network.
    ///
    /// # Errors
    ///
    /// That it cannot be built.
    pub fn wheel(&self, made: &Path, wheels: &Path) -> Result<PathBuf, Error> {
        folder::empty(wheels)?;
        let mut pip =
            self.environment.pip(&["wheel", "--no-deps", "--no-index", "--no-build-isolation"]);
        program::run("pip wheel", pip.arg("--wheel-dir").arg(wheels).arg(made))?;
        built("pip wheel", wheels)
    }

    /// Builds a wheel of the package in `project` with its core into the empty folder `wheels`. What cargo builds is
    /// below `target`, and not optimized: what is judged need not be fast.
    pub(crate) fn compiled_wheel(
        &self,
        project: &Path,
        target: &Path,
        wheels: &Path,
    ) -> Result<PathBuf, Error> {
        folder::empty(wheels)?;
        let mut maturin = Command::new(self.tool("maturin"));
        maturin.args(["build", "--quiet", "--compatibility", "linux", "--profile", "dev"]);
        maturin.arg("--interpreter").arg(&self.environment.interpreter).arg("--out").arg(wheels);
        maturin.current_dir(project).env("CARGO_TARGET_DIR", target);
        program::run("maturin build", &mut maturin)?;
        built("maturin build", wheels)
    }

    /// Installs a wheel and nothing else into the empty folder `site`.
    pub(crate) fn install_apart(&self, wheel: &Path, site: &Path) -> Result<(), Error> {
        folder::empty(site)?;
        let mut pip = self.environment.pip(&["install", "--no-deps", "--no-index", "--target"]);
        program::run("pip install of the package", pip.arg(site).arg(wheel)).map(drop)
    }
}

/// The wheel that a builder has left in `wheels`.
pub(crate) fn built(builder: &str, wheels: &Path) -> Result<PathBuf, Error> {
    let mut files = fs::read_dir(wheels).map_err(Error::file(wheels))?;
    let none = || Error::Program {
        what: builder.to_owned(),
        complaint: "it left no wheel behind".to_owned(),
    };
    Ok(files.next().ok_or_else(none)?.map_err(Error::file(wheels))?.path())
}

/// A virtual environment of Python.
#[derive(Debug)]
pub struct VirtualEnvironment {
    home: PathBuf,
    interpreter: PathBuf,
}

impl VirtualEnvironment {
    /// Makes one that has nothing but pip.
    ///
    /// # Errors
    ///
    /// That Python cannot make one.
    pub fn make(home: &Path) -> Result<Self, Error> {
        let mut venv = Command::new(INTERPRETER);
        program::run("making a Python environment", venv.args(["-m", "venv"]).arg(home))?;
        Ok(Self::at(home))
    }

    /// One that has the packages of the file `lock`, which are installed into the folder `home` unless they
    /// are there.
    ///
    /// # Errors
    ///
    /// That Python is missing or too old, or that the packages cannot be installed.
    pub fn with_packages(lock: &Path, home: &Path) -> Result<Self, Error> {
        Self::installed(&Python::version()?, lock, home)
    }

    fn installed(version: &str, lock: &Path, home: &Path) -> Result<Self, Error> {
        let locked = fs::read_to_string(lock).map_err(Error::file(lock))?;
        let environment = Self::at(home);
        stamp::once(home, &format!("{version}\n{locked}"), || {
            Self::make(home)?;
            environment.install(lock)
        })?;
        Ok(environment)
    }

    fn install(&self, lock: &Path) -> Result<(), Error> {
        let mut pip = self.pip(&["install", "--require-hashes", "--requirement"]);
        program::run("installing the Python packages", pip.arg(lock)).map(drop)
    }

    fn at(home: &Path) -> Self {
        let interpreter = if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" };
        Self { home: home.to_owned(), interpreter: home.join(interpreter) }
    }

    /// A command that runs its interpreter.
    #[must_use]
    pub fn python(&self) -> Command {
        let mut command = Command::new(&self.interpreter);
        // No byte code beside the sources, and UTF-8 whatever the locale.
        command.args(["-B", "-X", "utf8"]);
        command
    }

    /// Where a tool of its packages is.
    #[must_use]
    pub fn tool(&self, name: &str) -> PathBuf {
        self.interpreter.with_file_name(format!("{name}{}", std::env::consts::EXE_SUFFIX))
    }

    fn pip(&self, arguments: &[&str]) -> Command {
        let mut command = self.python();
        command.args(["-m", "pip", "--quiet", "--disable-pip-version-check"]).args(arguments);
        command
    }
}
