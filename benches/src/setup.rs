//! Installs the peers, each in a folder of its own, on the first run and when its list of packages
//! or its language's version changes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Result;

/// The programs and lists of packages of the peers.
const SOURCES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/peers");

/// The command that runs a program of Node's peer.
///
/// # Errors
///
/// That Node.js is missing, or npm fails.
pub fn node(folder: &Path, program: &str) -> Result<Command> {
    let version = output(Command::new("node").arg("--version"))?;
    let (sources, home) = (Path::new(SOURCES).join("node"), folder.join("node"));
    let lock = fs::read_to_string(sources.join("package-lock.json"))?;
    install(&home, &format!("{version}\n{lock}"), || {
        for file in ["package.json", "package-lock.json"] {
            fs::copy(sources.join(file), home.join(file))?;
        }
        let options = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
        output(Command::new("npm").args(options).current_dir(&home)).map(drop)
    })?;
    // A module finds its packages from the folder that it stands in.
    for file in ["contract.mjs", program] {
        fs::copy(sources.join(file), home.join(file))?;
    }
    let mut command = Command::new("node");
    command.arg(home.join(program));
    Ok(command)
}

/// The command that runs a program of Python's peer.
///
/// # Errors
///
/// That Python is missing, or pip fails.
pub fn python(folder: &Path, program: &str) -> Result<Command> {
    let version = output(Command::new("python3").arg("--version"))?;
    let (sources, home) = (Path::new(SOURCES).join("python"), folder.join("python"));
    let requirements = sources.join("requirements.txt");
    let packages = fs::read_to_string(&requirements)?;
    let interpreter = home.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    install(&home, &format!("{version}\n{packages}"), || {
        output(Command::new("python3").args(["-m", "venv"]).arg(&home))?;
        let options = ["-m", "pip", "install", "--quiet", "--requirement"];
        output(Command::new(&interpreter).args(options).arg(&requirements)).map(drop)
    })?;
    let mut command = Command::new(interpreter);
    // No byte code beside the sources.
    command.arg("-B").arg(sources.join(program));
    Ok(command)
}

/// Runs `steps` in an empty folder, unless they have succeeded there for the same `recipe`.
fn install(home: &Path, recipe: &str, steps: impl FnOnce() -> Result<()>) -> Result<()> {
    let stamp: PathBuf = home.join("installed");
    if fs::read_to_string(&stamp).is_ok_and(|it| it == recipe) {
        return Ok(());
    }
    if home.exists() {
        fs::remove_dir_all(home)?;
    }
    fs::create_dir_all(home)?;
    steps()?;
    Ok(fs::write(stamp, recipe)?)
}

/// What a command prints; the last line of its complaint, if it fails.
/// What a program says, to its end.
///
/// # Errors
///
/// That it is missing, or the last thing that it complained of.
pub fn output(command: &mut Command) -> Result<String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command.output().map_err(|error| format!("{name}: {error}"))?;
    let [said, complaint] =
        [output.stdout, output.stderr].map(|it| String::from_utf8_lossy(&it).trim().to_owned());
    if output.status.success() {
        return Ok(said);
    }
    // Some programs complain where others answer.
    let last = complaint.lines().next_back().or(said.lines().next_back());
    Err(format!("{name}: {}", last.unwrap_or("it failed without a word")).into())
}
