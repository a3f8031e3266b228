//! The tools in JavaScript: what they look at is told them by where it is.

use std::fs;

use exact_schema_testkit::tools::JAVA;

use super::{description, here, tools};
use crate::exports::service::Service;
use crate::{has_clients, made, root, succeed};

#[test]
fn tools_in_javascript_take_what_is_published() {
    if !has_clients() {
        return;
    }
    let workshop = &made().workshop;
    let sidecar = workshop.scratch("sidecar.json");
    fs::write(&sidecar, Service::sidecar().description()).unwrap();
    let mut tests = tools().node.tests(&here(), "ecosystem").unwrap();
    tests.env("SERVICE", description()).env("SIDECAR", sidecar);
    tests.env("SERVICE_IN_3_0", root().join("generated/openapi-3.0.json"));
    if JAVA.is_there() {
        tests.env("GENERATOR", tools().python.tool("openapi-generator-cli"));
    }
    succeed(workshop.point(&mut tests));
}
