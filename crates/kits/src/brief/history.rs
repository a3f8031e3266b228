//! What every release changed, and whom it left behind.

use std::fs;
use std::path::Path;

use exact_schema_compat::{Document, Options, TypeReport, Verdict, compare_all, load};
use semver::Version;
use serde::Serialize;

use crate::error::Error;

/// A release of the contract.
#[derive(Debug, Serialize)]
pub(super) struct Release {
    version: String,
    /// As the change log has it.
    date: Option<String>,
    /// What the change log says of the contract, one entry each, in Markdown.
    changes: Vec<String>,
    types: Vec<TypeHistory>,
}

/// A type, compared with the release before.
#[derive(Debug, Serialize)]
struct TypeHistory {
    title: String,
    /// Whether it reads what the release before wrote: `compatible`, `breaking`, `undetermined`;
    /// `first` where there is none before.
    reads_older: &'static str,
    /// Whether the release before reads what it writes.
    older_read: &'static str,
}

/// The releases in a folder, the newest first. There is no folder before the first one.
pub(super) fn releases(folder: &Path, changelog: &Path) -> Result<Vec<Release>, Error> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let log = fs::read_to_string(changelog).map_err(Error::file(changelog))?;
    let mut versions = Vec::new();
    for entry in fs::read_dir(folder).map_err(Error::file(folder))? {
        let path = entry.map_err(Error::file(folder))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if let Ok(version) = Version::parse(&name) {
            versions.push((version, path));
        }
    }
    versions.sort();
    let mut releases = Vec::new();
    let mut before: Option<Vec<Document>> = None;
    for (version, path) in versions {
        let schemas = accepted(&path)?;
        let (date, changes) = entry(&log, &version.to_string());
        releases.push(Release {
            version: version.to_string(),
            date,
            changes,
            types: histories(before.as_deref(), &schemas),
        });
        before = Some(schemas);
    }
    releases.reverse();
    Ok(releases)
}

/// The schemas of what a release reads; what it writes stands in a folder of its own.
fn accepted(release: &Path) -> Result<Vec<Document>, Error> {
    let schemas = load(release).map_err(|why| Error::Program {
        what: format!("reading {}", release.display()),
        complaint: why.to_string(),
    })?;
    Ok(schemas.into_iter().filter(|it| !it.name().contains('/')).collect())
}

fn histories(before: Option<&[Document]>, schemas: &[Document]) -> Vec<TypeHistory> {
    let title = |schema: &Document| {
        schema.schema()["title"].as_str().map_or_else(|| schema.name().to_owned(), str::to_owned)
    };
    let report = before.map(|before| compare_all(before, schemas, &Options::default()));
    let verdict = |verdict: Option<&Verdict>| verdict.map_or("undetermined", Verdict::name);
    let history = |schema: &Document| {
        let is_it = |it: &&TypeReport| it.name == schema.name();
        let known = before.is_some_and(|it| it.iter().any(|older| older.name() == schema.name()));
        let report = report.iter().flat_map(|it| &it.types).find(is_it).filter(|_| known);
        TypeHistory {
            title: title(schema),
            reads_older: report.map_or("first", |it| verdict(it.backward.as_ref())),
            older_read: report.map_or("first", |it| verdict(it.forward.as_ref())),
        }
    };
    let mut histories: Vec<_> = schemas.iter().map(history).collect();
    histories.sort_by(|one, other| one.title.cmp(&other.title));
    histories
}

/// The date of a version and what stands under its `### Contract`.
fn entry(log: &str, version: &str) -> (Option<String>, Vec<String>) {
    let mut date = None;
    let mut changes: Vec<String> = Vec::new();
    let (mut in_version, mut in_contract) = (false, false);
    for line in log.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            let rest = heading.strip_prefix(&format!("[{version}]"));
            in_version = rest.is_some();
            if let Some(rest) = rest {
                date = rest.trim().strip_prefix("- ").map(str::to_owned);
            }
        } else if let Some(heading) = line.strip_prefix("### ") {
            in_contract = in_version && heading.trim() == "Contract";
        } else if !in_version || !in_contract {
        } else if let Some(change) = line.strip_prefix("- ") {
            changes.push(change.trim().to_owned());
        } else if let (Some(last), false) = (changes.last_mut(), line.trim().is_empty()) {
            last.push(' ');
            last.push_str(line.trim());
        }
    }
    (date, changes)
}

#[cfg(test)]
mod tests {
    use super::entry;

    #[test]
    fn an_entry_may_run_over_lines() {
        let log = "# Changelog\n\n## [1.1.0] - 2027-01-02\n\n### Added\n\n- a tool\n\n\
                   ### Contract\n\n- `A` has\n  a colour.\n- `B`\n\n## [1.0.0] - 2026-01-02\n\n\
                   ### Contract\n\n- all\n";
        let (date, changes) = entry(log, "1.1.0");
        assert_eq!(date.as_deref(), Some("2027-01-02"));
        assert_eq!(changes, ["`A` has a colour.", "`B`"]);
        assert_eq!(entry(log, "2.0.0"), (None, Vec::new()));
    }
}
