//! Reports as the tools of a review take them, of schemas as they were committed.

#![allow(clippy::expect_used, reason = "a test stops where it cannot go on")]

use std::{fs, path::Path, process::Command};

use exact_schema_compat::{
    Kind, Options, Report, compare_all, github, junit, load, load_revision, markdown, sarif,
};
use exact_schema_testkit::tools;
use serde_json::{Value, json};

const OLD: &str = r#"{
  "type": "object",
  "properties": {
    "state": {"enum": ["open", "50%, <lost>"]}
  }
}
"#;
const NEW: &str = r#"{
  "type": "object",
  "properties": {
    "state": {"enum": ["open"]},
    "note": {"type": "string"}
  }
}
"#;

fn git(folder: &Path, arguments: &[&str]) {
    let status = Command::new("git")
        .current_dir(folder)
        .args(["-c", "user.name=somebody", "-c", "user.email=somebody@example.org"])
        .args(["-c", "commit.gpgsign=false", "-c", "init.defaultBranch=main"])
        .args(arguments)
        .output()
        .expect("git")
        .status;
    assert!(status.success(), "git {arguments:?}");
}

/// A repository in which two versions were committed, the older one tagged; none where there is no Git.
fn repository() -> Option<tempfile::TempDir> {
    if !tools::GIT.is_there() {
        return None;
    }
    let folder = tempfile::tempdir().expect("a folder");
    git(folder.path(), &["init", "--quiet"]);
    fs::create_dir(folder.path().join("my schemas")).expect("a folder");
    let file = folder.path().join("my schemas/order, v1.schema.json");
    fs::write(folder.path().join("README"), "Schemas.").expect("a file");
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "--quiet", "--message", "Begin"]);
    git(folder.path(), &["tag", "empty"]);
    for (text, tag) in [(OLD, "1.0.0"), (NEW, "1.1.0")] {
        fs::write(&file, text).expect("a file");
        git(folder.path(), &["add", "."]);
        git(folder.path(), &["commit", "--quiet", "--message", tag]);
        git(folder.path(), &["tag", tag]);
    }
    fs::remove_file(&file).expect("no revision needs the file");
    Some(folder)
}

fn compared(old: &str, new: &str) -> Option<Report> {
    let repository = repository()?;
    let path = Path::new("my schemas");
    let [old, new] = [old, new]
        .map(|revision| load_revision(repository.path(), revision, path).expect("valid schemas"));
    Some(compare_all(&old, &new, &Options::default()))
}

#[test]
fn revisions_are_compared_without_being_checked_out() {
    let Some(report) = compared("1.0.0", "HEAD") else { return };
    let report = serde_json::to_value(report).expect("plain data");
    let breaks = &report["types"][0]["backward"]["breaks"];
    let changes: Vec<&Value> =
        breaks.as_array().expect("breaks").iter().map(|it| &it["changes"][0]).collect();
    let file = "my schemas/order, v1.schema.json";
    assert_eq!(
        changes[0],
        &json!({
            "old": "/properties/state/enum",
            "new": "/properties/state/enum",
            "old_place": {"revision": "1.0.0", "file": file, "line": 4, "column": 15},
            "new_place": {"revision": "HEAD", "file": file, "line": 4, "column": 15}
        })
    );
    assert_eq!(changes[1]["new_place"]["line"], 5);
    // What is not there any more would be among the properties.
    assert_eq!(changes[1]["old_place"]["line"], 3);
}

#[test]
fn a_schema_that_a_revision_lacks_was_added() {
    let Some(report) = compared("empty", "1.0.0") else { return };
    assert_eq!(report.verdict(), "breaking");
    let kinds: Vec<&str> = report.breaks().flat_map(|it| &it.kinds).map(|it| it.id()).collect();
    assert_eq!(kinds, ["type-added"]);
}

#[test]
fn an_unknown_revision_is_named() {
    let Some(repository) = repository() else { return };
    let loaded = load_revision(repository.path(), "no-such", Path::new("my schemas"));
    let error = loaded.expect_err("no such revision").to_string();
    assert!(error.starts_with("git rev-parse --verify no-such^{commit}: "), "{error}");
}

#[test]
fn github_shows_breaks_at_the_lines_that_changed() {
    let Some(report) = compared("1.0.0", "1.1.0") else { return };
    let text = github(&report);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(
        lines[0],
        "::error title=value-removed,file=my schemas/order%2C v1.schema.json,line=4,col=15::order, v1: \
         value-removed: the new schema rejects {\"state\":\"50%25, <lost>\"}; at /state: \
         \"50%25, <lost>\" is not one of \"open\""
    );
    let prefix = "::warning title=optional-property-added-to-open-object,\
                  file=my schemas/order%2C v1.schema.json,line=5,col=5::";
    assert!(lines[1].starts_with(prefix), "{}", lines[1]);
    assert_eq!(lines.len(), 2, "{text}");
}

#[test]
fn sarif_names_every_kind_as_a_rule() {
    let Some(mut report) = compared("1.0.0", "1.1.0") else { return };
    report.accept(&[Kind::named("value-removed").expect("a kind")]);
    let log: Value = serde_json::from_str(&sarif(&report)).expect("JSON");
    let run = &log["runs"][0];
    let rules: Vec<&Value> = run["tool"]["driver"]["rules"]
        .as_array()
        .expect("rules")
        .iter()
        .map(|it| &it["id"])
        .collect();
    let results = run["results"].as_array().expect("results");
    assert!(results.iter().all(|it| rules.contains(&&it["ruleId"])));
    assert_eq!(results[0]["level"], "note");
    assert_eq!(results[0]["suppressions"][0]["kind"], "external");
    assert_eq!(results[1]["level"], "warning");
    let place = &results[1]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "my%20schemas/order%2C%20v1.schema.json");
    assert_eq!(place["region"], json!({"startLine": 5, "startColumn": 5}));
}

#[test]
fn markdown_shows_what_is_rejected() {
    let Some(report) = compared("1.0.0", "1.1.0") else { return };
    let text = markdown(&report);
    for part in [
        "## Schemas: breaking\n\nRequired version bump: **major**\n",
        "| `order, v1` | breaking | compatible | major |\n",
        "### `order, v1`, backward: `value-removed`\n",
        "in `1.1.0:my schemas/order, v1.schema.json:4:15`\n",
        "```json\n{\n  \"state\": \"50%, <lost>\"\n}\n```\n",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
}

#[test]
fn junit_has_a_case_for_each_direction() {
    let Some(report) = compared("1.0.0", "1.1.0") else { return };
    let text = junit(&report);
    for part in [
        "<testsuite name=\"compat\" tests=\"2\" failures=\"1\" errors=\"0\">",
        "<testcase classname=\"order, v1\" name=\"backward\">\n      <failure message=\"breaking\">",
        "{&quot;state&quot;:&quot;50%, &lt;lost&gt;&quot;}",
        "<testcase classname=\"order, v1\" name=\"forward\"/>",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
}

#[test]
fn files_of_a_folder_have_their_paths() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/folders");
    let [old, new] = ["old", "new"].map(|name| load(&folder.join(name)).expect("valid schemas"));
    let report = compare_all(&old, &new, &Options::default());
    let place = report.breaks().find_map(|it| it.changes[0].new_place.clone()).expect("a place");
    let file = folder.join("new/common/scalars.schema.json").display().to_string();
    assert_eq!((place.file, place.line, place.column), (file, 5, 52));
}
