//! What people send who mean no good, or do not know better.

use exact_schema_testkit::http::Connection;
use serde_json::{Value, json};

use crate::desk::{Desk, TENANT, escaped, is_problem, known, on_both};

/// Names that somebody could take for something else.
const NAMES: [&str; 12] = [
    "'; DROP TABLE bundles; --",
    "\" OR \"\"=\"",
    "1' UNION SELECT secret FROM tokens --",
    "%27%20OR%201=1",
    "../../etc/passwd",
    "inc_1/../inc_2",
    "$1",
    "?1 :a @b",
    "\\'; --",
    "<script>alert(1)</script>",
    "\u{202e}txt.exe \u{1f600}",
    "%s%n{}{0}",
];

#[test]
fn every_name_is_a_name_and_nothing_else() {
    on_both(|desk| {
        let service = desk.start_with_token();
        for name in NAMES {
            for (path, document) in known(name) {
                let answer = service.put(&path, &document);
                assert!(matches!(answer.status, 200 | 201), "{path}: {answer:?}");
            }
            let told = service.export(name, "evidence");
            assert_eq!(told.incident_id.as_ref().unwrap().as_str(), name);
            let list = service.get(&format!("/v1/bundles?incident_id={}", escaped(name)));
            let list: Value = serde_json::from_slice(&list.body).unwrap();
            assert_eq!(list["exports"].as_array().unwrap().len(), 1, "{name}");
            // As the id of a bundle it names none.
            for place in ["v1/bundles", "v1/receipts", "v1/log/proof", "v1/log/tombstone"] {
                is_problem(&service.get(&format!("/{place}/{}", escaped(name))), 404, "not-found");
            }
            let page = service.get(&format!("/?incident_id={}", escaped(name)));
            let page = String::from_utf8(page.body).unwrap();
            assert!(!page.contains("<script>alert"), "{page}");
        }
        assert_eq!(desk.run(&["exports", "fsck"]).code, 0);
    });
}

#[test]
fn guessed_ids_and_cursors_find_nothing() {
    let desk = Desk::in_a_file();
    let service = desk.start_with_token();
    service.know("inc_1");
    let told = service.export("inc_1", "evidence");
    let id = told.bundle_id.as_str();
    let guesses =
        [&id[..id.len() - 1], &id.to_uppercase(), "EVD-0", "EVD-", "", "%00", &"E".repeat(5000)];
    for guess in guesses {
        let status = service.get(&format!("/v1/bundles/{guess}")).status;
        assert!(matches!(status, 404), "{guess}: {status}");
    }
    for cursor in ["0-0", "9223372036854775807-0", "-1-0", "1e3-1", "1773480413000000--1"] {
        let status = service.get(&format!("/v1/bundles?cursor={cursor}")).status;
        assert!(matches!(status, 200 | 400), "{cursor}: {status}");
    }
}

#[test]
fn bodies_that_are_too_much_are_refused_before_they_are_held() {
    let desk = Desk::in_a_file();
    let service = desk.start_with_token();
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let json = [("content-type", "application/json")];
    for (method, path) in [
        ("PUT", "/v1/incidents/x"),
        ("POST", "/v1/exports"),
        ("POST", "/v1/traces"),
        ("POST", "/v1/reviews/SOC2-0"),
    ] {
        let answer = service.ask(method, path, &json, deep.as_bytes());
        assert!(matches!(answer.status, 400 | 422), "{path}: {}", answer.status);
        let answer = service.ask(
            method,
            path,
            &[&json[..], &[("content-length", "99999999999")]].concat(),
            b"",
        );
        is_problem(&answer, 413, "too-large");
    }
    assert_eq!(service.get("/healthz").status, 200);
}

#[test]
fn those_who_keep_it_waiting_keep_no_other_from_being_served() {
    let desk = Desk::in_a_file();
    let service = desk.start_with(&["--max-connections", "32", "--open", TENANT]);
    service.know("inc_1");
    // Three times as many as there are places: silent, in the middle of a head, in the middle of a body.
    let begun: [&[u8]; 3] = [
        b"",
        b"POST /v1/exports HTTP/1.1\r\nhost:",
        b"POST /v1/exports HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{",
    ];
    let mut waiting = Vec::new();
    for begin in begun.iter().cycle().take(96) {
        let mut connection = Connection::to(service.address);
        connection.write(begin);
        waiting.push(connection);
    }
    for _ in 0..20 {
        service.export("inc_1", "evidence");
    }
    drop(waiting);
}

#[test]
fn what_is_logged_and_counted_has_nothing_of_what_was_sent() {
    let desk = Desk::in_a_file();
    let service = desk.start_with(&["--log"]);
    let mut service = service.with(&desk.token(TENANT, "write", &[]));
    for (path, document) in known("inc_secret") {
        service.put(&path, &document);
    }
    service.post(
        "/v1/exports",
        &json!({ "incident_id": "inc_secret", "export_reason": "why_secret" }),
    );
    service.post("/v1/exports", &json!({ "incident_id": ["other_secret"] }));
    service.get("/v1/bundles/guess_secret");
    service.get("/v1/bundles?incident_id=query_secret");
    let metrics = String::from_utf8(service.get("/metrics").body).unwrap();
    assert!(
        metrics.contains("export_bundles_exports_bundles_total{type=\"evidence\"} 1"),
        "{metrics}"
    );
    let token = service.token.clone();
    let log = service.end();
    assert!(log.contains("\"route\":\"/v1/exports\""), "{log}");
    for text in [&log, &metrics] {
        assert!(!text.contains("secret") && !text.contains(&token), "{text}");
    }
}
