//! What was released stays as it was: a later change belongs below `[Unreleased]`.

use std::path::Path;
use std::process::Command;

use semver::Version;

use super::changelog::Changelog;
use crate::error::Error;
use crate::program;

/// The releases whose section in the change log is another than when they were made.
pub(super) fn faults(root: &Path, changelog: &Changelog) -> Result<Vec<String>, Error> {
    let mut faults = Vec::new();
    for version in changelog.versions() {
        let Some(commit) = commit(root, &version)? else { continue };
        let then = git(root, &["show", &format!("{commit}:CHANGELOG.md")])?;
        let then = Changelog::parse(&then);
        if let (Some(then), Some(now)) = (then.of(&version), changelog.of(&version))
            && then.text.trim() != now.text.trim()
        {
            faults.push(format!(
                "CHANGELOG.md: the section of {version} is another than in {commit}, which released it; \
                 what came later belongs below [Unreleased]"
            ));
        }
    }
    Ok(faults)
}

/// The commit that released a version: that of its tag, or else the one that froze the contract. None where the
/// history does not reach so far.
fn commit(root: &Path, version: &Version) -> Result<Option<String>, Error> {
    let tag = format!("v{version}");
    if !git(root, &["tag", "--list", &tag])?.is_empty() {
        return Ok(Some(tag));
    }
    let index = format!("schemas/released/{version}/index.json");
    let found = git(root, &["log", "--diff-filter=A", "--format=%h", "--", &index])?;
    Ok(found.lines().last().map(str::to_owned))
}

fn git(root: &Path, arguments: &[&str]) -> Result<String, Error> {
    program::run(Command::new("git").args(arguments).current_dir(root))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use exact_schema_testkit::tools;

    use super::*;

    fn log(unreleased: &str, released: &str) -> String {
        format!(
            "# Changelog\n\n## [Unreleased]\n\n{unreleased}\n\n## [1.0.0] - 2026-11-23\n\n{released}\n"
        )
    }

    #[test]
    fn what_was_added_to_a_release_afterwards_is_named() {
        if !tools::GIT.is_there() {
            return;
        }
        let home = tempfile::tempdir().unwrap();
        let root = home.path();
        let commit = |text: &str| {
            fs::write(root.join("CHANGELOG.md"), text).unwrap();
            git(root, &["add", "."]).unwrap();
            let author = ["-c", "user.name=A", "-c", "user.email=a@example.org"];
            git(root, &[&author[..], &["commit", "--quiet", "--message", "Change"]].concat())
                .unwrap();
        };
        let found = |text: &str| faults(root, &Changelog::parse(text)).unwrap();
        git(root, &["init", "--quiet"]).unwrap();
        commit(&log("", "- First."));
        let grown = log("- Second.", "- First.\n- Third.");
        assert_eq!(found(&grown), [""; 0], "nothing says when it was released");

        let folder = root.join("schemas/released/1.0.0");
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("index.json"), "{}\n").unwrap();
        commit(&log("", "- First."));
        assert_eq!(found(&log("- Second.", "- First.")), [""; 0]);
        assert!(found(&grown)[0].contains("the section of 1.0.0 is another than in"));

        commit(&grown);
        git(root, &["tag", "v1.0.0"]).unwrap();
        assert_eq!(found(&grown), [""; 0], "the tag says when");
        assert!(found(&log("", "- First."))[0].contains("than in v1.0.0, which released it"));
    }
}
