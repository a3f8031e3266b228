//! The place where clients are made and tried: tools, what was made, and where it is installed.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use exact_schema_manifest::Manifest;

use crate::core;
use crate::environment::{Node, Python, browser, folder, program, python};
use crate::error::Error;

/// The folder of the makers and judges, which this crate ships.
const MAKERS: &str = env!("CARGO_MANIFEST_DIR");

/// The tools of the client languages, and a folder to work in that nobody else works in meanwhile.
#[derive(Debug)]
pub struct Workshop {
    /// Node.js and the scripts that run in it.
    pub node: Node,
    /// Python and the scripts that run in it.
    pub python: Python,
    browser: Option<PathBuf>,
    work: PathBuf,
    /// Locked for as long as it is open.
    _lock: File,
}

impl Workshop {
    /// Sets everything up below `work` from the lock files of this crate; what is there already is
    /// used. Waits for another process that works there.
    ///
    /// # Errors
    ///
    /// That a tool is missing or too old (no browser is missed but where `CI` is set), or that its packages cannot be installed.
    pub fn open(work: &Path) -> Result<Self, Error> {
        // What is missing is told before anything is waited for.
        let (node, python) = (Node::version()?, Python::version()?);
        let browser = browser::find()?;
        fs::create_dir_all(work).map_err(Error::file(work))?;
        // Programs run in folders of their own; a relative path would lead them astray.
        let work = work.canonicalize().map_err(Error::file(work))?;
        let makers = Path::new(MAKERS);
        let place = work.join("lock");
        let lock = File::create(&place).map_err(Error::file(&place))?;
        lock.lock().map_err(Error::file(&place))?;
        let node = Node::prepare(&node, makers, &work)?;
        let python = Python::prepare(&python, makers, &work)?;
        Ok(Self { node, python, browser, work, _lock: lock })
    }

    /// The folder of what was made last: `typescript`, `python`, `reference`.
    #[must_use]
    pub fn made(&self, package: &str) -> PathBuf {
        self.work.join("made").join(package)
    }

    /// A file or folder to work with.
    #[must_use]
    pub fn scratch(&self, name: &str) -> PathBuf {
        self.work.join(name)
    }

    /// A project of Node.js that has nothing but the npm package installed.
    #[must_use]
    pub fn project(&self) -> PathBuf {
        self.work.join("project")
    }

    /// Whether there is a browser.
    #[must_use]
    pub fn has_browser(&self) -> bool {
        self.browser.is_some()
    }

    /// Adds to `command` where the browser is, if there is one.
    pub fn point_browser<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        match &self.browser {
            Some(browser) => command.env("CHROMIUM", browser),
            None => command,
        }
    }

    /// Adds to `command` where the browser and the made packages are.
    pub fn point<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        self.point_browser(command)
            .env("KITS", MAKERS)
            .env("KITS_NPM", self.made("typescript"))
            .env("KITS_PAGE", self.made("reference"))
            .env("KITS_PYPI", self.made("python"))
            .env("KITS_BRIEF", self.brief())
            .env("PYRIGHT", self.node.tool("pyright"))
    }

    /// Makes `command` find the package with the core before the one without, which is installed.
    pub fn prefer_compiled<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command.env("PYTHONPATH", self.compiled_site())
    }

    /// The wheel of the package with the core that the judges find.
    ///
    /// # Errors
    ///
    /// That there is none.
    pub fn installed_wheel(&self) -> Result<PathBuf, Error> {
        python::built("maturin build", &self.compiled_wheels())
    }

    fn compiled_wheels(&self) -> PathBuf {
        self.work.join("compiled-wheels")
    }

    fn compiled_site(&self) -> PathBuf {
        self.work.join("compiled-site")
    }

    pub(crate) fn brief(&self) -> PathBuf {
        self.work.join("brief.json")
    }

    /// Runs a maker, which writes a package into an empty folder; gives what it printed.
    pub(crate) fn make(&self, package: &str, maker: &mut Command) -> Result<String, Error> {
        let out = self.made(package);
        folder::empty(&out)?;
        let what = format!("making the {package} package");
        program::run(&what, self.point(maker).arg(&out))
    }

    /// Installs the made packages where the judges find them.
    pub(crate) fn install(&self) -> Result<(), Error> {
        self.node.install(&self.made("typescript"), &self.project())?;
        self.python.install(&self.made("python"), &self.work.join("wheels"))
    }

    /// Builds the PyPI package with the contract's core, and installs it apart from the one without.
    pub(crate) fn install_compiled(&self, contract: &Manifest, root: &Path) -> Result<(), Error> {
        let project = self.work.join("compiled");
        core::stage(contract, root, &self.made("python"), &project)?;
        // Beside the workshop is what cargo has built of the same crates already.
        let target = self.work.parent().unwrap_or(&self.work);
        let wheel = self.python.compiled_wheel(&project, target, &self.compiled_wheels())?;
        self.python.install_apart(&wheel, &self.compiled_site())
    }
}
