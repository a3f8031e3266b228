//! What files may hold.

use std::fs;
use std::path::Path;
use std::process::Command;

use exact_schema_http::Tls;
use exact_schema_testkit::tools;

use crate::authority::Authority;

fn error(certificates: &Path, key: &Path) -> String {
    Tls::read(certificates, key).unwrap_err().to_string()
}

#[test]
fn what_is_no_certificate_is_named() {
    let authority = Authority::new();
    let (certificates, key) = (authority.path("faulty.pem"), authority.key());
    let none = error(&certificates, &key);
    assert!(
        none.starts_with(&format!("cannot read the certificates {}: ", certificates.display()))
    );
    let fine = fs::read_to_string(authority.certificates()).unwrap();
    let broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    for (text, found) in [
        ("", "none"),
        ("not PEM", "none"),
        (&fs::read_to_string(&key).unwrap(), "none"),
        ("-----BEGIN CERTIFICATE-----\nAAAA", "PEM that is broken"),
        ("-----BEGIN CERTIFICATE-----\n?\n-----END CERTIFICATE-----\n", "PEM that is broken"),
        (broken, "something else in the place of certificate 1"),
        (&(fine + broken), "something else in the place of certificate 3"),
    ] {
        fs::write(&certificates, text).unwrap();
        let expected =
            "expected certificates as PEM (-----BEGIN CERTIFICATE-----), that of the server first";
        let path = certificates.display();
        assert_eq!(error(&certificates, &key), format!("{path}: {expected}, found {found}"));
    }
}

#[test]
fn what_is_no_key_is_named_and_nothing_of_it_is_said() {
    let authority = Authority::new();
    let (certificates, key) = (authority.certificates(), authority.path("faulty.pem"));
    let none = error(&certificates, &key);
    assert!(none.starts_with(&format!("cannot read the key {}: ", key.display())));
    let of = |label: &str, text: &str| {
        format!("-----BEGIN {label}-----\n{text}\n-----END {label}-----\n")
    };
    let encrypted = "an encrypted one; decrypt it with `openssl pkey`";
    for (text, found) in [
        (String::new(), "none"),
        (fs::read_to_string(authority.root()).unwrap(), "none"),
        (of("PRIVATE KEY", "?"), "PEM that is broken"),
        (of("PRIVATE KEY", "AAAA"), "one that is broken or of another kind"),
        (of("ENCRYPTED PRIVATE KEY", "AAAA"), encrypted),
        (of("RSA PRIVATE KEY", "Proc-Type: 4,ENCRYPTED\n\nAAAA"), encrypted),
    ] {
        fs::write(&key, text).unwrap();
        let expected =
            "expected a private key as PEM (-----BEGIN PRIVATE KEY-----), of RSA, ECDSA or Ed25519";
        let path = key.display();
        assert_eq!(error(&certificates, &key), format!("{path}: {expected}, found {found}"));
    }
}

#[test]
fn the_key_of_another_certificate_is_named() {
    let (authority, other) = (Authority::new(), Authority::new());
    let (certificates, key) = (authority.certificates(), other.key());
    let expected = format!(
        "{}: expected the key of the first certificate in {}, found that of another",
        key.display(),
        certificates.display()
    );
    assert_eq!(error(&certificates, &key), expected);
    // The chain begins with the server, not with its authority.
    assert!(error(&authority.root(), &authority.key()).ends_with("found that of another"));
}

/// The three forms in which keys are kept.
#[test]
fn keys_of_every_form_are_read() {
    if !tools::OPENSSL.is_there() {
        return;
    }
    let authority = Authority::new();
    let openssl = |arguments: &str| {
        let mut openssl = Command::new("openssl");
        openssl.current_dir(authority.path("")).args(arguments.split(' '));
        let output = openssl.output().unwrap();
        assert!(output.status.success(), "{output:?}");
        authority.path("").join(arguments.rsplit(' ').next().unwrap_or_default())
    };
    let sec1 = openssl("ec -in key.pem -out sec1.pem");
    assert!(fs::read_to_string(&sec1).unwrap().contains("BEGIN EC PRIVATE KEY"));
    Tls::read(&authority.certificates(), &sec1).unwrap();
    let rsa = openssl(
        "req -x509 -newkey rsa:2048 -noenc -subj /CN=localhost -keyout pkcs8.pem -out rsa.pem",
    );
    let pkcs1 = openssl("rsa -traditional -in pkcs8.pem -out pkcs1.pem");
    assert!(fs::read_to_string(&pkcs1).unwrap().contains("BEGIN RSA PRIVATE KEY"));
    Tls::read(&rsa, &pkcs1).unwrap();
    Tls::read(&rsa, &authority.path("pkcs8.pem")).unwrap();
}
