//! Who asks as one should.

use std::io::Write;
use std::process::{Command, Stdio};

use exact_schema_http::{Limits, Server, Tls};
use exact_schema_testkit::tools;
use parcel_events::CONTRACT;
use tokio_rustls::rustls::version::{TLS12, TLS13};
use tokio_rustls::rustls::{CertificateError, Error};

use crate::authority::Authority;
use crate::running::{Running, ask, client, heard};

#[test]
fn requests_are_answered_in_both_versions() {
    let server = Running::start(Limits::default());
    for version in [&TLS12, &TLS13] {
        let mut client = client(server.connect(), &server.authority, &[version]);
        for _ in 0..3 {
            ask(&mut client, "/").unwrap();
            assert!(heard(&mut client, "now").starts_with("HTTP/1.1 200 OK\r\n"));
        }
        assert_eq!(client.conn.protocol_version(), Some(version.version));
        assert_eq!(client.conn.alpn_protocol(), Some(&b"http/1.1"[..]));
    }
    assert_eq!((server.refused(), server.end().cut_off), (0, 0));
}

#[test]
fn an_answer_comes_whole_however_large() {
    let server = Running::start(Limits::default());
    let mut client = server.client();
    ask(&mut client, "/large").unwrap();
    let head = heard(&mut client, "\r\n\r\n");
    assert!(head.contains("content-length: 67108864\r\n"), "{head}");
    let mut body = std::io::Read::take(&mut client, 64 << 20);
    assert_eq!(std::io::copy(&mut body, &mut std::io::sink()).unwrap(), 64 << 20);
}

#[test]
fn who_trusts_another_authority_does_not_ask() {
    let server = Running::start(Limits::default());
    let other = Authority::new();
    let mut client = client(server.connect(), &other, &[&TLS13]);
    let error = ask(&mut client, "/").unwrap_err().downcast::<Error>().unwrap();
    let unsigned = CertificateError::BadSignature;
    let unknown = CertificateError::UnknownIssuer;
    let is_refused = [unsigned, unknown].map(Error::InvalidCertificate).contains(&error);
    assert!(is_refused, "{error:?}");
    server.is_served();
}

#[test]
fn other_programs_are_answered() {
    let server = Running::start(Limits::default());
    let root = server.authority.root();
    if tools::CURL.is_there() {
        let mut curl = Command::new("curl");
        curl.args(["--silent", "--show-error", "--noproxy", "*", "--cacert"]).arg(&root);
        curl.arg(format!("https://localhost:{}/", server.address.port()));
        let output = curl.output().unwrap();
        assert_eq!(output.stdout, b"now", "{output:?}");
    }
    if !tools::OPENSSL.is_there() {
        return;
    }
    let mut openssl = Command::new("openssl");
    openssl.args(["s_client", "-quiet", "-verify_return_error", "-verify_hostname", "localhost"]);
    openssl.arg("-CAfile").arg(&root).arg("-connect").arg(server.address.to_string());
    openssl.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = openssl.spawn().unwrap();
    let request = b"GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";
    child.stdin.as_mut().unwrap().write_all(request).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.stdout.ends_with(b"now"), "{output:?}");
}

#[tokio::test]
async fn a_unix_domain_socket_stays_as_it_is() {
    let authority = Authority::new();
    let tls = Tls::read(&authority.certificates(), &authority.key()).unwrap();
    let listen = format!("unix:{}", authority.path("socket").display());
    let server = Server::bind(&listen.parse().unwrap(), &CONTRACT).await.unwrap().with_tls(tls);
    assert_eq!(server.address().to_string(), listen);
}
