//! A platform that has nothing of ours but the description: a client made of it, and an SDK of OpenTelemetry.

use std::fs;
use std::process::Command;

use serde_json::{Value, json};

use super::scripts;
use super::service::{Service, TENANT, program};
use crate::{has_clients, made, root, succeed};

/// What the maker of clients does not make. OpenAPI 3.1 lets a body in Protobuf have no schema; that maker asks for
/// one, and leaves the operation out. It is the one that SDKs of OpenTelemetry are for.
const LEFT_OUT: &str = "WARNING parsing POST /v1/traces within sources.";

/// From an incident to bundles that verify as sound, signed and logged, without a line of ours in between.
#[test]
fn a_client_made_of_the_description_and_an_sdk_go_the_whole_way() {
    if !has_clients() {
        return;
    }
    let service = Service::start();
    let workshop = &made().workshop;
    let folder = tempfile::tempdir().unwrap();
    let place = |name: &str| folder.path().join(name);
    fs::write(place("generator.yaml"), "post_hooks: []\n").unwrap();
    let mut generator = Command::new(workshop.python.tool("openapi-python-client"));
    generator.args(["generate", "--meta", "none", "--path"]);
    generator.arg(root().join("generated/openapi.json"));
    generator.arg("--output-path").arg(place("exports_client"));
    generator.arg("--config").arg(place("generator.yaml"));
    let output = generator.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    let warnings: Vec<&str> = said.lines().filter(|it| it.starts_with("WARNING")).collect();
    assert_eq!((output.status.success(), &warnings[..]), (true, &[LEFT_OUT][..]), "{said}");

    let token = service.token("write", &[]);
    let run = |script: &str, more: &[&str]| {
        let mut python = workshop.python.script(&scripts().join(script).to_string_lossy());
        python.arg(service.url()).args(more).current_dir(&folder);
        succeed(python.env("PYTHONPATH", folder.path()).env("TOKEN", &token))
    };
    let saved = run("client.py", &[TENANT]);
    let saved: Vec<&str> = saved.lines().collect();
    assert_eq!(
        saved.len(),
        5,
        "{saved:?}: two of evidence, one of SOC 2 and its review, a debrief"
    );

    let mut verify = Command::new(program());
    verify.args(["verify", "--format", "json", "--trust", "trust.json"]).args(&saved);
    let verdicts = succeed(verify.current_dir(&folder));
    assert_eq!(verdicts.lines().count(), saved.len());
    for verdict in verdicts.lines() {
        let verdict: Value = serde_json::from_str(verdict).unwrap();
        let facts = ["/verdict", "/signatures/0/trusted", "/log/faults"];
        let facts = facts.map(|it| verdict.pointer(it).cloned().unwrap_or_default());
        assert_eq!(facts, [json!("sound"), json!(true), json!([])], "{verdict}");
    }

    service.expire();
    run("removed.py", &saved);
}
