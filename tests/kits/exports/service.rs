//! The service, as a process of its own on a store of its own.

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};

use exact_schema_testkit::http::{self, Answer};
use serde_json::Value;
use tempfile::TempDir;

use crate::{root, succeed};

/// The tenant of the examples.
pub const TENANT: &str = "tenant-eu-west-4";

/// A service that runs until the test has ended.
pub struct Service {
    process: Child,
    folder: TempDir,
    pub address: SocketAddr,
    _log: BufReader<ChildStdout>,
}

impl Service {
    pub fn start() -> Self {
        Self::start_with(&[])
    }

    /// One that is told more.
    pub fn start_with(arguments: &[&str]) -> Self {
        Self::run("exports", arguments)
    }

    /// The sidecar.
    pub fn sidecar() -> Self {
        Self::run("serve", &[])
    }

    fn run(command: &str, arguments: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut program = Command::new(program());
        program.args([command, "--listen", "127.0.0.1:0"]).args(arguments).current_dir(&folder);
        let mut process = program.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut log = BufReader::new(process.stdout.take().unwrap());
        let mut line = String::new();
        let address = loop {
            line.clear();
            assert!(log.read_line(&mut line).unwrap() > 0, "the service ended before it listened");
            if let Some((_, address)) = line.trim().split_once("listening on http://") {
                break address.parse().unwrap();
            }
        };
        Self { process, folder, address, _log: log }
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// A new token of the tenant, which these arguments say more about.
    pub fn token(&self, scope: &str, more: &[&str]) -> String {
        let mut command = Command::new(program());
        command.args(["token", "new", "--tenant", TENANT, "--scope", scope]).args(more);
        succeed(command.current_dir(&self.folder)).trim().to_owned()
    }

    /// What is told of all tokens, a line each.
    pub fn tokens(&self) -> String {
        let mut command = Command::new(program());
        succeed(command.args(["token", "list"]).current_dir(&self.folder))
    }

    /// Removes everything whose time is over, which is that of everything.
    pub fn expire(&self) {
        let mut command = Command::new(program());
        command.args(["exports", "expire", "--retain", "1ms"]).current_dir(&self.folder);
        succeed(&mut command);
    }

    /// Puts a document there.
    pub fn put(&self, token: &str, place: &str, document: &Value) {
        let answer = self.ask(token, "PUT", place, Some(document));
        assert_eq!(answer.status, 201, "{place}: {}", String::from_utf8_lossy(&answer.body));
    }

    /// Asks for a bundle, and gives what is told of it.
    pub fn export(&self, token: &str, request: &Value) -> Value {
        let answer = self.ask(token, "POST", "/v1/exports", Some(request));
        assert_eq!(answer.status, 201, "{}", String::from_utf8_lossy(&answer.body));
        serde_json::from_slice(&answer.body).unwrap()
    }

    /// What it says of itself, in OpenAPI.
    pub fn description(&self) -> Vec<u8> {
        http::request(self.address, "GET", "/openapi.json", &[], b"").body
    }

    fn ask(&self, token: &str, method: &str, place: &str, document: Option<&Value>) -> Answer {
        let token = format!("Bearer {token}");
        let headers = [("authorization", token.as_str()), ("content-type", "application/json")];
        let body = document.map(Value::to_string).unwrap_or_default();
        http::request(self.address, method, place, &headers, body.as_bytes())
    }

    /// Puts everything there that the examples of the contract say of their incident.
    pub fn put_examples(&self, token: &str) {
        for (kind, place, id) in [
            ("incident", "incidents", "id"),
            ("run", "runs", "run_id"),
            ("policy-snapshot", "policy-snapshots", "policy_snapshot_id"),
            ("trace", "traces", "trace_id"),
        ] {
            let document = example(kind);
            let id = document[id].as_str().unwrap();
            self.put(token, &format!("/v1/{place}/{id}"), &document);
        }
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The example of a kind of document that has everything.
pub fn example(kind: &str) -> Value {
    let file = root().join(format!("schemas/v1/examples/{kind}/valid/full.json"));
    serde_json::from_slice(&fs::read(file).unwrap()).unwrap()
}

/// The program, which `cargo test --workspace` builds beside the tests; a run of these tests alone does not.
pub fn program() -> PathBuf {
    let deps = std::env::current_exe().unwrap();
    let name = format!("export-bundles{}", std::env::consts::EXE_SUFFIX);
    let program = deps.parent().and_then(Path::parent).unwrap().join(name);
    if !program.exists() {
        let arguments = ["build", "--quiet", "--package", "export-bundles-cli"];
        assert!(Command::new(env!("CARGO")).args(arguments).status().unwrap().success());
    }
    program
}
