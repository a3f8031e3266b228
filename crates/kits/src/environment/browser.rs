//! A browser to judge in.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::error::Error;

/// The names that Chromium, Chrome and Edge go by on the path.
const NAMES: [&str; 6] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "microsoft-edge-stable",
];

/// Where they are in a folder that programs are installed in, on Linux, macOS and Windows.
const PLACES: [&str; 10] = [
    "google/chrome/chrome",
    "chromium/chromium",
    "microsoft/msedge/msedge",
    "bin/chromium",
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Chromium.app/Contents/MacOS/Chromium",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "Google/Chrome/Application/chrome.exe",
    "Chromium/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
];

/// The folders that programs are installed in, on Linux and macOS.
const FOLDERS: [&str; 5] = ["/opt", "/usr/lib", "/usr/lib64", "/snap", "/Applications"];

/// The variables that name such a folder: of a person on macOS, and those of Windows.
const VARIABLES: [(&str, &str); 4] = [
    ("HOME", "Applications"),
    ("ProgramFiles", ""),
    ("ProgramFiles(x86)", ""),
    ("LocalAppData", ""),
];

/// What it is called where it is missing.
pub const BROWSER: &str = "Chromium, Chrome or Edge";

/// The browser's program: what `CHROMIUM` says, or the first that is found on the path or in its usual places.
///
/// # Errors
///
/// That there is none, or that `CHROMIUM` names no file.
pub(super) fn look() -> Result<PathBuf, Error> {
    find_in(&|name| env::var_os(name), &FOLDERS)
}

/// The browser, where there is one. A person goes without; a check, which has `CI`, does not.
///
/// # Errors
///
/// That `CHROMIUM` names no file, or that a check finds none.
pub(crate) fn find() -> Result<Option<PathBuf>, Error> {
    let is_asked_for = |name| env::var_os(name).is_some_and(|it| !it.is_empty());
    match look() {
        Err(error) if is_asked_for("CHROMIUM") || is_asked_for("CI") => Err(error),
        found => Ok(found.ok()),
    }
}

/// [`look`], in an environment and folders of programs.
fn find_in(
    variable: &dyn Fn(&str) -> Option<OsString>,
    folders: &[&str],
) -> Result<PathBuf, Error> {
    let missing = |found: String| Error::Tool { tool: BROWSER, found };
    if let Some(named) = variable("CHROMIUM").filter(|it| !it.is_empty()) {
        let path = PathBuf::from(named);
        let found = format!("CHROMIUM says {}, which is no file", path.display());
        return if path.is_file() { Ok(path) } else { Err(missing(found)) };
    }
    let path = variable("PATH").unwrap_or_default();
    let searched = env::split_paths(&path).flat_map(|folder| NAMES.map(|name| folder.join(name)));
    let folders = folders.iter().map(PathBuf::from);
    let named =
        VARIABLES.iter().filter_map(|(name, below)| Some(Path::new(&variable(name)?).join(below)));
    let usual = folders.chain(named).flat_map(|folder| PLACES.map(|place| folder.join(place)));
    let none = "none was found on the path, in the usual places, or by the variable CHROMIUM";
    searched.chain(usual).find(|it| it.is_file()).ok_or_else(|| missing(none.to_owned()))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn touch(path: &Path) {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "").unwrap();
    }

    #[test]
    fn it_is_found_by_variable_path_and_place() {
        let home = tempfile::tempdir().unwrap();
        let home = home.path();
        let at = |name: &str| home.join(name);
        let folder = at("opt").display().to_string();
        let found = |variables: &[(&str, PathBuf)]| {
            let variable = |name: &str| {
                let found = variables.iter().find(|(it, _)| *it == name);
                found.map(|(_, path)| path.clone().into_os_string())
            };
            find_in(&variable, &[folder.as_str()])
        };
        let is_at = |variables: &[(&str, PathBuf)], place: &str| {
            assert_eq!(found(variables).unwrap(), at(place));
        };
        let none = found(&[("PATH", at("bin"))]).unwrap_err().to_string();
        assert!(none.contains("need Chromium, Chrome or Edge, and none was found"), "{none}");

        touch(&at("local/Microsoft/Edge/Application/msedge.exe"));
        let windows = [("PATH", at("bin")), ("LocalAppData", at("local"))];
        is_at(&windows, "local/Microsoft/Edge/Application/msedge.exe");
        touch(&at("home/Applications/Chromium.app/Contents/MacOS/Chromium"));
        let mac = [("HOME", at("home"))];
        is_at(&mac, "home/Applications/Chromium.app/Contents/MacOS/Chromium");
        touch(&at("opt/google/chrome/chrome"));
        is_at(&mac, "opt/google/chrome/chrome");
        touch(&at("bin/microsoft-edge"));
        is_at(&[("PATH", at("bin"))], "bin/microsoft-edge");
        touch(&at("bin/chromium"));
        is_at(&[("PATH", at("bin"))], "bin/chromium");
        let named = [("PATH", at("bin")), ("CHROMIUM", at("opt/google/chrome/chrome"))];
        is_at(&named, "opt/google/chrome/chrome");
        let wrong = found(&[("PATH", at("bin")), ("CHROMIUM", at("nowhere"))]).unwrap_err();
        assert!(wrong.to_string().contains("CHROMIUM says"), "{wrong}");
    }
}
