//! What the service says of itself, held against what it does, by schemathesis.

use std::fs;
use std::process::Command;

use super::scripts;
use super::service::{Service, TENANT};
use crate::{has_clients, made, succeed};

/// What `openapi.json` allows is answered as it says, and what it does not allow is refused as it says.
#[test]
fn the_service_does_what_its_description_says() {
    if !has_clients() {
        return;
    }
    let service = Service::start();
    succeed(&mut tester(&service));
}

/// The tester can find something.
#[test]
fn a_service_that_asks_nobody_for_a_token_is_found_out() {
    if !has_clients() {
        return;
    }
    let service = Service::start_with(&["--open", TENANT]);
    let mut tester = tester(&service);
    tester.args(["--phases", "examples", "--include-operation-id", "createExport"]);
    let output = tester.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("API accepts requests without authentication: 1"), "{said}");
}

/// The tester, with a token and an incident to ask about.
fn tester(service: &Service) -> Command {
    let token = service.token("write", &[]);
    service.put_examples(&token);
    let workshop = &made().workshop;
    let folder = workshop.scratch("schemathesis");
    fs::create_dir_all(&folder).unwrap();
    let mut tester = Command::new(workshop.python.tool("schemathesis"));
    tester.arg("--config-file").arg(scripts().join("schemathesis.toml")).arg("--no-color");
    tester.args(["run", &format!("{}/openapi.json", service.url())]);
    tester.current_dir(folder).env("TOKEN", token);
    tester
}
