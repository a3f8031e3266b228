//! `keygen`, `sign`, and what `verify` makes of a signature.

use std::fs;
use std::path::Path;

use exact_schema_testkit::authority::{Authority, Keys};
use exact_schema_testkit::tools;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::process::{Ended, bundle, example, run};

/// A folder with a key, a file that says to trust it, and a sealed bundle.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        let desk = Self { folder: TempDir::new().unwrap() };
        let made = run(&["keygen", &desk.path("signing")]);
        assert_eq!((made.code, made.stderr.as_str()), (0, ""));
        desk.write("trust.json", &made.stdout);
        desk.write("bundle.json", &bundle("evidence"));
        desk
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_str().unwrap().to_owned()
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    fn sign(&self, options: &[&str]) -> Ended {
        let (key, file) = (self.path("signing.key"), self.path("bundle.json"));
        run(&[&["sign", "--key", &key], options, &[&file]].concat())
    }

    fn verify(&self, name: &str, options: &[&str]) -> Ended {
        let (trust, file) = (self.path("trust.json"), self.path(name));
        run(&[&["verify", "--format", "json", "--trust", &trust], options, &[&file]].concat())
    }
}

#[test]
fn a_signed_bundle_is_sound_for_whoever_trusts_the_key() {
    let desk = Desk::new();
    assert_eq!(desk.verify("bundle.json", &[]).code, 1, "nobody answers for it yet");
    let signed = desk.sign(&[]);
    assert_eq!((signed.code, signed.stdout.as_str(), signed.stderr.as_str()), (0, "", ""));
    let verified = desk.verify("bundle.json", &["--strict"]);
    assert_eq!(verified.code, 0, "{}", verified.stdout);
    let signatures = verified.json()[0]["signatures"].clone();
    let trusted: Value = serde_json::from_str(&desk.read("trust.json")).unwrap();
    let key_id = &trusted["keys"][0]["key_id"];
    let expected = json!([{ "key_id": key_id, "trusted": true, "file": "same", "faults": [] }]);
    assert_eq!(signatures, expected);
    // Without anybody to trust, the signature is no part of the verdict.
    let unread = run(&["verify", &desk.path("bundle.json")]);
    assert_eq!(unread.code, 0);
    assert!(unread.stdout.contains("  signature unread: --trust says by whom it has to be\n"));
}

#[test]
fn the_three_bundles_of_a_case_are_made_and_signed_in_one_command_each() {
    if !tools::OPENSSL.is_there() {
        return;
    }
    let desk = Desk::new();
    let authority = Authority::new(Keys::Rsa);
    let url = authority.listen();
    let trust: Value = serde_json::from_str(&desk.read("trust.json")).unwrap();
    let trust = json!({
        "keys": trust["keys"], "time_stamping_authorities": [{ "certificates": authority.root() }],
    });
    desk.write("trust.json", &trust.to_string());
    let spans = concat!(env!("CARGO_MANIFEST_DIR"), "/../evidence/tests/otlp/openllmetry.jsonl");
    desk.write(
        "incident.json",
        r#"{"id": "inc_1", "tenant_id": "t", "source_run_id": "run_1", "policy_id": "p", "policy_name": "Tokens",
            "severity": "high", "violation_type": "token_limit", "created_at": "2026-12-31T00:00:00Z"}"#,
    );
    desk.write("policies.json", r#"{"policy_snapshot_id": "polsnap_1", "tenant_id": "t"}"#);
    for kind in ["evidence", "soc2", "executive_debrief"] {
        let output = desk.path(&format!("{kind}.json"));
        let (incident, policies) = (desk.path("incident.json"), desk.path("policies.json"));
        let case = ["--incident", &incident, "--policies", &policies, "--otlp", spans];
        let span = ["--violating-span", "b73f331bbb75eb23"];
        let key = desk.path("signing.key");
        let signing = ["--key", &key, "--tsa", &url, "--output", &output];
        let made = run(&[&["assemble", "--type", kind], &case[..], &span, &signing].concat());
        assert_eq!((made.code, made.stdout.as_str()), (0, ""), "{kind}: {}", made.stderr);
        // In many years, the key is valid no more; that it was is proved.
        let verified = desk.verify(&format!("{kind}.json"), &["--now", "2033-01-01T00:00:00Z"]);
        assert_eq!(verified.code, 0, "{kind}: {}", verified.stdout);
        let signature = &verified.json()[0]["signatures"][0];
        assert!(signature["proved_at"].is_string(), "{signature}");
        let receipt: Value =
            serde_json::from_str(&desk.read(&format!("{kind}.json.sigstore.json"))).unwrap();
        let payload = receipt["dsseEnvelope"]["payload"].as_str().unwrap();
        // What the bundle does not know, its statement says.
        assert!(payload.len() > 1_000, "{kind}");
    }
}

#[test]
fn what_was_changed_is_found_with_its_place() {
    let desk = Desk::new();
    desk.sign(&[]);
    let receipt = desk.read("bundle.json.sigstore.json");
    let changed = desk.read("bundle.json").replace("\"tokens\":820", "\"tokens\":82");
    desk.write("changed.json", &changed);
    desk.write("changed.json.sigstore.json", &receipt);
    let verified = desk.verify("changed.json", &[]);
    assert_eq!(verified.code, 1);
    let faults = &verified.json()[0]["signatures"][0]["faults"];
    assert_eq!(faults[0]["rule"], "statement-subject");
    assert_eq!(faults[0]["pointer"], "/dsseEnvelope/payload");
    let text =
        run(&["verify", "--trust", &desk.path("trust.json"), &desk.path("changed.json")]).stdout;
    assert!(
        text.contains("  in the receipt at /dsseEnvelope/payload\n    error statement-subject: "),
        "{text}"
    );
}

/// A document that is spelled in another way is the same document.
#[test]
fn a_bundle_that_is_written_anew_keeps_its_signature() {
    let desk = Desk::new();
    desk.sign(&[]);
    let spelled: Value = serde_json::from_str(&desk.read("bundle.json")).unwrap();
    desk.write("spelled.json", &format!("{spelled:#}"));
    let receipt = desk.path("bundle.json.sigstore.json");
    let verified = desk.verify("spelled.json", &["--receipt", &receipt]);
    assert_eq!(verified.code, 0, "{}", verified.stdout);
    assert_eq!(verified.json()[0]["signatures"][0]["file"], "other");
}

#[test]
fn another_key_is_not_trusted_and_a_broken_receipt_is_said() {
    let desk = Desk::new();
    desk.sign(&[]);
    let other = run(&["keygen", "--algorithm", "p256", &desk.path("other")]);
    desk.write("other.json", &other.stdout);
    let (trust, file) = (desk.path("other.json"), desk.path("bundle.json"));
    let verified = run(&["verify", "--format", "json", "--trust", &trust, &file]);
    assert_eq!(verified.code, 1);
    assert_eq!(verified.json()[0]["signatures"][0]["faults"][0]["rule"], "key-trusted");
    desk.write("bundle.json.sigstore.json", "{}");
    let verified = desk.verify("bundle.json", &[]);
    assert_eq!(verified.code, 1);
    assert_eq!(verified.json()[0]["signatures"][0]["faults"][0]["rule"], "receipt-readable");
}

#[test]
fn what_is_not_sound_is_signed_only_by_whoever_insists() {
    let desk = Desk::new();
    let unsound = example("evidence-bundle/valid/minimal.json");
    let text = fs::read_to_string(unsound).unwrap().replacen(
        '{',
        r#"{"total_tokens": 0, "total_steps": 0, "#,
        1,
    );
    let text = text.replacen('{', r#"{"run_started_at": "2026-01-02T00:00:00Z", "#, 1);
    let text = text.replacen('{', r#"{"run_completed_at": "2026-01-01T00:00:00Z", "#, 1);
    desk.write("bundle.json", &text);
    let refused = desk.sign(&[]);
    assert_eq!(refused.code, 1);
    assert!(
        refused.stderr.contains("is not sound; --unsound signs it all the same"),
        "{}",
        refused.stderr
    );
    assert!(
        refused.stderr.contains("  at /run_completed_at: run-interval\n"),
        "{}",
        refused.stderr
    );
    assert!(!Path::new(&desk.path("bundle.json.sigstore.json")).exists());
    assert_eq!(desk.sign(&["--unsound"]).code, 0);
    let verified = desk.verify("bundle.json", &[]);
    assert_eq!(verified.code, 1, "a signature makes nothing sound");
    assert_eq!(verified.json()[0]["signatures"][0]["trusted"], true);
}

#[test]
fn nothing_is_overwritten_and_no_half_is_left() {
    let desk = Desk::new();
    let key = desk.read("signing.key");
    let again = run(&["keygen", &desk.path("signing")]);
    assert_eq!((again.code, again.stdout.as_str()), (2, ""));
    assert_eq!(desk.read("signing.key"), key);
    fs::remove_file(desk.path("signing.key")).unwrap();
    assert_eq!(run(&["keygen", &desk.path("signing")]).code, 2, "the public half is there");
    assert!(!Path::new(&desk.path("signing.key")).exists());
    desk.write("signing.key", &key);
    assert_eq!(desk.sign(&[]).code, 0);
    let receipt = desk.read("bundle.json.sigstore.json");
    let again = desk.sign(&[]);
    assert_eq!(again.code, 2);
    assert!(again.stderr.contains("--replace signs the bundle again"), "{}", again.stderr);
    assert_eq!(desk.read("bundle.json.sigstore.json"), receipt);
    assert_eq!(desk.sign(&["--replace", "--now", "2026-01-01T00:00:00Z"]).code, 0);
    assert_ne!(desk.read("bundle.json.sigstore.json"), receipt);
}

#[cfg(unix)]
#[test]
fn nobody_else_can_read_a_key() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    let mode = |name: &str| fs::metadata(desk.path(name)).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode("signing.key"), mode("signing.pub")), (0o600, 0o644));
}

#[test]
fn a_wrong_command_line_or_file_is_2() {
    let desk = Desk::new();
    let (key, trust, file) =
        (desk.path("signing.key"), desk.path("trust.json"), desk.path("bundle.json"));
    let public = desk.path("signing.pub");
    desk.write("nobody.json", "[]");
    let nobody = desk.path("nobody.json");
    let wrong: [&[&str]; 9] = [
        &["keygen"],
        &["keygen", "/nowhere/signing"],
        &["sign", &file],
        &["sign", "--key", &public, &file],
        &["sign", "--key", &key, "/nowhere.json"],
        &["sign", "--key", &key, "--tsa", "http://127.0.0.1:9/", &file],
        &["verify", "--trust", &nobody, &file],
        &["verify", "--trust", &trust, "--receipt", &file, &file, &file],
        &["assemble", "--case", &file, "--key", &key],
    ];
    for arguments in wrong {
        let ended = run(arguments);
        assert_eq!((ended.code, ended.stdout.as_str()), (2, ""), "{arguments:?}");
        assert!(!ended.stderr.is_empty());
    }
    assert!(!Path::new(&desk.path("bundle.json.sigstore.json")).exists());
}
