//! The PyPI package with its native core: it installs like the one without, and says the same.

use std::fs;
use std::process::Command;

use exact_schema_kits::environment::VirtualEnvironment;
use serde_json::{Value, json};

use crate::packages::is_at_work;
use crate::{has_clients, made, root, succeed};

#[test]
fn pip_chooses_the_wheel_with_the_core_and_it_works() {
    if !has_clients() {
        return;
    }
    let workshop = &made().workshop;
    let shelf = tempfile::tempdir().unwrap();
    let pure = workshop.python.wheel(&workshop.made("python"), &workshop.scratch("shelf")).unwrap();
    for wheel in [pure, workshop.installed_wheel().unwrap()] {
        fs::copy(&wheel, shelf.path().join(wheel.file_name().unwrap())).unwrap();
    }
    let home = tempfile::tempdir().unwrap();
    let environment = VirtualEnvironment::make(home.path()).unwrap();
    let mut pip = environment.python();
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--find-links"]);
    succeed(pip.arg(shelf.path()).arg("export-bundles"));
    succeed(environment.python().args(["-c", "import export_bundles._core"]));
    is_at_work(&environment, home.path());
}

#[test]
fn the_package_with_the_core_passes_the_tests_of_the_one_without() {
    if !has_clients() {
        return;
    }
    let workshop = &made().workshop;
    let mut tests = workshop.python.tests(&root().join("tests/kits/python"));
    // What is left out is about the project, and not about what is installed.
    let about_the_project = ["building", "judges", "maker", "readme", "schemas", "typing"]
        .map(|it| format!("--ignore=test_{it}.py"));
    succeed(workshop.prefer_compiled(workshop.point(tests.args(about_the_project))));
}

/// On every case of the corpus: the same model, written in the same bytes, or the same violations.
#[test]
fn with_and_without_the_core_the_same_is_said_of_the_corpus() {
    if !has_clients() {
        return;
    }
    let workshop = &made().workshop;
    let script = root().join("tests/kits/core/says.py");
    let ask = |command: &mut Command| -> Vec<Value> {
        let said = succeed(command.arg(workshop.scratch("corpus.ndjson")));
        said.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    };
    let python = || workshop.python.script(&script.to_string_lossy());
    let without = ask(&mut python());
    let with = ask(workshop.prefer_compiled(&mut python()));
    assert_eq!([&without[0], &with[0]], [&json!({"core": false}), &json!({"core": true})]);
    assert!(with.len() > 1_000, "{} answers", with.len());
    assert_eq!(with.len(), without.len());
    for (with, without) in with.iter().zip(&without).skip(1) {
        assert_eq!(with, without);
    }
}
