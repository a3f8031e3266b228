//! `archive` in an object store: a server that speaks S3, over a socket.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::thread;
use std::time::Duration;

use exact_schema_testkit::command::{self, Ended};
use tempfile::TempDir;

use super::archive::lines;

/// The packages of the server; their versions and digests are in `requirements.txt`, which its first line makes.
const REQUIREMENTS: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/tests/life/cloud/requirements.txt");

/// A server with an empty bucket, until it is dropped.
struct Server {
    process: Child,
    address: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Server {
    fn start() -> Self {
        let home = installed();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let mut process = Command::new(home.join("bin/moto_server"))
            .args(["-H", "127.0.0.1", "-p", &port.to_string()])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let address = format!("127.0.0.1:{port}");
        while TcpStream::connect(&address).is_err() {
            assert!(process.try_wait().unwrap().is_none(), "the server has ended");
            thread::sleep(Duration::from_millis(50));
        }
        let server = Self { process, address };
        let bucket = format!("http://{}/bundles", server.address);
        let made = command::run(Command::new("curl").args(["-sSf", "-X", "PUT", &bucket]));
        assert_eq!((made.code, &made.stderr[..]), (0, ""));
        server
    }

    fn archive(&self, arguments: &[&str]) -> Ended {
        let mut program = command::program(env!("CARGO_BIN_EXE_export-bundles"));
        program
            .arg("archive")
            .args(arguments)
            .env("AWS_ACCESS_KEY_ID", "nobody")
            .env("AWS_SECRET_ACCESS_KEY", "nothing")
            .env("AWS_REGION", "us-east-1")
            .env("AWS_ENDPOINT", format!("http://{}", self.address))
            .env("AWS_ALLOW_HTTP", "true");
        command::run(&mut program)
    }
}

/// Where the server is installed, which the first test that needs it does while the others wait.
fn installed() -> &'static Path {
    static HOME: OnceLock<PathBuf> = OnceLock::new();
    HOME.get_or_init(install)
}

fn install() -> PathBuf {
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("moto");
    let (stamp, wanted) = (home.join("installed"), fs::read_to_string(REQUIREMENTS).unwrap());
    if fs::read_to_string(&stamp).is_ok_and(|it| it == wanted) {
        return home;
    }
    let _ = fs::remove_dir_all(&home);
    let made = command::run(Command::new("python3").args(["-m", "venv"]).arg(&home));
    assert_eq!(made.code, 0, "{}", made.stderr);
    let pip = ["install", "--quiet", "--require-hashes", "--requirement", REQUIREMENTS];
    let made = command::run(Command::new(home.join("bin/pip")).args(pip));
    assert_eq!(made.code, 0, "{}", made.stderr);
    fs::write(stamp, wanted).unwrap();
    home
}

#[test]
fn an_archive_in_an_object_store_is_the_one_of_a_folder() {
    let server = Server::start();
    let home = TempDir::new().unwrap();
    let path = |name: &str| home.path().join(name).to_str().unwrap().to_owned();
    let mut given = lines(40);
    given.push("{}".to_owned());
    fs::write(path("bundles.ndjson"), given.join("\n")).unwrap();
    let (cloud, folder) = ("s3://bundles/of/years", path("folder"));
    for to in [cloud, &folder] {
        let added = server.archive(&["add", "--to", to, &path("bundles.ndjson")]);
        assert_eq!((added.code, &added.stderr[..]), (1, ""), "{to}");
        let again = server.archive(&["add", "--to", to, &path("bundles.ndjson")]);
        assert!(again.stdout.contains("40 were there already"), "{}", again.stdout);
    }
    let [of_cloud, of_folder] = [cloud, &folder].map(|archive| {
        let verified = server.archive(&["verify", archive, "--format", "json"]);
        assert_eq!((verified.code, &verified.stderr[..]), (0, ""));
        let sample = server.archive(&["sample", archive, "--seed", "7", "--size", "3"]);
        (verified.stdout, sample.stdout)
    });
    assert_eq!(of_cloud, of_folder);

    let copied = path("copy");
    let copied = server.archive(&["add", "--to", &copied, cloud]);
    assert!(copied.stdout.starts_with("40 bundles added"), "{}", copied.stdout);

    // What somebody slips in there is found.
    let object = format!("http://{}/bundles/of/years/aside/00000099.parquet", server.address);
    let put = ["-sSf", "-X", "PUT", "--data-binary", "{}", &object];
    let put = command::run(Command::new("curl").args(put));
    assert_eq!(put.code, 0, "{}", put.stderr);
    let verified = server.archive(&["verify", cloud]);
    assert_eq!(verified.code, 1);
    assert!(verified.stderr.contains("file-unknown: aside/00000099.parquet"));
}

#[test]
fn what_is_no_object_store_is_said() {
    let server = Server::start();
    let said = server.archive(&["verify", "ftp://bundles/years"]);
    assert_eq!(said.code, 2);
    assert!(said.stderr.contains("expected s3://, gs:// or az://"), "{}", said.stderr);
    let said = server.archive(&["verify", "s3://bundles/nothing"]);
    assert!(said.stderr.contains("s3://bundles/nothing is no archive"), "{}", said.stderr);
}
