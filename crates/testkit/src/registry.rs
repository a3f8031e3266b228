//! Packages of registries, unpacked: what somebody else has published, as it is. Each is fetched once, into a folder of its
//! own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The sources of a package of PyPI, such as `jsonschema==4.25.0`, in a folder within `home`.
///
/// # Panics
///
/// If they are not there and cannot be fetched.
#[must_use]
pub fn pypi_sources(home: &Path, package: &str) -> PathBuf {
    let download = ["download", "-q", "--no-deps", "--no-binary", ":all:", package];
    fetched(home, package, python(&["-m", "pip"]).args(download))
}

/// What the wheel of a package of PyPI holds, such as `cyclonedx-python-lib==11.12.0`, in a folder within `home`.
///
/// # Panics
///
/// If it is not there and cannot be fetched.
#[must_use]
pub fn pypi_wheel(home: &Path, package: &str) -> PathBuf {
    let download = ["download", "-q", "--no-deps", "--only-binary", ":all:", package];
    fetched(home, package, python(&["-m", "pip"]).args(download))
}

/// What a package of npm holds, such as `cloudevents@10.0.0`, in a folder within `home`.
///
/// # Panics
///
/// If it is not there and cannot be fetched.
#[must_use]
pub fn npm(home: &Path, package: &str) -> PathBuf {
    fetched(home, package, node("npm").args(["pack", "--silent", package]))
}

/// One file of a package of npm, such as `vega@6.0.0`, whose archive has that SHA-256, within `home`.
///
/// # Panics
///
/// If it is not there and cannot be fetched, or the archive is another one.
#[must_use]
pub fn npm_file(home: &Path, package: &str, file: &str, sha256: &str) -> PathBuf {
    let plain = |text: &str| text.replace(['@', '/'], "-").trim_start_matches('-').to_owned();
    let target = home.join(format!("{}-{}", plain(package), plain(file)));
    if target.is_file() {
        return target;
    }
    let scratch = home.join(format!("{}.{}.part", plain(package), std::process::id()));
    fs::create_dir_all(&scratch).unwrap();
    succeed(node("npm").args(["pack", "--silent", package]).current_dir(&scratch));
    let archive = fs::read_dir(&scratch).unwrap().next().unwrap().unwrap().path();
    let part = scratch.join("part");
    let extract = python(&["-c", include_str!("extract.py")]);
    succeed({ extract }.arg(&archive).args([sha256, file]).arg(&part));
    fs::rename(part, &target).unwrap();
    fs::remove_dir_all(scratch).unwrap();
    target
}

/// A folder within `home` where packages of npm, such as `ajv@8.20.0`, are installed with what they depend on.
///
/// # Panics
///
/// If they are not there and cannot be fetched.
#[must_use]
pub fn npm_installed(home: &Path, name: &str, packages: &[&str]) -> PathBuf {
    let folder = home.join(name);
    if !folder.join("node_modules").is_dir() {
        fs::create_dir_all(&folder).unwrap();
        let install =
            ["install", "--silent", "--no-audit", "--no-fund", "--no-save", "--prefix", "."];
        succeed(node("npm").args(install).args(packages).current_dir(&folder));
    }
    folder
}

/// The folder of what is in the one archive that `fetch` leaves where it is run.
fn fetched(home: &Path, package: &str, fetch: &mut Command) -> PathBuf {
    let name = package.replace("==", "-").replace(['@', '/'], "-");
    let folder = home.join(name.trim_start_matches('-'));
    if folder.is_dir() {
        return folder;
    }
    let scratch = home.join(format!("{name}.{}.part", std::process::id()));
    fs::create_dir_all(&scratch).unwrap();
    succeed(fetch.current_dir(&scratch));
    let archive = fs::read_dir(&scratch).unwrap().next().unwrap().unwrap().path();
    let zipped = archive.extension().is_some_and(|it| it == "whl" || it == "zip");
    let unpack = if zipped { "zipfile" } else { "tarfile" };
    succeed(python(&["-m", unpack, "-e"]).arg(&archive).arg(&scratch));
    fs::remove_file(archive).unwrap();
    // Another process may have been quicker.
    let _ = fs::rename(&scratch, &folder);
    folder
}

fn node(program: &str) -> Command {
    Command::new(if cfg!(windows) { format!("{program}.cmd") } else { program.to_owned() })
}

fn python(arguments: &[&str]) -> Command {
    let mut python = Command::new(if cfg!(windows) { "python" } else { "python3" });
    python.args(arguments);
    python
}

fn succeed(command: &mut Command) {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
}
