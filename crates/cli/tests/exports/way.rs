//! The whole way of an incident: what is known of it goes in, and what is exported proves itself.

use std::fs;

use exact_schema_testkit::http::Answer;
use export_bundles::{ExportBundle, ExportBundleResponse, ExportList, ReviewStatus, decode};
use serde_json::{Value, json};

use crate::desk::{Desk, Service, TENANT, is_problem, on_both, read};

/// Saves everything that belongs to a bundle, and lets `verify` say what is to be held of it.
fn verified(desk: &Desk, service: &Service, id: &str) -> (i32, String) {
    let save = |name: &str, answer: Answer| {
        assert_eq!(answer.status, 200, "{name}");
        fs::write(desk.path().join(name), answer.body).unwrap();
    };
    save(&format!("{id}.json"), service.get(&format!("/v1/bundles/{id}")));
    save(&format!("{id}.json.sigstore.json"), service.get(&format!("/v1/receipts/{id}")));
    save(&format!("{id}.json.tlog-proof"), service.get(&format!("/v1/log/proof/{id}")));
    save("trust.json", service.get("/trust.json"));
    let ended = desk.run(&["verify", "--trust", "trust.json", &format!("{id}.json")]);
    (ended.code, ended.stdout)
}

#[test]
fn every_kind_of_bundle_is_asked_for_fetched_and_verified() {
    on_both(|desk| {
        let mut service = desk.start_with_token();
        service.know("inc_1");
        for kind in ["evidence", "soc2", "executive_debrief"] {
            let request =
                json!({ "incident_id": "inc_1", "bundle_type": kind, "export_reason": "why" });
            let answer = service.post("/v1/exports", &request);
            let told: ExportBundleResponse = read(&answer, 201);
            let place = told.download_url.as_ref().unwrap().as_str();
            assert_eq!(answer.header("location"), Some(place));
            let fetched = service.get(place);
            let bundle: ExportBundle = read(&fetched, 200);
            assert_eq!(bundle.bundle_type(), kind);
            let (code, said) = verified(&desk, &service, told.bundle_id.as_str());
            assert_eq!(code, 0, "{said}");
            for expected in ["sound ", "signature trusted", "log       entry"] {
                assert!(said.contains(expected), "{said}");
            }
        }
        let ended = desk.run(&["exports", "fsck"]);
        assert_eq!((ended.code, ended.stderr.as_str()), (0, ""));
        assert!(ended.stdout.starts_with("checked: 3 bundles, 0 tombstones and 3 entries"));
        service.end();
    });
}

#[test]
fn the_forms_of_a_bundle_are_chosen_by_accept() {
    let desk = Desk::in_a_file();
    let service = desk.start_with_token();
    service.know("inc_1");
    let told = service.export("inc_1", "evidence");
    let place = format!("/v1/bundles/{}", told.bundle_id.as_str());
    let json = service.get_as(&place, "application/json");
    let bundle: Value = serde_json::from_slice(&json.body).unwrap();
    let seal = bundle["content_hash"].as_str().unwrap();
    assert_eq!(json.header("etag"), Some(format!("\"{seal}\"").as_str()));
    let again = service.ask("GET", &place, &[("if-none-match", json.header("etag").unwrap())], b"");
    assert_eq!((again.status, again.body.len()), (304, 0));

    let page = service.get_as(&place, "text/html,application/xhtml+xml,*/*;q=0.8");
    assert_eq!(page.header("content-type"), Some("text/html; charset=utf-8"));
    assert!(String::from_utf8_lossy(&page.body).contains(told.bundle_id.as_str()));
    let pdf = service.get_as(&place, "application/pdf");
    assert!(pdf.body.starts_with(b"%PDF-") && pdf.header("etag").unwrap().starts_with("W/"));
    is_problem(&service.get_as(&place, "image/png"), 406, "not-acceptable");

    let saved = service.get(&format!("{place}?download"));
    let name = format!("attachment; filename=\"{}.json\"", told.bundle_id.as_str());
    assert_eq!(saved.header("content-disposition"), Some(name.as_str()));
    assert_eq!(saved.body, json.body);
    is_problem(&service.get(&format!("{place}?downlaod")), 400, "bad-request");
}

#[test]
fn the_same_request_with_the_same_key_gives_the_same_bundle() {
    on_both(|desk| {
        let mut service = desk.start_with_token();
        service.know("inc_1");
        let ask = |key: &str, document: &Value| {
            service.post_with("/v1/exports", &[("idempotency-key", key)], document)
        };
        let request = json!({ "incident_id": "inc_1", "export_reason": "why" });
        let first: ExportBundleResponse = read(&ask("one", &request), 201);
        let again: ExportBundleResponse = read(&ask("one", &request), 200);
        assert_eq!(first, again);
        // Another spelling of the same is the same.
        let spelled = br#"{ "export_reason" : "wh\u0079", "incident_id": "inc_1" }"#;
        let headers = [("content-type", "application/json"), ("idempotency-key", "one")];
        let spelled: ExportBundleResponse =
            read(&service.ask("POST", "/v1/exports", &headers, spelled), 200);
        assert_eq!(first, spelled);
        is_problem(&ask("one", &json!({ "incident_id": "inc_1" })), 409, "conflict");
        let other: ExportBundleResponse = read(&ask("two", &request), 201);
        assert_ne!(first.bundle_id, other.bundle_id);
        for key in ["", "with space", &"x".repeat(256), "\u{e9}"] {
            is_problem(&ask(key, &request), 400, "bad-request");
        }
        let place = format!("/v1/reviews/{}", first.bundle_id.as_str());
        let review = json!({ "review_status": "REVIEWED", "reviewed_by": "user_1" });
        let answer = service.post_with(&place, &[("idempotency-key", "one")], &review);
        is_problem(&answer, 409, "conflict");
        // Many at once: one bundle.
        let answers: Vec<ExportBundleResponse> = std::thread::scope(|scope| {
            let asking = (0..8).map(|_| {
                scope.spawn(|| {
                    let answer = ask("many", &request);
                    assert!(matches!(answer.status, 200 | 201), "{answer:?}");
                    decode(&answer.body).unwrap()
                })
            });
            asking.collect::<Vec<_>>().into_iter().map(|it| it.join().unwrap()).collect()
        });
        assert!(answers.iter().all(|it| it == &answers[0]));
        service.end();
    });
}

#[test]
fn a_review_makes_a_bundle_that_follows_the_reviewed_one() {
    on_both(|desk| {
        let service = desk.start_with_token();
        service.know("inc_1");
        let first = service.export("inc_1", "soc2");
        let place = |id: &str| format!("/v1/reviews/{id}");
        let review = |status: &str| json!({ "review_status": status, "reviewed_by": "user_2093", "auditor_notes": "seen" });
        let before = service.get(&format!("/v1/bundles/{}", first.bundle_id.as_str())).body;
        let answer = service.post(&place(first.bundle_id.as_str()), &review("REVIEWED"));
        let second: ExportBundleResponse = read(&answer, 201);
        let bundle = service.get(answer.header("location").unwrap());
        let ExportBundle::Soc2(bundle) = read(&bundle, 200) else { panic!("no SOC 2 bundle") };
        assert_eq!(bundle.follows.as_ref().unwrap().as_str(), first.bundle_id.as_str());
        assert_eq!(bundle.review_status, ReviewStatus::Reviewed);
        assert_eq!(service.get(&format!("/v1/bundles/{}", first.bundle_id.as_str())).body, before);
        is_problem(
            &service.post(&place(first.bundle_id.as_str()), &review("APPROVED")),
            409,
            "conflict",
        );
        let third: ExportBundleResponse =
            read(&service.post(&place(second.bundle_id.as_str()), &review("APPROVED")), 201);
        is_problem(
            &service.post(&place(third.bundle_id.as_str()), &review("REVIEWED")),
            409,
            "conflict",
        );
        assert_eq!(verified(&desk, &service, third.bundle_id.as_str()).0, 0);
        let evidence = service.export("inc_1", "evidence");
        is_problem(
            &service.post(&place(evidence.bundle_id.as_str()), &review("REVIEWED")),
            422,
            "unprocessable",
        );
        is_problem(
            &service.post(&place("SOC2-000000000000"), &review("REVIEWED")),
            404,
            "not-found",
        );
        is_problem(
            &service.post(&place(third.bundle_id.as_str()), &review("PENDING")),
            422,
            "invalid",
        );
    });
}

#[test]
fn what_was_exported_is_listed_page_by_page_and_streamed_as_an_archive() {
    on_both(|desk| {
        let service = desk.start_with_token();
        service.know("inc_1");
        service.know("inc_2");
        let mut ids = Vec::new();
        for number in 0..7 {
            let kind = if number % 2 == 0 { "evidence" } else { "soc2" };
            let told = service.export(if number < 5 { "inc_1" } else { "inc_2" }, kind);
            ids.push(told.bundle_id.as_str().to_owned());
        }
        let list =
            |query: &str| -> ExportList { read(&service.get(&format!("/v1/bundles{query}")), 200) };
        let mut seen = Vec::new();
        let mut query = "?limit=3".to_owned();
        loop {
            let page = list(&query);
            seen.extend(page.exports.iter().map(|it| it.bundle_id.as_str().to_owned()));
            let Some(next) = page.next_cursor else { break };
            service.export("inc_2", "executive_debrief");
            query = format!("?limit=3&cursor={next}");
        }
        seen.reverse();
        assert_eq!(seen, ids);
        assert_eq!(list("?incident_id=inc_1").exports.len(), 5);
        assert_eq!(list("?incident_id=inc_1&type=soc2").exports.len(), 2);
        assert_eq!(list("?from=2999-01-01T00:00:00Z").exports.len(), 0);
        assert_eq!(list("?to=2999-01-01T00:00:00Z&type=soc2").exports.len(), 3);
        for query in [
            "?limit=0",
            "?limit=%2B5",
            "?limit=05",
            "?limit=1001",
            "?type=other",
            "?from=today",
            "?cursor=x",
            "?cursor=1-1-1",
            "?unknown=1",
            "?limit=1&limit=2",
        ] {
            is_problem(&service.get(&format!("/v1/bundles{query}")), 400, "bad-request");
        }
        let archive = service.get_as("/v1/bundles?incident_id=inc_1", "application/x-ndjson");
        assert_eq!(archive.header("content-type"), Some("application/x-ndjson"));
        let lines: Vec<&[u8]> =
            archive.body.split(|it| *it == b'\n').filter(|it| !it.is_empty()).collect();
        assert_eq!(lines.len(), 5);
        for (line, id) in lines.iter().zip(&ids) {
            assert_eq!(*line, service.get(&format!("/v1/bundles/{id}")).body, "byte for byte");
        }
    });
}

#[test]
fn what_the_case_does_not_show_is_named_in_place_of_a_bundle() {
    let desk = Desk::in_a_file();
    let service = desk.start_with_token();
    let incident =
        json!({ "id": "inc_1", "tenant_id": TENANT, "created_at": "2026-03-14T09:27:03Z" });
    assert_eq!(service.put("/v1/incidents/inc_1", &incident).status, 201);
    let answer = service.post("/v1/exports", &json!({ "incident_id": "inc_1" }));
    is_problem(&answer, 422, "unprocessable");
    let problem = answer.problem::<export_bundles::Problem>();
    let places: Vec<&str> = problem.violations.iter().map(|it| it.pointer.as_str()).collect();
    assert_eq!(places, ["/incident/source_run_id", "/trace", "/policy_snapshot"]);
    assert!(problem.violations.iter().all(|it| it.keyword == "assemble"));
    is_problem(&service.post("/v1/exports", &json!({ "incident_id": "inc_2" })), 404, "not-found");
    is_problem(&service.post("/v1/exports", &json!({ "incident": "inc_1" })), 422, "invalid");
}

#[test]
fn the_log_is_what_others_read() {
    let desk = Desk::in_a_file();
    let service = desk.start_with_token();
    is_problem(&service.get("/v1/log/checkpoint"), 404, "not-found");
    service.know("inc_1");
    let told = service.export("inc_1", "evidence");
    // The log as a folder, as `log verify` reads it.
    let folder = desk.path().join("log");
    let files = ["checkpoint", "tile/0/000.p/1", "tile/entries/000.p/1"];
    for file in files {
        let place = folder.join(file);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        let answer = service.get(&format!("/v1/log/{file}"));
        assert_eq!(answer.status, 200, "{file}");
        fs::write(place, answer.body).unwrap();
    }
    fs::write(desk.path().join("trust.json"), service.get("/trust.json").body).unwrap();
    let bundle = service.get(&format!("/v1/bundles/{}", told.bundle_id.as_str())).body;
    fs::write(desk.path().join("bundle.json"), bundle).unwrap();
    let ended = desk.run(&["log", "verify", "--trust", "trust.json", "log", "bundle.json"]);
    assert_eq!(ended.code, 0, "{}{}", ended.stdout, ended.stderr);
    for path in [
        "tile/0/000",
        "tile/0/000.p/2",
        "tile/1/000.p/1",
        "tile/x",
        "proof/EVD-000000000000",
        "tombstone/EVD-0",
    ] {
        is_problem(&service.get(&format!("/v1/log/{path}")), 404, "not-found");
    }
}
