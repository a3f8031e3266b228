//! Who may ask for what, and what nobody learns of others.

use export_bundles::ExportList;
use serde_json::json;

use crate::desk::{Desk, Service, TENANT, is_problem, known, on_both, read};

/// Everything that is asked of a service, by what it takes to ask it: a method, a path, and the scope.
fn places(id: &str) -> Vec<(&'static str, String, &'static str)> {
    let mut places = vec![
        ("POST", "/v1/traces".to_owned(), "write"),
        ("POST", "/v1/exports".to_owned(), "write"),
        ("POST", format!("/v1/reviews/{id}"), "write"),
        ("GET", "/v1/bundles".to_owned(), "audit"),
        ("GET", format!("/v1/bundles/{id}"), "audit"),
        ("GET", format!("/v1/receipts/{id}"), "audit"),
        ("GET", "/v1/log/checkpoint".to_owned(), "audit"),
        ("GET", format!("/v1/log/proof/{id}"), "audit"),
        ("GET", "/v1/log/tile/0/000.p/1".to_owned(), "audit"),
    ];
    places.extend(known("inc_1").into_iter().map(|(path, _)| ("PUT", path, "write")));
    places
}

fn ask(service: &Service, method: &str, path: &str, authorization: &[(&str, &str)]) -> u16 {
    let json = [("content-type", "application/json")];
    service.ask(method, path, &[&json[..], authorization].concat(), b"{}").status
}

#[test]
fn no_request_is_served_without_a_token_that_is_good() {
    on_both(|desk| {
        let service = desk.start_with_token();
        service.know("inc_1");
        let told = service.export("inc_1", "soc2");
        let good = format!("Bearer {}", service.token);
        let own_id = service.token.split('_').nth(1).unwrap();
        let revoked = desk.token(TENANT, "write", &[]);
        assert_eq!(desk.run(&["token", "revoke", revoked.split('_').nth(1).unwrap()]).code, 0);
        let expired = desk.token(TENANT, "write", &["--expires", "1ms"]);
        let bad = [
            String::new(),
            "Bearer".to_owned(),
            "Bearer ".to_owned(),
            good.replace("Bearer", "Basic"),
            good[..good.len() - 1].to_owned(),
            format!("{good}0"),
            format!("Bearer ebt_{own_id}_{}", "0".repeat(64)),
            format!("Bearer {revoked}"),
            format!("Bearer {expired}"),
            "Bearer ' OR '1'='1".to_owned(),
        ];
        for (method, path, _) in places(told.bundle_id.as_str()) {
            for authorization in &bad {
                let headers = [("authorization", authorization.as_str())];
                let answer = service.ask(method, &path, &headers, b"");
                is_problem(&answer, 401, "unauthorized");
                assert_eq!(answer.header("www-authenticate"), Some("Bearer"));
            }
            let twice = [("authorization", good.as_str()), ("authorization", good.as_str())];
            assert_eq!(ask(&service, method, &path, &twice), 401);
        }
        assert_ne!(ask(&service, "GET", "/v1/bundles", &[("authorization", &good)]), 401);
        let lower = good.replace("Bearer", "bearer");
        assert_eq!(ask(&service, "GET", "/v1/bundles", &[("authorization", &lower)]), 200);
    });
}

#[test]
fn a_token_may_do_what_its_scope_says() {
    let desk = Desk::in_a_file();
    let service = desk.start_with_token();
    service.know("inc_1");
    let told = service.export("inc_1", "soc2");
    for scope in ["read", "audit"] {
        let token = format!("Bearer {}", desk.token(TENANT, scope, &[]));
        for (method, path, takes) in places(told.bundle_id.as_str()) {
            let status = ask(&service, method, &path, &[("authorization", &token)]);
            let expected = if takes == "write" { 403 } else { 200 };
            assert_eq!(status, expected, "{scope}: {method} {path}");
        }
    }
}

#[test]
fn a_tenant_sees_its_own_alone() {
    on_both(|desk| {
        let mut service = desk.start_with_token();
        service.know("inc_1");
        let told = service.export("inc_1", "soc2");
        let id = told.bundle_id.as_str();
        service.token = desk.token("tenant-other", "write", &[]);
        for place in ["bundles", "receipts", "log/proof", "log/tombstone"] {
            is_problem(&service.get(&format!("/v1/{place}/{id}")), 404, "not-found");
        }
        let review = json!({ "review_status": "APPROVED", "reviewed_by": "user_1" });
        is_problem(&service.post(&format!("/v1/reviews/{id}"), &review), 404, "not-found");
        is_problem(
            &service.post("/v1/exports", &json!({ "incident_id": "inc_1" })),
            404,
            "not-found",
        );
        let list: ExportList = read(&service.get("/v1/bundles"), 200);
        assert_eq!(list.exports, []);
        is_problem(&service.get("/v1/log/checkpoint"), 404, "not-found");
        is_problem(&service.get("/v1/log/tile/0/000.p/1"), 404, "not-found");
        // The same names are free for this tenant, and its log is another one.
        for (path, document) in known("inc_1") {
            is_problem(&service.put(&path, &document), 422, "invalid");
            let mut own = document.clone();
            own["tenant_id"] = "tenant-other".into();
            assert_eq!(service.put(&path, &own).status, 201, "{path}");
        }
        service.export("inc_1", "soc2");
        let note = String::from_utf8(service.get("/v1/log/checkpoint").body).unwrap();
        assert!(note.starts_with("localhost/exports/tenant-other\n1\n"), "{note}");
    });
}

#[test]
fn an_auditor_sees_a_period_and_nothing_else() {
    let desk = Desk::in_a_file();
    let mut service = desk.start_with_token();
    service.know("inc_1");
    let before = service.export("inc_1", "soc2");
    let within = service.export("inc_1", "soc2");
    let after = service.export("inc_1", "soc2");
    let (from, to) = (within.created_at.to_string(), after.created_at.to_string());
    service.token = desk.token(TENANT, "audit", &["--from", &from, "--to", &to]);
    let list: ExportList = read(&service.get("/v1/bundles?from=2000-01-01T00:00:00Z"), 200);
    assert_eq!(list.exports, std::slice::from_ref(&within));
    let archive = service.get_as("/v1/bundles", "application/x-ndjson").body;
    assert_eq!(archive.iter().filter(|it| **it == b'\n').count(), 1);
    for (told, status) in [(&before, 404), (&within, 200), (&after, 404)] {
        for place in ["v1/bundles", "v1/receipts", "v1/log/proof", "bundles"] {
            let answer = service.get(&format!("/{place}/{}", told.bundle_id.as_str()));
            assert_eq!(answer.status, status, "{place}");
        }
    }
}

#[test]
fn everybody_may_ask_on_this_machine_alone_and_only_when_told() {
    let desk = Desk::in_a_file();
    let service = desk.start_with(&["--open", TENANT]);
    service.know("inc_1");
    service.export("inc_1", "evidence");
    // A token that is not good is not as good as none.
    assert_eq!(ask(&service, "GET", "/v1/bundles", &[("authorization", "Bearer x")]), 401);
    let ended = desk.run(&["exports", "--open", "--listen", "0.0.0.0:0"]);
    assert_eq!(ended.code, 2);
    assert!(ended.stderr.contains("expected 127.0.0.1, [::1] or unix:PATH"), "{}", ended.stderr);
}

#[test]
fn a_tenant_that_asks_too_often_waits_and_no_other_does() {
    let desk = Desk::in_a_file();
    let service = desk.start_with(&["--tenant-rate", "2"]);
    let mut service = service.with(&desk.token("busy", "read", &[]));
    let answers: Vec<_> = (0..12).map(|_| service.get("/v1/bundles")).collect();
    let refused = answers.iter().find(|it| it.status == 429).unwrap();
    is_problem(refused, 429, "too-many");
    assert!(refused.header("retry-after").unwrap().parse::<u32>().unwrap() >= 1);
    assert_eq!(answers[0].status, 200);
    service.token = desk.token("quiet", "read", &[]);
    assert_eq!(service.get("/v1/bundles").status, 200);
}
