//! The platforms that wheels and programs are built for.

use std::path::Path;

use serde::Deserialize;

use crate::error::Error;

/// The file that the workflow reads, too.
const FILE: &str = "packaging/platforms.json";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Platform {
    /// As rustc calls it.
    target: String,
    /// The machine that builds for it, as the repository's host calls it.
    #[serde(rename = "runner")]
    _runner: String,
}

/// The targets, as rustc calls them.
pub(super) fn targets(root: &Path) -> Result<Vec<String>, Error> {
    let path = root.join(FILE);
    let text = std::fs::read_to_string(&path).map_err(Error::file(&path))?;
    let platforms: Vec<Platform> = serde_json::from_str(&text).map_err(|found| Error::Content {
        path,
        expected: "a list of targets and runners",
        found: found.to_string(),
    })?;
    Ok(platforms.into_iter().map(|it| it.target).collect())
}
