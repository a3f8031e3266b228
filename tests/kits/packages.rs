//! The packages' own tests, and their way to somebody who has nothing but them.

use std::fs;
use std::path::Path;

use exact_schema_kits::environment::VirtualEnvironment;

use crate::{has_browser, has_clients, made, root, succeed};

#[test]
fn the_npm_package_passes_its_tests() {
    if !has_browser() {
        return;
    }
    let workshop = &made().workshop;
    succeed(workshop.point(
        &mut workshop.node.tests(&root().join("tests/kits/typescript"), "typescript").unwrap(),
    ));
}

#[test]
fn the_reference_page_passes_its_tests() {
    if !has_browser() {
        return;
    }
    let workshop = &made().workshop;
    succeed(workshop.point(
        &mut workshop.node.tests(&root().join("tests/kits/reference"), "reference").unwrap(),
    ));
}

#[test]
fn the_python_package_passes_its_tests() {
    if !has_clients() {
        return;
    }
    let workshop = &made().workshop;
    succeed(workshop.point(&mut workshop.python.tests(&root().join("tests/kits/python"))));
}

/// An environment of its own, into which pip brings the wheel and what it needs.
#[test]
fn the_wheel_works_in_an_empty_environment() {
    if !has_clients() {
        return;
    }
    let workshop = &made().workshop;
    let wheels = workshop.scratch("wheel");
    let wheel = workshop.python.wheel(&workshop.made("python"), &wheels).unwrap();
    let home = tempfile::tempdir().unwrap();
    let environment = VirtualEnvironment::make(home.path()).unwrap();
    let mut pip = environment.python();
    succeed(
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]).arg(wheel),
    );
    is_at_work(&environment, home.path());
}

/// The package that is installed reads, writes and refuses.
pub fn is_at_work(environment: &VirtualEnvironment, folder: &Path) {
    let program = folder.join("first.py");
    let text = "from export_bundles import ExportBundleRequest, Rejection, parse\n\
                request = parse(ExportBundleRequest, '{\"incident_id\": \"inc_17\"}')\n\
                print(request.model_dump_json())\n\
                try:\n    parse('ExportBundleRequest', '{\"incident_id\": 17}')\n\
                except Rejection as rejection:\n\
                \x20   print(rejection.violations[0].pointer, rejection.violations[0].keyword)\n";
    fs::write(&program, text).unwrap();
    let said = succeed(environment.python().arg(&program));
    let expected = "{\"incident_id\":\"inc_17\",\"bundle_type\":\"evidence\",\
                    \"include_raw_steps\":true}\n/incident_id type\n";
    assert_eq!(said.replace("\r\n", "\n"), expected);
}
