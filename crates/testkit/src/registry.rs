//! Packages of registries, unpacked: what somebody else has published, as it is. Each is fetched once, into a folder of its
//! own.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

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

/// The sources of a crate, such as `json-schema-diff@0.1.8`: where cargo keeps what it has fetched. A package within `home`
/// asks for it.
///
/// # Panics
///
/// If they are not there and cannot be fetched.
#[must_use]
pub fn crate_sources(home: &Path, of_rust: &str) -> PathBuf {
    let (name, version) = of_rust.split_once('@').unwrap();
    let folder = home.join(of_rust.replace('@', "-"));
    fs::create_dir_all(folder.join("src")).unwrap();
    fs::write(folder.join("src/lib.rs"), "").unwrap();
    let manifest = format!(
        "[package]\nname = \"asks-for-sources\"\nedition = \"2024\"\n\n[workspace]\n\n\
         [dependencies]\n{name} = {{ version = \"={version}\", default-features = false }}\n"
    );
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut metadata = Command::new(cargo);
    metadata.args(["metadata", "--format-version", "1"]).current_dir(&folder);
    let said: Value = serde_json::from_slice(&succeed(&mut metadata)).unwrap();
    let mut packages = said["packages"].as_array().unwrap().iter();
    let found = packages.find(|it| it["name"] == name).unwrap();
    let manifest = Path::new(found["manifest_path"].as_str().unwrap());
    manifest.parent().unwrap().to_owned()
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

/// What a program says that succeeds.
fn succeed(command: &mut Command) -> Vec<u8> {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}
