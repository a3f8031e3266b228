//! What the server answers to those who mean well.

#![allow(clippy::unwrap_used, reason = "a test says by a panic that it failed")]

use std::io::Write;
use std::path::Path;

use exact_schema_serve::Options;
use exact_schema_testkit::http::{self, Answer, Connection};
use exact_schema_testkit::server::Running;
use export_bundles::{CONTRACT, Problem};
use serde_json::Value;

fn repository(path: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

fn get(server: &Running, path: &str) -> Answer {
    http::request(server.address, "GET", path, &[], b"")
}

#[test]
fn every_example_gets_its_verdict() {
    let server = Running::start(Options::new(&CONTRACT));
    for kind in CONTRACT.types() {
        let folder = kind.name();
        for (part, valid) in [("valid", true), ("invalid", false)] {
            let folder = repository("schemas/v1/examples").join(folder).join(part);
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.extension().is_none_or(|extension| extension != "json") {
                    continue;
                }
                let body = std::fs::read(&path).unwrap();
                let place = format!("/v1/validate/{}", kind.title());
                let answer = http::post(server.address, &place, &body);
                if valid {
                    assert_eq!(answer.status, 204, "{}", path.display());
                    assert!(answer.body.is_empty());
                    continue;
                }
                let problem = answer.problem::<Problem>();
                let expected = std::fs::read_to_string(path.with_extension("violations")).unwrap();
                let mut found: Vec<_> = problem
                    .violations
                    .iter()
                    .map(|it| format!("{} {}", it.keyword, it.pointer))
                    .collect();
                found.sort_unstable();
                assert_eq!(found, expected.lines().collect::<Vec<_>>(), "{}", path.display());
                let is_text = expected.contains("syntax")
                    || expected.contains("encoding")
                    || expected.contains("depth")
                    || expected.contains("duplicateMember");
                assert_eq!(answer.status, if is_text { 400 } else { 422 }, "{}", path.display());
            }
        }
    }
    server.end();
}

#[test]
fn a_bundle_says_itself_what_it_is() {
    let server = Running::start(Options::new(&CONTRACT));
    let examples = repository("schemas/v1/examples");
    let soc2 = std::fs::read(examples.join("soc2-bundle/valid/minimal.json")).unwrap();
    assert_eq!(http::post(server.address, "/v1/validate", &soc2).status, 204);
    let answer = http::post(server.address, "/v1/validate", br#"{"bundle_type": "soc3"}"#);
    assert_eq!(answer.problem::<Problem>().violations[0].pointer.as_str(), "/bundle_type");
    server.end();
}

#[test]
fn a_type_that_does_not_exist_is_not_found_and_the_nearest_is_named() {
    let server = Running::start(Options::new(&CONTRACT));
    let answer = http::post(server.address, "/v1/validate/EvidenceBundel", b"{}");
    let problem = answer.problem::<Problem>();
    assert_eq!(problem.status.get(), 404);
    assert!(problem.detail.unwrap().contains("did you mean EvidenceBundle?"));
    assert_eq!(get(&server, "/v1/schemas/EvidenceBundel").problem::<Problem>().status.get(), 404);
    // Escapes that are no UTF-8, as a fuzzer wrote them, are no name either.
    assert_eq!(
        get(&server, "/v1/schemas/Executi%eDebriefBundle").problem::<Problem>().status.get(),
        404
    );
    assert_eq!(get(&server, "/v1/schemas/%ff").problem::<Problem>().status.get(), 404);
    server.end();
}

#[test]
fn what_is_published_is_served_and_kept_by_its_tag() {
    let server = Running::start(Options::new(&CONTRACT));
    let list: Value = serde_json::from_slice(&get(&server, "/v1/schemas").body).unwrap();
    let types = list["types"].as_array().unwrap();
    assert_eq!(types.len(), CONTRACT.types().len());
    let mut places: Vec<(String, String)> = types
        .iter()
        .map(|it| {
            let kind = CONTRACT.type_named(it["type"].as_str().unwrap()).unwrap();
            let place = it["schema"].as_str().unwrap().to_owned();
            (place, format!("generated/schemas/v1/{}", kind.file()))
        })
        .collect();
    for (place, file) in &places {
        let published = std::fs::read(repository(file)).unwrap();
        assert_eq!(get(&server, place).body, published, "{place}");
    }
    places.push(("/openapi.json".to_owned(), String::new()));
    for (place, _) in places {
        let answer = get(&server, &place);
        assert_eq!(answer.status, 200);
        assert!(answer.header("cache-control").unwrap().contains("max-age="));
        let tag = answer.header("etag").unwrap();
        let again = |tag: &str| {
            let headers = [("if-none-match", tag)];
            http::request(server.address, "GET", &place, &headers, b"").status
        };
        assert_eq!(again(tag), 304);
        assert_eq!(again(&format!("\"other\", W/{tag}")), 304);
        assert_eq!(again("*"), 304);
        assert_eq!(again("\"other\""), 200);
        // Without a body there is no length, whatever the method.
        for method in ["GET", "HEAD"] {
            let headers = [("if-none-match", tag)];
            let answer = http::request(server.address, method, &place, &headers, b"");
            assert_eq!((answer.status, answer.header("content-length")), (304, None), "{method}");
        }
    }
    server.end();
}

/// What the server says of itself is what it does: every place is there, and answers as is said; and a place
/// that is not there is not told of.
#[test]
fn every_place_of_the_description_is_there() {
    let page = tempfile::NamedTempFile::new().unwrap();
    let all = Options { reference: Some(page.path().to_owned()), ..Options::new(&CONTRACT) };
    let few = Options { admin: Some("127.0.0.1:0".parse().unwrap()), ..Options::new(&CONTRACT) };
    for (options, told) in [(all, 8), (few, 5)] {
        let server = Running::start(options);
        let text = get(&server, "/openapi.json").body;
        let description: Value = serde_json::from_slice(&text).unwrap();
        let paths = description["paths"].as_object().unwrap();
        assert_eq!(paths.len(), told, "{paths:?}");
        for (path, operations) in paths {
            let place = path.replace("{type}", "ExportBundleRequest");
            for (method, operation) in operations.as_object().unwrap() {
                let method = method.to_uppercase();
                let headers = [("content-type", "application/json")];
                let body: &[u8] = if method == "POST" { b"{}" } else { b"" };
                let answer = http::request(server.address, &method, &place, &headers, body);
                assert!(
                    ![404, 405].contains(&answer.status),
                    "{method} {place}: {}",
                    answer.status
                );
                let said = &operation["responses"][answer.status.to_string()];
                assert!(said.is_object(), "{method} {place}: {}", answer.status);
                let content = match said["$ref"].as_str() {
                    Some(reference) => &description.pointer(&reference[1..]).unwrap()["content"],
                    None => &said["content"],
                };
                let kind = answer.header("content-type").unwrap().split(';').next().unwrap();
                assert!(content[kind].is_object(), "{method} {place}: {kind}");
            }
        }
        for place in ["/", "/healthz", "/metrics"] {
            let is_there = get(&server, place).status == 200;
            assert_eq!(paths.contains_key(place), is_there, "{place}");
        }
        server.end();
    }
}

#[test]
fn the_reference_page_is_there_where_it_is_given() {
    let server = Running::start(Options::new(&CONTRACT));
    assert_eq!(get(&server, "/").problem::<Problem>().status.get(), 404);
    server.end();

    let page = tempfile::NamedTempFile::new().unwrap();
    page.as_file().write_all(b"<!doctype html><title>Reference</title>").unwrap();
    let options = Options { reference: Some(page.path().to_owned()), ..Options::new(&CONTRACT) };
    let server = Running::start(options);
    let answer = get(&server, "/");
    assert_eq!(answer.header("content-type"), Some("text/html; charset=utf-8"));
    assert_eq!(answer.body, b"<!doctype html><title>Reference</title>");
    server.end();
}

#[test]
fn a_scraper_finds_every_verdict_by_type() {
    let server = Running::start(Options::new(&CONTRACT));
    let place = "/v1/validate/ExportBundleRequest";
    for body in [br#"{"incident_id": "i"}"#.as_slice(), b"{}", b"{", b"{}"] {
        http::post(server.address, place, body);
    }
    http::request(server.address, "POST", place, &[("content-type", "text/plain")], b"{}");
    let scrape = || get(&server, "/metrics");
    assert!(scrape().header("content-type").unwrap().starts_with("application/openmetrics-text"));
    let expected = [
        r#"export_bundles_validations_total{type="ExportBundleRequest",verdict="valid"} 1"#,
        r#"export_bundles_validations_total{type="ExportBundleRequest",verdict="invalid"} 2"#,
        r#"export_bundles_validations_total{type="ExportBundleRequest",verdict="not-json"} 1"#,
        r#"export_bundles_validations_total{type="ExportBundleRequest",verdict="wrong-media-type"} 1"#,
        r#"export_bundles_validation_duration_seconds_count{type="ExportBundleRequest"} 5"#,
        r#"export_bundles_validated_bytes_total{type="ExportBundleRequest"} 25"#,
    ];
    let page = String::from_utf8(scrape().body).unwrap();
    for line in expected {
        assert!(page.lines().any(|it| it == line), "{line} is not in\n{page}");
    }
    // The connections before this one are closed, which the server learns in its own time.
    let alone =
        || String::from_utf8(scrape().body).unwrap().contains("\nexport_bundles_connections 1\n");
    assert!((0..1_000).any(|_| alone()), "it counts connections that are closed");
    server.end();
}

#[test]
fn whatever_else_is_asked_for_is_a_problem() {
    let server = Running::start(Options::new(&CONTRACT));
    assert_eq!(get(&server, "/healthz").body, b"ok\n");
    assert_eq!(get(&server, "/v2").problem::<Problem>().status.get(), 404);
    let wrong = get(&server, "/v1/validate/EvidenceBundle");
    assert_eq!(wrong.problem::<Problem>().status.get(), 405);
    assert_eq!(wrong.header("allow"), Some("POST"));
    let wrong = http::post(server.address, "/v1/schemas", b"{}");
    assert_eq!(wrong.problem::<Problem>().status.get(), 405);
    assert_eq!(wrong.header("allow"), Some("GET,HEAD"));
    server.end();
}

#[test]
fn a_request_under_way_is_answered_when_the_server_ends() {
    let server = Running::start(Options::new(&CONTRACT));
    let address = server.address;
    let body = br#"{"incident_id": "inc_17"}"#;
    let head = format!(
        "POST /v1/validate/ExportBundleRequest HTTP/1.1\r\nhost: x\r\nexpect: 100-continue\r\n\
         content-type: application/json\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    let mut under_way: Vec<Connection> = (0..20)
        .map(|_| {
            let mut connection = Connection::to(address);
            connection.write(head.as_bytes());
            assert_eq!(connection.read().unwrap().status, 100);
            connection
        })
        .collect();
    // One has been answered and asks again, and others ask for the first time; nobody has looked yet.
    let ask = b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n";
    let mut just_sent: Vec<Connection> = (0..20).map(|_| Connection::to(address)).collect();
    just_sent[0].write(ask);
    assert_eq!(just_sent[0].read().unwrap().status, 200);
    for connection in &mut just_sent {
        connection.write(ask);
    }

    let thread = server.ask_to_end();
    for connection in &mut just_sent {
        assert_eq!(connection.read().unwrap().status, 200);
    }
    for connection in &mut under_way {
        connection.write(body);
        assert_eq!(connection.read().unwrap().status, 204);
        assert!(connection.read().is_none(), "there is no further request");
    }
    assert_eq!(thread.join().unwrap().cut_off, 0);
    assert!(std::net::TcpStream::connect(address).is_err(), "nobody listens any more");
}
