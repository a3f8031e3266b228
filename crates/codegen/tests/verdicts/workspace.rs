//! The crates that generated modules are compiled in.

use std::env;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::subject::Subject;

/// A crate takes modules until it has so many lines: what the compiler holds at a time grows with it.
const LINES: usize = 12_000;

/// A program that rules on the documents of one family of subjects, and the crates that it is made of.
pub struct Workspace {
    folder: PathBuf,
    family: String,
    /// Two runs at a time would overwrite each other's crates.
    _lock: File,
}

impl Workspace {
    /// Writes the crates, and builds them.
    pub fn build(family: &str, subjects: &[Subject]) -> Self {
        let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("verdicts");
        let folder = home.join(family);
        fs::create_dir_all(&folder).unwrap();
        let lock = File::create(home.join("lock")).unwrap();
        lock.lock().unwrap();
        write(&home.join("judging/Cargo.toml"), include_str!("crates/judging.toml"));
        write(&home.join("judging/src/lib.rs"), include_str!("crates/judging.rs"));
        let workspace = Self { folder, family: family.to_owned(), _lock: lock };
        workspace.write(subjects);
        workspace.compile();
        workspace
    }

    /// The folder of the crates, and of what the program reads and writes.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The program.
    pub fn program(&self) -> Command {
        Command::new(target().join("debug").join(format!("judge-{}", self.family)))
    }

    fn write(&self, subjects: &[Subject]) {
        let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap();
        let path = workspace.to_string_lossy().replace('\\', "/");
        let manifest =
            |text: &str, name: &str| text.replace("{workspace}", &path).replace("{name}", name);
        let parts = parts(subjects);
        let (mut dependencies, mut names) = (String::new(), Vec::new());
        for (number, part) in parts.iter().enumerate() {
            let name = format!("{}-{number}", self.family);
            let folder = self.folder.join("parts").join(&name);
            write(&folder.join("Cargo.toml"), &manifest(include_str!("crates/part.toml"), &name));
            write_part(&folder.join("src"), part);
            writeln!(dependencies, "{name} = {{ path = \"../parts/{name}\" }}").unwrap();
            names.push(name);
        }
        keep(&self.folder.join("parts"), &names);
        let judge = manifest(include_str!("crates/judge.toml"), &format!("judge-{}", self.family));
        let judge = judge.replace("{parts}", &dependencies);
        write(&self.folder.join("judge/Cargo.toml"), &judge);
        let parts: String =
            names.iter().map(|it| format!("{}::JUDGES, ", it.replace('-', "_"))).collect();
        let main = format!("fn main() {{\n    judging::main(&[{parts}]);\n}}\n");
        write(&self.folder.join("judge/src/main.rs"), &main);
        write(&self.folder.join("Cargo.toml"), include_str!("crates/workspace.toml"));
        fs::copy(workspace.join("Cargo.lock"), self.folder.join("Cargo.lock")).unwrap();
    }

    fn compile(&self) {
        let cargo = |network: &[&str]| {
            let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
            Command::new(cargo)
                .args(["build", "--quiet", "--keep-going"])
                .args(network)
                .current_dir(&self.folder)
                .env("CARGO_TARGET_DIR", target())
                .output()
                .unwrap()
        };
        // The lock file names what the workspace has already fetched; if that is not all of it, the
        // second try fetches the rest.
        let mut built = cargo(&["--offline"]);
        if String::from_utf8_lossy(&built.stderr).contains("--offline") {
            built = cargo(&[]);
        }
        let errors = String::from_utf8_lossy(&built.stderr);
        let shown: String = errors.lines().take(400).map(|line| format!("{line}\n")).collect();
        assert!(built.status.success(), "{} does not compile:\n{shown}", self.folder.display());
    }
}

/// The subjects of each crate.
fn parts(subjects: &[Subject]) -> Vec<Vec<&Subject>> {
    let mut parts: Vec<Vec<&Subject>> = Vec::new();
    let mut room = 0;
    for module in subjects.chunk_by(|one, other| one.module == other.module) {
        let lines = module[0].source.lines().count();
        if lines > room || parts.is_empty() {
            parts.push(Vec::new());
            room = LINES;
        }
        room = room.saturating_sub(lines);
        parts.last_mut().unwrap().extend(module);
    }
    parts
}

fn write_part(source: &Path, subjects: &[&Subject]) {
    let mut library = String::from("#![deny(warnings, missing_docs)]\n#![doc = \"Generated.\"]\n");
    let mut judges = String::new();
    let mut files = vec!["lib.rs".to_owned()];
    for module in subjects.chunk_by(|one, other| one.module == other.module) {
        let (name, text) = (&module[0].module, &module[0].source);
        writeln!(library, "#[doc = \"A subject.\"]\npub mod {name};").unwrap();
        files.push(format!("{name}.rs"));
        write(&source.join(format!("{name}.rs")), text);
    }
    for subject in subjects {
        let (name, kind) = (&subject.name, format!("{}::{}", subject.module, subject.type_name()));
        writeln!(judges, "    ({name:?}, judging::judge::<{kind}>, judging::schema::<{kind}>),")
            .unwrap();
    }
    // A static, and no const: what it takes is compiled here, and not where it is used.
    let about = "/// How each type judges, deprecated ones, too.\n#[allow(deprecated)]";
    writeln!(library, "{about}\npub static JUDGES: &[judging::Judge] = &[\n{judges}];").unwrap();
    write(&source.join("lib.rs"), &library);
    keep(source, &files);
}

/// Writes a file unless it says the same already, so that nothing is built twice.
fn write(path: &Path, text: &str) {
    if fs::read_to_string(path).is_ok_and(|found| found == text) {
        return;
    }
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Removes what an earlier run has left in a folder.
fn keep(folder: &Path, names: &[String]) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if names.iter().any(|it| path.ends_with(it)) {
            continue;
        }
        if path.is_dir() {
            fs::remove_dir_all(path).unwrap();
        } else {
            fs::remove_file(path).unwrap();
        }
    }
}

/// The folder that the workspace is built in; the crates share what is built there.
fn target() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap().to_owned()
}
