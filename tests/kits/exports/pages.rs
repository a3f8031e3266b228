//! The pages, in a browser.

use std::fs;
use std::process::Command;

use export_bundles_document::visible;
use serde_json::{Value, json};

use super::scripts;
use super::service::{Service, TENANT, example};
use crate::{has_browser, made, succeed};

/// What others have written, and what stays text wherever it is shown.
const HOSTILE: &str = "<script>globalThis.pwned=1</script>\"'><img src=x onerror=pwned=2> \u{202e}txt.exe\u{2066} 🧨&amp;";

#[test]
fn people_find_bundles_and_what_proves_them() {
    if !has_browser() {
        return;
    }
    let service = Service::start();
    let write = service.token("write", &["--comment", &format!("{HOSTILE}\nforged")]);
    service.put_examples(&write);
    let incident = example("incident")["id"].clone();
    let export = |incident: &Value, kind: &str| {
        service.export(&write, &json!({"incident_id": incident, "bundle_type": kind}))
    };
    let first = export(&incident, "evidence");
    let reviewed = export(&incident, "soc2");
    let last = export(&incident, "executive_debrief");
    put_hostile(&service, &write);
    let hostile = export(&json!(HOSTILE), "evidence");

    let from = reviewed["created_at"].as_str().unwrap();
    let to = last["created_at"].as_str().unwrap();
    let asked = json!({
        "address": service.url(),
        "tenant": TENANT,
        "token": service.token("read", &[]),
        "audit": service.token("audit", &["--from", from, "--to", to]),
        "incident": incident,
        "first": first["bundle_id"],
        "reviewed": reviewed["bundle_id"],
        "last": last["bundle_id"],
        "hostile": hostile["bundle_id"],
        "text": HOSTILE,
        "visible": visible(HOSTILE),
    });
    let workshop = &made().workshop;
    let list = workshop.scratch("exports-pages.json");
    fs::write(&list, asked.to_string()).unwrap();
    let mut node = Command::new("node");
    node.arg(scripts().join("pages.mjs")).arg(workshop.scratch("node")).arg(&list);
    let wrong = succeed(workshop.point_browser(&mut node));
    assert!(wrong.is_empty(), "{wrong}");

    let tokens = service.tokens();
    assert!(tokens.contains(&format!("{HOSTILE} forged\n")), "{tokens}");
    assert_eq!(tokens.lines().count(), 3, "{tokens}");
}

/// An incident whose names are hostile wherever a name may be.
fn put_hostile(service: &Service, token: &str) {
    let name: String = HOSTILE.bytes().map(|it| format!("%{it:02X}")).collect();
    let with = |kind: &str, members: &[&str]| {
        let mut document = example(kind);
        for member in members {
            document[*member] = json!(HOSTILE);
        }
        document
    };
    let incident = with("incident", &["id", "source_run_id", "policy_name"]);
    service.put(token, &format!("/v1/incidents/{name}"), &incident);
    service.put(token, &format!("/v1/runs/{name}"), &with("run", &["run_id", "goal"]));
    let trace = with("trace", &["trace_id", "run_id"]);
    service.put(token, &format!("/v1/traces/{name}"), &trace);
}
