//! The example that people copy, as a process of its own.

#![allow(clippy::unwrap_used, reason = "a test says by a panic that it failed")]

use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Stdio};

use exact_schema_testkit::http::{self, Connection};
use exact_schema_testkit::signal::{self, Signal};
use export_bundles::{ExportBundle, ExportBundleResponse, Problem, decode};

struct Service {
    process: Child,
    log: BufReader<ChildStdout>,
    address: SocketAddr,
}

impl Service {
    fn start() -> Self {
        let mut process = Command::new(program())
            .env("LISTEN", "127.0.0.1:0")
            .env(
                "CASES",
                concat!(env!("CARGO_MANIFEST_DIR"), "/schemas/v1/examples/export-case/valid"),
            )
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut log = BufReader::new(process.stdout.take().unwrap());
        let mut first = String::new();
        log.read_line(&mut first).unwrap();
        let address = first.trim().rsplit_once("address=http://").unwrap().1.parse().unwrap();
        Self { process, log, address }
    }

    fn terminate(&self) {
        signal::send(&self.process, Signal::TERM);
    }

    /// Waits for the end, and gives back the rest of the log.
    fn end(mut self) -> String {
        let mut rest = String::new();
        self.log.read_to_string(&mut rest).unwrap();
        assert!(self.process.wait().unwrap().success(), "{rest}");
        rest
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        // A test that failed leaves nothing behind; one that passed has waited already.
        let _ = self.process.kill();
    }
}

/// The example, which `cargo test` builds beside the tests; a run of this test alone does not.
fn program() -> PathBuf {
    let deps = std::env::current_exe().unwrap();
    let program = deps.parent().unwrap().with_file_name("examples").join("export_service");
    if !program.exists() {
        let arguments = ["build", "--quiet", "--features", "axum", "--example", "export_service"];
        assert!(Command::new(env!("CARGO")).args(arguments).status().unwrap().success());
    }
    program
}

#[test]
fn a_bundle_is_asked_for_and_fetched() {
    let service = Service::start();
    for kind in ["evidence", "soc2", "executive_debrief"] {
        let body = format!(
            r#"{{"incident_id": "inc_20260314_0017", "bundle_type": "{kind}", "export_reason": "why_secret",
                 "prepared_for": "whom_secret"}}"#
        );
        let made = http::post(service.address, "/v1/exports", body.as_bytes());
        assert_eq!(made.status, 201, "{made:?}");
        let answer: ExportBundleResponse = decode(&made.body).unwrap();
        let place = made.header("location").unwrap();
        assert_eq!(answer.download_url.as_ref().unwrap().as_str(), place);
        let bundle = http::request(service.address, "GET", place, &[], b"");
        assert_eq!(bundle.status, 200);
        let verified = export_bundles_evidence::verify(&bundle.body).unwrap();
        assert!(verified.is_sound(), "{:?}", verified.findings);
        let bundle: ExportBundle = decode(&bundle.body).unwrap();
        assert_eq!(bundle.bundle_type(), kind);
    }
    let unknown = http::post(service.address, "/v1/exports", br#"{"incident_id": "inc_secret"}"#);
    assert_eq!(unknown.problem::<Problem>().status.get(), 404);
    let refused = http::post(service.address, "/v1/exports", br#"{"incident_id": ["secret"]}"#);
    assert_eq!(refused.problem::<Problem>().violations[0].pointer.as_str(), "/incident_id");
    let missing = http::request(service.address, "GET", "/v1/bundles/EVD-000000000000", &[], b"");
    assert_eq!(missing.problem::<Problem>().status.get(), 404);
    assert_eq!(
        http::request(service.address, "GET", "/", &[], b"").problem::<Problem>().status.get(),
        404
    );
    let method = http::request(service.address, "PUT", "/v1/exports", &[], b"");
    assert_eq!(method.problem::<Problem>().status.get(), 405);
    assert_eq!(method.header("allow"), Some("POST"));

    service.terminate();
    let log = service.end();
    assert!(!log.contains("secret"), "{log}");
    assert!(log.lines().any(|line| line.contains("status=422")), "{log}");
}

#[test]
fn a_request_under_way_is_answered_before_the_end() {
    let service = Service::start();
    let body = br#"{"incident_id": "inc_20260314_0017"}"#;
    let mut connection = Connection::to(service.address);
    let head = format!(
        "POST /v1/exports HTTP/1.1\r\nhost: x\r\nexpect: 100-continue\r\n\
         content-type: application/json\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    connection.write(head.as_bytes());
    // The service has begun to read: it asks for the body.
    assert_eq!(connection.read().unwrap().status, 100);
    service.terminate();
    connection.write(body);
    assert_eq!(connection.read().unwrap().status, 201);
    service.end();
}

#[test]
fn half_open_connections_do_not_keep_it_from_ending() {
    let service = Service::start();
    let mut idle = Connection::to(service.address);
    idle.write(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n");
    assert_eq!(idle.read().unwrap().status, 404);
    let silent = Connection::to(service.address);
    let mut half = Connection::to(service.address);
    half.write(b"GET / HTTP/1.1\r\nhost:");
    service.terminate();
    // It waits for its end, for as long as an orchestrator would.
    let log = service.end();
    assert!(log.contains("ended"), "{log}");
    drop((idle, silent, half));
}

#[test]
fn what_no_handler_understands_is_a_problem_and_no_long_id_is_logged() {
    let service = Service::start();
    let wrong = http::request(service.address, "GET", "/v1/bundles/%ff", &[], b"");
    assert_eq!(wrong.problem::<Problem>().status.get(), 400);
    let id = "x".repeat(15_000);
    let headers = [("x-request-id", id.as_str())];
    let answer = http::request(service.address, "GET", "/v1/bundles/b", &headers, b"");
    assert_eq!(answer.status, 404);
    service.terminate();
    assert!(!service.end().contains("xxx"));
}
