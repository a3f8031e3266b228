//! A browser to judge in.

use std::path::{Path, PathBuf};

use crate::error::Error;

/// The names that Chromium and Chrome go by.
const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// The browser's program: what `CHROMIUM` says, or the first of its names on the path.
pub(crate) fn find() -> Result<PathBuf, Error> {
    let tool = "Chromium or Chrome";
    if let Some(named) = std::env::var_os("CHROMIUM") {
        let path = PathBuf::from(named);
        let found = format!("CHROMIUM says {}, which is no file", path.display());
        return if path.is_file() { Ok(path) } else { Err(Error::Tool { tool, found }) };
    }
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let programs = std::env::split_paths(&folders)
        .flat_map(|folder| NAMES.map(|name| folder.join(name)))
        .find(|path| Path::is_file(path));
    let found = "neither it nor the variable CHROMIUM that would name it was found".to_owned();
    programs.ok_or(Error::Tool { tool, found })
}
