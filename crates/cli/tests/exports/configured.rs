//! Flags, variables and files say the same, and the one that is nearest counts.

use std::fs;
use std::process::Command;

use exact_schema_testkit::tools;
use serde_json::Value;

use crate::desk::{Desk, TENANT};

#[test]
fn a_flag_counts_before_a_variable_and_that_before_the_file() {
    let desk = Desk::in_a_file();
    let file = "tenant-rate = 1\nmax-body = \"1KiB\"\nlog = true\nopen = \"from-file\"\n";
    fs::write(desk.path().join("exports.toml"), file).unwrap();
    let mut program = Command::new(env!("CARGO_BIN_EXE_export-bundles"));
    program.env("EXPORT_BUNDLES_CONFIG", "exports.toml").env("EXPORT_BUNDLES_MAX_BODY", "2KiB");
    program.env("EXPORT_BUNDLES_OPEN", "from-variable");
    let mut service = desk.start_by(program, &["--open", TENANT]);
    let post = |size: usize| {
        let body = format!("\"{}\"", "x".repeat(size - 2));
        service
            .ask("POST", "/v1/traces", &[("content-type", "application/json")], body.as_bytes())
            .status
    };
    // What is no OTLP is told from what is too large.
    assert_eq!((post(2048), post(2049)), (400, 413), "the variable counts before the file");
    assert_eq!(service.get("/v1/bundles").status, 429, "the file counts where nothing else does");
    let log = service.end();
    let line: Value =
        serde_json::from_str(log.lines().find(|it| it.contains("/v1/traces")).unwrap()).unwrap();
    assert_eq!(line["tenant"], TENANT, "the flag counts before the variable");
}

#[test]
fn a_file_that_says_something_else_is_refused() {
    let desk = Desk::in_a_file();
    let cases = [
        ("x = 1", "`x` is no flag of this command"),
        ("config = \"other.toml\"", "`config` is no flag of this command"),
        ("listen = [1]", "expected a text, a number or true or false as `listen`"),
        ("listen = ", "is no TOML"),
        ("tenant-rate = 0", "--tenant-rate"),
    ];
    for (text, expected) in cases {
        fs::write(desk.path().join("exports.toml"), text).unwrap();
        let ended = desk.run(&["exports", "--config", "exports.toml"]);
        assert_eq!(ended.code, 2, "{text}: {}", ended.stderr);
        assert!(ended.stderr.contains(expected), "{text}: {}", ended.stderr);
    }
    let ended = desk.run(&["exports", "--config", "missing.toml"]);
    assert!(ended.stderr.contains("cannot read missing.toml"), "{}", ended.stderr);
}

#[test]
fn the_help_says_all_three() {
    let desk = Desk::in_a_file();
    let help = desk.run(&["exports", "--help"]).stdout;
    for expected in
        ["--max-body <SIZE>", "EXPORT_BUNDLES_MAX_BODY", "max-body = \"16MiB\"", "fsck", "--demo"]
    {
        assert!(help.contains(expected), "{expected}: {help}");
    }
}

#[test]
fn a_service_speaks_tls_with_its_own_certificate() {
    if !tools::OPENSSL.is_there() || !tools::CURL.is_there() {
        return;
    }
    let desk = Desk::in_a_file();
    let make = [
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
        "-days",
        "1",
        "-subj",
        "/CN=localhost",
        "-addext",
        "subjectAltName=DNS:localhost,IP:127.0.0.1",
        "-keyout",
        "tls.key",
        "-out",
        "tls.pem",
    ];
    let made = Command::new("openssl").args(make).current_dir(desk.path()).output().unwrap();
    assert!(made.status.success());
    let service =
        desk.start_with(&["--tls-cert", "tls.pem", "--tls-key", "tls.key", "--open", TENANT]);
    let place = format!("https://{}/v1/bundles", service.address);
    let asked = Command::new("curl")
        .args(["-sS", "--cacert", "tls.pem", &place])
        .current_dir(desk.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&asked.stdout);
    assert!(
        said.starts_with("{\"exports\":[]"),
        "{said}{}",
        String::from_utf8_lossy(&asked.stderr)
    );
    let ended = desk.run(&["exports", "--tls-cert", "tls.pem", "--tls-key", "exports.key"]);
    assert_eq!(ended.code, 2, "{}", ended.stderr);
    let ended = desk.run(&["exports", "--tls-cert", "tls.pem"]);
    assert_eq!(ended.code, 2, "{}", ended.stderr);
}

#[test]
fn a_demonstration_has_three_incidents_and_can_be_started_again() {
    let desk = Desk::in_a_file();
    for round in 0..2 {
        let mut service = desk.start_with(&["--demo"]);
        for incident in ["inc_demo_tokens", "inc_demo_model", "inc_demo_errors"] {
            for kind in ["evidence", "soc2", "executive_debrief"] {
                service.export(incident, kind);
            }
        }
        // Whoever recorded the spans may send them, too: they are the same.
        for demo in export_bundles_exports::Demo::ALL {
            for line in demo.spans.lines() {
                let json = [("content-type", "application/json")];
                let answer = service.ask("POST", "/v1/traces", &json, line.as_bytes());
                assert_eq!((answer.status, answer.body.as_slice()), (200, &b"{}"[..]));
            }
        }
        assert!(service.end().contains("inc_demo_tokens"));
        let checked = desk.run(&["exports", "fsck"]).stdout;
        assert!(checked.starts_with(&format!("checked: {} bundles", 9 * (round + 1))), "{checked}");
    }
}
