//! `export-bundles serve` as a process: what it says, how it ends, and what it refuses.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test says by a panic that it failed"
)]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::os::unix::net::UnixStream;
use std::process::{Child, ChildStdout, Command, Stdio};

use exact_schema_testkit::http::{self, Connection};
use exact_schema_testkit::signal::{self, Signal};
use export_bundles::Problem;

fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_export-bundles"));
    command.arg("serve");
    command
}

struct Sidecar {
    process: Child,
    output: BufReader<ChildStdout>,
    address: SocketAddr,
}

impl Sidecar {
    fn start(arguments: &[&str]) -> Self {
        let mut command = command();
        // What is said later counts, where something is said twice.
        command.args(["--listen", "127.0.0.1:0"]).args(arguments).stdout(Stdio::piped());
        let mut process = command.spawn().unwrap();
        let mut output = BufReader::new(process.stdout.take().unwrap());
        let address = place(&mut output, "listening on http://").parse().unwrap();
        Self { process, output, address }
    }

    fn signal(&self, signal: Signal) {
        signal::send(&self.process, signal);
    }

    fn end(mut self) -> Option<i32> {
        self.process.wait().unwrap().code()
    }
}

/// What the next line names.
fn place(output: &mut impl BufRead, before: &str) -> String {
    let mut line = String::new();
    output.read_line(&mut line).unwrap();
    line.trim().strip_prefix(before).expect(&line).to_owned()
}

impl Drop for Sidecar {
    fn drop(&mut self) {
        // A test that failed leaves nothing behind; one that passed has waited already.
        let _ = self.process.kill();
    }
}

#[test]
fn it_answers_what_is_under_way_and_ends() {
    for signal in [Signal::TERM, Signal::INT] {
        let sidecar = Sidecar::start(&[]);
        let mut connection = Connection::to(sidecar.address);
        let head = "POST /v1/validate/ExportBundleRequest HTTP/1.1\r\nhost: x\r\n\
                    content-type: application/json\r\nexpect: 100-continue\r\n\
                    content-length: 22\r\n\r\n";
        connection.write(head.as_bytes());
        assert_eq!(connection.read().unwrap().status, 100);
        sidecar.signal(signal);
        connection.write(br#"{"incident_id": "i17"}"#);
        assert_eq!(connection.read().unwrap().status, 204);
        assert!(connection.read().is_none());
        assert_eq!(sidecar.end(), Some(0));
    }
}

#[test]
fn it_says_that_somebody_was_cut_off() {
    let sidecar = Sidecar::start(&["--shutdown-grace", "100ms"]);
    let mut connection = Connection::to(sidecar.address);
    let head = "POST /v1/validate HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n\
                expect: 100-continue\r\ncontent-length: 22\r\n\r\n";
    connection.write(head.as_bytes());
    assert_eq!(connection.read().unwrap().status, 100);
    sidecar.signal(Signal::TERM);
    assert_eq!(sidecar.end(), Some(1));
}

#[test]
fn a_second_signal_ends_it_at_once() {
    let sidecar = Sidecar::start(&["--grace", "1h"]);
    let mut connection = Connection::to(sidecar.address);
    let head = "POST /v1/validate HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n\
                expect: 100-continue\r\ncontent-length: 22\r\n\r\n";
    connection.write(head.as_bytes());
    assert_eq!(connection.read().unwrap().status, 100);
    sidecar.signal(Signal::TERM);
    // The first has been heard where nobody is let in any more.
    while std::net::TcpStream::connect(sidecar.address).is_ok() {}
    sidecar.signal(Signal::TERM);
    assert_eq!(sidecar.end(), Some(1));
}

#[test]
fn it_listens_on_a_name() {
    let mut process =
        command().args(["--listen", "localhost:0"]).stdout(Stdio::piped()).spawn().unwrap();
    let mut output = BufReader::new(process.stdout.take().unwrap());
    let address = place(&mut output, "listening on http://").parse().unwrap();
    assert_eq!(http::request(address, "GET", "/healthz", &[], b"").status, 200);
    process.kill().unwrap();
    process.wait().unwrap();
}

#[test]
fn it_listens_on_a_socket_of_unix() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sidecar");
    let listen = format!("unix:{}", path.display());
    // The second finds what the first, which is killed, has left.
    for _ in 0..2 {
        let mut process =
            command().args(["--listen", &listen]).stdout(Stdio::piped()).spawn().unwrap();
        let mut output = BufReader::new(process.stdout.take().unwrap());
        assert_eq!(place(&mut output, "listening on "), listen);
        let mut stream = UnixStream::connect(&path).unwrap();
        stream.write_all(b"GET /healthz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
        let second = command().args(["--listen", &listen]).output().unwrap();
        assert_eq!(second.status.code(), Some(2));
        process.kill().unwrap();
        process.wait().unwrap();
    }
    std::fs::remove_file(&path).unwrap();
    std::fs::write(&path, "precious").unwrap();
    assert_eq!(command().args(["--listen", &listen]).output().unwrap().status.code(), Some(2));
    assert_eq!(std::fs::read(&path).unwrap(), b"precious");
}

#[test]
fn probes_and_scrapers_have_a_place_of_their_own() {
    let mut sidecar = Sidecar::start(&["--admin", "127.0.0.1:0", "--max-connections", "1"]);
    let admin = place(&mut sidecar.output, "probes and metrics on http://").parse().unwrap();
    let status = |address, path| http::request(address, "GET", path, &[], b"").status;
    let mut held = Connection::to(sidecar.address);
    held.write(b"GET /v1/schemas HTTP/1.1\r\nhost: x\r\n\r\n");
    assert_eq!(held.read().unwrap().status, 200);
    assert_eq!((status(admin, "/healthz"), status(admin, "/metrics")), (200, 200));
    assert_eq!((status(admin, "/v1/schemas"), status(sidecar.address, "/metrics")), (404, 404));
    sidecar.signal(Signal::TERM);
    assert_eq!(sidecar.end(), Some(0));
}

#[test]
fn a_log_line_holds_what_it_is_said_to_hold() {
    let mut command = command();
    command.args(["--listen", "127.0.0.1:0", "--log"]).stdout(Stdio::piped());
    let mut process = command.stderr(Stdio::piped()).spawn().unwrap();
    let mut output = BufReader::new(process.stdout.take().unwrap());
    let address = place(&mut output, "listening on http://").parse().unwrap();
    let long = "x".repeat(15_000);
    for id in ["req-17", "two words", &long[..1000]] {
        let headers = [("content-type", "application/json"), ("x-request-id", id)];
        let secret = br#"{"incident_id": "secret", "secret": "secret"}"#;
        let path = "/v1/validate/ExportBundleRequest";
        assert_eq!(http::request(address, "POST", path, &headers, secret).status, 422);
    }
    signal::send(&process, Signal::TERM);
    let ended = process.wait_with_output().unwrap();
    let log = String::from_utf8(ended.stderr).unwrap();
    assert!(!log.contains("secret") && !log.contains("two words") && !log.contains("xx"), "{log}");
    let lines: Vec<serde_json::Value> =
        log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[0]["request"], "req-17");
    for line in &lines {
        let mut members: Vec<&str> = line.as_object().unwrap().keys().map(String::as_str).collect();
        members.sort_unstable();
        assert_eq!(members, ["kind", "level", "request", "seconds", "timestamp", "verdict"]);
        assert_eq!(
            (&line["kind"], &line["verdict"]),
            (&"ExportBundleRequest".into(), &"invalid".into())
        );
    }
}

#[test]
fn limits_are_flags() {
    let sidecar = Sidecar::start(&["--max-body", "1KiB", "--max-headers", "8"]);
    let answer = http::post(sidecar.address, "/v1/validate", &[b' '; 1025]);
    assert_eq!(answer.problem::<Problem>().detail.as_deref(), Some("At most 1024 bytes are read."));
    let many = [("x", "y"); 10];
    assert_eq!(http::request(sidecar.address, "GET", "/healthz", &many, b"").status, 431);
    sidecar.signal(Signal::TERM);
    assert_eq!(sidecar.end(), Some(0));
}

#[test]
fn what_cannot_be_is_told() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let cases: &[(&[&str], &str)] = &[
        (&["--listen", &address], "cannot listen on"),
        (&["--reference", "missing.html"], "cannot read the reference page missing.html"),
        (&["--listen", "nowhere"], "invalid value 'nowhere'"),
        (&["--listen", "nowhere.invalid:80"], "cannot listen on nowhere.invalid:80"),
        (&["--listen", "localhost:99999"], "invalid value 'localhost:99999'"),
        (&["--listen", "unix:"], "invalid value 'unix:'"),
        (&["--max-head", "1"], "the largest head: expected from 1 KiB to 256 KiB, found 1 bytes"),
        (&["--max-body", "0"], "the largest body: expected 1 or more, found 0"),
        (&["--head-timeout", "0s"], "the time for a head: expected 10 ms or more, found 0ns"),
        (&["--max-body", "much"], "invalid value 'much'"),
        (&["--max-connections", "0"], "invalid value '0'"),
        (&["--body-timeout", "soon"], "invalid value 'soon'"),
    ];
    for (arguments, message) in cases {
        let output = command().args(*arguments).output().unwrap();
        let complaint = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(complaint.contains(message), "{arguments:?}: {complaint}");
    }
}
