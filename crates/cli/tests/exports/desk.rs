//! A service that runs, and what it is asked.

use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, OnceLock};

use exact_schema_testkit::command::{self, Ended};
use exact_schema_testkit::http::{self, Answer};
use exact_schema_testkit::postgres::Postgres;
use exact_schema_testkit::signal::{self, Signal};
use exact_schema_testkit::tools;
use export_bundles::{Document, ExportBundleResponse, Problem, decode};
use serde_json::{Value, json};
use tempfile::TempDir;

/// Whose data the tests are about, unless they say another one.
pub const TENANT: &str = "tenant-eu-west-4";

/// A folder with the keys of a service, and its store.
pub struct Desk {
    pub folder: Arc<TempDir>,
    pub store: String,
}

/// The server of those tests that do not take it away.
fn server() -> &'static Postgres {
    static SERVER: OnceLock<Postgres> = OnceLock::new();
    SERVER.get_or_init(Postgres::start)
}

/// Does the same on both kinds of stores.
pub fn on_both(test: impl Fn(Desk)) {
    test(Desk::in_a_file());
    if tools::POSTGRES.is_there() {
        test(Desk::on(server()));
    }
}

impl Desk {
    pub fn in_a_file() -> Self {
        Self { folder: Arc::new(TempDir::new().unwrap()), store: "sqlite:exports.db".to_owned() }
    }

    pub fn on(server: &Postgres) -> Self {
        let folder = TempDir::new().unwrap();
        let name = folder.path().file_name().unwrap().to_str().unwrap().to_lowercase();
        let name: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
        Self { store: server.database(&format!("t{name}")), folder: Arc::new(folder) }
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Runs a command of the program in the folder, to its end, on the store.
    pub fn run(&self, arguments: &[&str]) -> Ended {
        let mut command = command::program(env!("CARGO_BIN_EXE_export-bundles"));
        command.args(arguments).current_dir(self.path()).env("EXPORT_BUNDLES_STORE", &self.store);
        command::run_with(&mut command, b"")
    }

    /// A new token.
    pub fn token(&self, tenant: &str, scope: &str, more: &[&str]) -> String {
        let arguments = ["token", "new", "--tenant", tenant, "--scope", scope];
        let ended = self.run(&[&arguments[..], more].concat());
        assert_eq!((ended.code, ended.stderr.as_str()), (0, ""));
        ended.stdout.trim().to_owned()
    }

    pub fn start(&self) -> Service {
        self.start_with(&[])
    }

    pub fn start_with(&self, more: &[&str]) -> Service {
        self.start_by(Command::new(env!("CARGO_BIN_EXE_export-bundles")), more)
    }

    /// Starts the service by a program that takes its arguments.
    pub fn start_by(&self, mut program: Command, more: &[&str]) -> Service {
        let mut process = program
            .args(["exports", "--store", &self.store, "--listen", "127.0.0.1:0"])
            .args(more)
            .current_dir(self.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut output = BufReader::new(process.stdout.take().unwrap());
        let mut first = String::new();
        output.read_line(&mut first).unwrap();
        let place = first.trim().rsplit_once("://").map(|(_, place)| place.to_owned());
        let Some(place) = place else {
            let mut said = String::new();
            process.stderr.take().unwrap().read_to_string(&mut said).unwrap();
            panic!("it did not start: {first}{said}");
        };
        // What nobody reads would hold it up.
        let mut errors = process.stderr.take().unwrap();
        let log = std::thread::spawn(move || {
            let mut log = String::new();
            let _ = errors.read_to_string(&mut log);
            log
        });
        Service { process, address: place.parse().unwrap(), log: Some(log), token: String::new() }
    }

    /// A service, and a token that may do everything for the usual tenant.
    pub fn start_with_token(&self) -> Service {
        let service = self.start();
        let token = self.token(TENANT, "write", &[]);
        service.with(&token)
    }
}

/// A service that runs.
pub struct Service {
    process: Child,
    pub address: SocketAddr,
    log: Option<std::thread::JoinHandle<String>>,
    /// Who asks.
    pub token: String,
}

impl Service {
    /// The same, asked with that token from now on.
    pub fn with(mut self, token: &str) -> Self {
        token.clone_into(&mut self.token);
        self
    }

    /// Ends it in time, and gives back what it wrote to its log.
    pub fn end(&mut self) -> String {
        self.signal(Signal::TERM);
        let status = self.process.wait().unwrap();
        let log = self.log.take().unwrap().join().unwrap();
        assert!(status.success(), "{status}: {log}");
        log
    }

    /// Ends it at once, whatever it does.
    pub fn kill(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    pub fn signal(&self, signal: Signal) {
        signal::send(&self.process, signal);
    }

    pub fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        let bearer = format!("Bearer {}", self.token);
        let mut all = headers.to_vec();
        if !self.token.is_empty() && !headers.iter().any(|it| it.0 == "authorization") {
            all.push(("authorization", &bearer));
        }
        http::request(self.address, method, path, &all, body)
    }

    pub fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[], b"")
    }

    pub fn get_as(&self, path: &str, media_type: &str) -> Answer {
        self.ask("GET", path, &[("accept", media_type)], b"")
    }

    pub fn put(&self, path: &str, document: &Value) -> Answer {
        let body = serde_json::to_vec(document).unwrap();
        self.ask("PUT", path, &[("content-type", "application/json")], &body)
    }

    pub fn post(&self, path: &str, document: &Value) -> Answer {
        self.post_with(path, &[], document)
    }

    pub fn post_with(&self, path: &str, headers: &[(&str, &str)], document: &Value) -> Answer {
        let body = serde_json::to_vec(document).unwrap();
        let json = [("content-type", "application/json")];
        self.ask("POST", path, &[&json[..], headers].concat(), &body)
    }

    /// Says everything about an incident that is known of one.
    pub fn know(&self, incident_id: &str) {
        for (path, document) in known(incident_id) {
            let answer = self.put(&path, &document);
            assert!(matches!(answer.status, 200 | 201), "{path}: {answer:?}");
        }
    }

    /// Asks for a bundle, which there is to be.
    pub fn export(&self, incident_id: &str, kind: &str) -> ExportBundleResponse {
        let request = json!({ "incident_id": incident_id, "bundle_type": kind });
        read(&self.post("/v1/exports", &request), 201)
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        // A test that failed leaves nothing behind; one that passed has waited already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The document that an answer is.
pub fn read<T: Document>(answer: &Answer, status: u16) -> T {
    assert_eq!(answer.status, status, "{}", String::from_utf8_lossy(&answer.body));
    decode(&answer.body).unwrap()
}

/// What is wrong, by the end of the type of the problem.
pub fn problem(answer: &Answer) -> (u16, String) {
    let problem = answer.problem::<Problem>();
    let kind = problem.type_.as_str().rsplit_once(':').unwrap().1.to_owned();
    (answer.status, kind)
}

pub fn is_problem(answer: &Answer, status: u16, kind: &str) {
    assert_eq!(
        problem(answer),
        (status, kind.to_owned()),
        "{}",
        String::from_utf8_lossy(&answer.body)
    );
}

/// The case of the contract's examples.
pub fn case() -> Value {
    let path = "../../schemas/v1/examples/export-case/valid/full.json";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

/// What is known of an incident, each with the place where it is put.
pub fn known(incident_id: &str) -> Vec<(String, Value)> {
    let mut case = case();
    let run_id = format!("run_of_{incident_id}");
    case["incident"]["id"] = incident_id.into();
    case["incident"]["source_run_id"] = run_id.as_str().into();
    case["run"]["run_id"] = run_id.as_str().into();
    case["trace"]["run_id"] = run_id.as_str().into();
    case["trace"]["trace_id"] = format!("trace_of_{incident_id}").into();
    for part in ["incident", "run", "trace", "policy_snapshot"] {
        case[part]["tenant_id"] = TENANT.into();
    }
    let place =
        |folder: &str, id: &Value| format!("/v1/{folder}/{}", escaped(id.as_str().unwrap()));
    vec![
        (place("incidents", &case["incident"]["id"]), case["incident"].clone()),
        (place("runs", &case["run"]["run_id"]), case["run"].clone()),
        (place("traces", &case["trace"]["trace_id"]), case["trace"].clone()),
        (
            place("policy-snapshots", &case["policy_snapshot"]["policy_snapshot_id"]),
            case["policy_snapshot"].clone(),
        ),
    ]
}

/// A name as a path has it.
pub fn escaped(name: &str) -> String {
    percent_encoding::utf8_percent_encode(name, percent_encoding::NON_ALPHANUMERIC).to_string()
}
