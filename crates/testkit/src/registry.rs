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
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    fetched(home, package, Command::new(npm).args(["pack", "--silent", package]))
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

fn python(arguments: &[&str]) -> Command {
    let mut python = Command::new(if cfg!(windows) { "python" } else { "python3" });
    python.args(arguments);
    python
}

fn succeed(command: &mut Command) {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
}
