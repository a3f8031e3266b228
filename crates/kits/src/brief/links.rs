//! What a registry shows beside a package: where its source is, and what else is there.

use serde::Serialize;

/// The forge of which it is known where things are.
const FORGE: &str = "https://github.com/";

/// Addresses for people.
#[derive(Debug, Serialize)]
pub(super) struct Links {
    repository: String,
    homepage: String,
    /// Where faults are told.
    issues: Option<String>,
    changelog: Option<String>,
}

impl Links {
    pub(super) fn of(repository: &str) -> Self {
        let within =
            |path: &str| repository.starts_with(FORGE).then(|| format!("{repository}{path}"));
        Self {
            repository: repository.to_owned(),
            homepage: within("#readme").unwrap_or_else(|| repository.to_owned()),
            issues: within("/issues"),
            changelog: within("/blob/HEAD/CHANGELOG.md"),
        }
    }
}
