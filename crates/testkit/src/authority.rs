//! A time-stamping authority (RFC 3161) with certificates of its own: `openssl ts`, behind HTTP.

use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::thread;

use axum::Router;
use axum::body::Bytes;
use axum::http::header::CONTENT_TYPE;
use axum::routing::post;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::runtime::Builder;

/// An authority. Its clock is that of the machine.
#[derive(Clone)]
pub struct Authority {
    folder: Arc<TempDir>,
}

/// How an authority signs.
#[derive(Clone, Copy, Debug)]
pub enum Keys {
    /// RSA with 2,048 bits.
    Rsa,
    /// ECDSA with the curve P-256.
    P256,
}

const CONFIGURATION: &str = "\
[tsa]
default_tsa = own
[own]
serial = serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
accuracy = secs:1
ess_cert_id_alg = sha256
";

const PURPOSE: &str = "\
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
subjectKeyIdentifier = hash
";

impl Authority {
    /// An authority whose certificate leads to a root.
    #[must_use]
    pub fn new(keys: Keys) -> Self {
        let folder = TempDir::new().unwrap();
        let place = folder.path();
        fs::write(place.join("tsa.cnf"), CONFIGURATION).unwrap();
        fs::write(place.join("purpose.cnf"), PURPOSE).unwrap();
        fs::write(place.join("serial"), "01\n").unwrap();
        let (kind, curve): (&str, &[&str]) = match keys {
            Keys::Rsa => ("rsa:2048", &[]),
            Keys::P256 => ("ec", &["-pkeyopt", "ec_paramgen_curve:P-256"]),
        };
        let request = ["req", "-newkey", kind, "-nodes", "-sha256"];
        let root = [
            "-x509", "-days", "3650", "-subj", "/CN=Root", "-keyout", "root.key", "-out",
            "root.pem",
        ];
        openssl(place, &[&request[..], curve, &root].concat());
        let own = ["-subj", "/CN=Time", "-keyout", "own.key", "-out", "own.csr"];
        openssl(place, &[&request[..], curve, &own].concat());
        let sign = [
            "x509",
            "-req",
            "-in",
            "own.csr",
            "-CA",
            "root.pem",
            "-CAkey",
            "root.key",
            "-set_serial",
            "7",
        ];
        let as_authority =
            ["-days", "3650", "-sha256", "-extfile", "purpose.cnf", "-out", "own.pem"];
        openssl(place, &[&sign[..], &as_authority].concat());
        Self { folder: Arc::new(folder) }
    }

    /// The certificate that its own leads to, as PEM.
    #[must_use]
    pub fn root(&self) -> String {
        fs::read_to_string(self.folder.path().join("root.pem")).unwrap()
    }

    /// The certificate that it signs with, as PEM.
    #[must_use]
    pub fn certificate(&self) -> String {
        fs::read_to_string(self.folder.path().join("own.pem")).unwrap()
    }

    /// What it answers to a query.
    #[must_use]
    pub fn reply(&self, query: &[u8]) -> Vec<u8> {
        // One at a time, as they count together.
        let place = TempDir::new_in(self.folder.path()).unwrap();
        let (asked, answer) = (place.path().join("query"), place.path().join("reply"));
        fs::write(&asked, query).unwrap();
        let signer = ["-signer", "own.pem", "-inkey", "own.key", "-config", "tsa.cnf"];
        let files = ["-queryfile", asked.to_str().unwrap(), "-out", answer.to_str().unwrap()];
        openssl(self.folder.path(), &[&["ts", "-reply"], &signer[..], &files].concat());
        fs::read(answer).unwrap()
    }

    /// Where it listens, until the process ends.
    #[must_use]
    pub fn listen(&self) -> String {
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let address: SocketAddr = listener.local_addr().unwrap();
        let authority = self.clone();
        let answer = move |query: Bytes| {
            let authority = authority.clone();
            async move { ([(CONTENT_TYPE, "application/timestamp-reply")], authority.reply(&query)) }
        };
        let routes = Router::new().route("/", post(answer));
        thread::spawn(move || runtime.block_on(async { axum::serve(listener, routes).await }));
        format!("http://{address}/")
    }
}

fn openssl(folder: &Path, arguments: &[&str]) {
    let output = Command::new("openssl").args(arguments).current_dir(folder).output();
    let output = output.expect("tests need `openssl`");
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "openssl {arguments:?}: {complaint}");
}
