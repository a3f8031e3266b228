//! Keys: what other tools make is read, and what is made here other tools read.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test says by a panic that it failed"
)]

use std::fs;
use std::process::Command;

use exact_schema_testkit::tools;
use export_bundles_attest::{Algorithm, KeyError, PublicKey, SigningKey};
use tempfile::TempDir;

const MESSAGE: &[u8] = b"what is said";

fn openssl(folder: &TempDir, arguments: &[&str]) -> bool {
    let output = Command::new("openssl").args(arguments).current_dir(folder.path()).output();
    output.expect("tests need `openssl`").status.success()
}

#[test]
fn openssl_verifies_what_is_signed_here() {
    if !tools::OPENSSL.is_there() {
        return;
    }
    let folder = TempDir::new().unwrap();
    let write = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();
    for algorithm in [Algorithm::Ed25519, Algorithm::P256] {
        let key = SigningKey::generate(algorithm).unwrap();
        write("key.pem", key.to_pem().as_bytes());
        write("public.pem", key.public().to_pem().as_bytes());
        write("message", MESSAGE);
        write("signature", &key.sign(MESSAGE).unwrap());
        let verify =
            ["pkeyutl", "-verify", "-pubin", "-inkey", "public.pem", "-rawin", "-in", "message"];
        let verify = [&verify[..], &["-sigfile", "signature"]].concat();
        assert!(openssl(&folder, &verify), "{algorithm:?}");
        write("message", b"what is not");
        assert!(!openssl(&folder, &verify), "{algorithm:?}");
        assert!(openssl(&folder, &["pkey", "-in", "key.pem", "-pubout", "-out", "derived.pem"]));
        let derived = fs::read_to_string(folder.path().join("derived.pem")).unwrap();
        assert_eq!(
            derived,
            key.public().to_pem(),
            "{algorithm:?}: the private key has its public one"
        );
    }
}

#[test]
fn keys_of_openssl_sign_here() {
    if !tools::OPENSSL.is_there() {
        return;
    }
    let folder = TempDir::new().unwrap();
    let p256: &[&str] = &["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"];
    for options in [&["-algorithm", "ed25519"], p256] {
        assert!(openssl(&folder, &[&["genpkey", "-out", "key.pem"], options].concat()));
        assert!(openssl(&folder, &["pkey", "-in", "key.pem", "-pubout", "-out", "public.pem"]));
        let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
        let key = SigningKey::from_pem(&read("key.pem")).unwrap();
        let public = PublicKey::from_pem(&read("public.pem")).unwrap();
        assert_eq!(key.public(), &public);
        assert!(public.has_signed(MESSAGE, &key.sign(MESSAGE).unwrap()));
    }
}

#[test]
fn what_is_no_key_says_what_was_expected() {
    if !tools::OPENSSL.is_there() {
        return;
    }
    let folder = TempDir::new().unwrap();
    let pem = |options: &[&str]| {
        assert!(openssl(&folder, &[&["genpkey", "-out", "key.pem"], options].concat()));
        fs::read_to_string(folder.path().join("key.pem")).unwrap()
    };
    let rsa = pem(&["-algorithm", "RSA"]);
    let p384 = pem(&["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-384"]);
    let sealed = pem(&["-algorithm", "ed25519", "-aes256", "-pass", "pass:secret"]);
    let public = SigningKey::generate(Algorithm::Ed25519).unwrap().public().to_pem();
    let cases = [
        (rsa.as_str(), KeyError::Unsupported),
        (p384.as_str(), KeyError::Unsupported),
        (sealed.as_str(), KeyError::OtherLabel { expected: "PRIVATE KEY" }),
        (public.as_str(), KeyError::OtherLabel { expected: "PRIVATE KEY" }),
        ("", KeyError::NotPem { label: "PRIVATE KEY" }),
        ("-----BEGIN PRIVATE KEY-----\n", KeyError::NotPem { label: "PRIVATE KEY" }),
    ];
    for (text, expected) in cases {
        assert_eq!(SigningKey::from_pem(text).unwrap_err(), expected, "{text}");
    }
    // Not even by mistake.
    let key = SigningKey::generate(Algorithm::Ed25519).unwrap();
    assert!(!format!("{key:?}").contains(key.to_pem().lines().nth(1).unwrap()));
}
