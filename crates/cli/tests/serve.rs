//! `export-bundles serve` as a process: what it says, how it ends, and what it refuses.

#![allow(clippy::unwrap_used, reason = "a test says by a panic that it failed")]

use std::io::{BufRead, BufReader};
use std::net::{SocketAddr, TcpListener};
use std::process::{Child, Command, Stdio};

use exact_schema_testkit::http::{self, Connection};
use export_bundles::Problem;

fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_export-bundles"));
    command.arg("serve");
    command
}

struct Sidecar {
    process: Child,
    address: SocketAddr,
}

impl Sidecar {
    fn start(arguments: &[&str]) -> Self {
        let mut command = command();
        command.args(["--listen", "127.0.0.1:0"]).args(arguments).stdout(Stdio::piped());
        let mut process = command.spawn().unwrap();
        let mut first = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut first).unwrap();
        let address = first.trim().strip_prefix("listening on http://").unwrap().parse().unwrap();
        Self { process, address }
    }

    fn signal(&self, signal: &str) {
        let id = self.process.id().to_string();
        assert!(Command::new("kill").args([signal, &id]).status().unwrap().success());
    }

    fn end(mut self) -> Option<i32> {
        self.process.wait().unwrap().code()
    }
}

impl Drop for Sidecar {
    fn drop(&mut self) {
        // A test that failed leaves nothing behind; one that passed has waited already.
        let _ = self.process.kill();
    }
}

#[test]
fn it_answers_what_is_under_way_and_ends() {
    for signal in ["-TERM", "-INT"] {
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
    sidecar.signal("-TERM");
    assert_eq!(sidecar.end(), Some(1));
}

#[test]
fn limits_are_flags() {
    let sidecar = Sidecar::start(&["--max-body", "1KiB", "--max-headers", "8"]);
    let answer = http::post(sidecar.address, "/v1/validate", &[b' '; 1025]);
    assert_eq!(answer.problem::<Problem>().detail.as_deref(), Some("At most 1024 bytes are read."));
    let many = [("x", "y"); 10];
    assert_eq!(http::request(sidecar.address, "GET", "/healthz", &many, b"").status, 431);
    sidecar.signal("-TERM");
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
