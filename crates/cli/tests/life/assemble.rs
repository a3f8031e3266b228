//! `assemble`.

use std::fs;

use serde_json::Value;
use tempfile::TempDir;

use crate::process::{bundle, example, run, run_with};

#[test]
fn a_case_becomes_three_sound_bundles() {
    for kind in ["evidence", "soc2", "executive_debrief"] {
        let ended = run_with(&["verify", "--strict", "-"], bundle(kind).as_bytes());
        assert_eq!(ended.code, 0, "{}", ended.stdout);
    }
}

#[test]
fn the_parts_of_a_case_may_come_in_files_of_their_own() {
    let folder = TempDir::new().unwrap();
    let case: Value =
        serde_json::from_slice(&fs::read(example("export-case/valid/full.json")).unwrap()).unwrap();
    let file = |part: &str| {
        let path = folder.path().join(format!("{part}.json"));
        fs::write(&path, case[part].to_string()).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let fixed = ["--now", "2026-03-14T10:00:00Z", "--id", "00000000-0000-4000-8000-000000000001"];
    let (incident, run_file, trace, policies) =
        (file("incident"), file("run"), file("trace"), file("policy_snapshot"));
    let parts =
        ["--incident", &incident, "--run", &run_file, "--trace", &trace, "--policies", &policies];
    let from_parts = run(&[&["assemble"], &parts[..], &fixed].concat());
    let whole = example("export-case/valid/full.json");
    let from_whole = run(&[&["assemble", "--case", &whole], &fixed[..]].concat());
    assert_eq!(from_parts.code, 0, "{}", from_parts.stderr);
    assert_eq!(from_parts.stdout, from_whole.stdout, "the same case is the same bundle");
}

#[test]
fn what_is_not_known_is_said() {
    let case = r#"{"incident": {"id": "inc_1", "tenant_id": "t", "created_at": "2026-03-14T09:27:03Z"},
        "run": {"run_id": "run_1", "tenant_id": "t", "policy_snapshot_id": "polsnap_1"},
        "trace": {"trace_id": "trace_1", "run_id": "run_1", "tenant_id": "t", "steps": [
            {"step_index": 0, "timestamp": "2026-03-14T09:27:01Z", "step_type": "chat", "status": "ok"}]}}"#;
    let ended = run_with(&["assemble", "--case", "-"], case.as_bytes());
    assert_eq!(ended.code, 0);
    for place in ["/policy_context/violated_policy_id", "/run_started_at", "/steps/0/tokens"] {
        assert!(ended.stderr.contains(&format!("note: at {place}: ")), "{}", ended.stderr);
    }
    assert!(!ended.stdout.contains("N/A"));
}

#[test]
fn every_reason_is_said_with_its_place() {
    let ended = run(&[
        "assemble",
        "--case",
        &example("export-case/valid/nothing-known-but-the-incident.json"),
    ]);
    assert_eq!((ended.code, ended.stdout.as_str()), (1, ""));
    assert_eq!(
        ended.stderr,
        "error: no bundle can be made of the case\n  \
           at /trace: expected the trace of the run\n  \
           at /policy_snapshot: expected the policies that were in force, or at least the id of their \
         snapshot in the run\n",
    );
}

#[test]
fn what_is_no_case_is_said_without_its_values() {
    let ended = run_with(&["assemble", "--case", "-"], br#"{"incident": {"id": 4711}}"#);
    assert_eq!(ended.code, 1);
    assert!(ended.stderr.contains("error: - is not a valid ExportCase"), "{}", ended.stderr);
    assert!(ended.stderr.contains("  at /incident/id: "));
    assert!(!ended.stderr.contains("4711"));
}

#[test]
fn a_wrong_command_line_is_2() {
    let case = example("export-case/valid/full.json");
    let wrong: [&[&str]; 6] = [
        &["assemble"],
        &["assemble", "--case", "/nowhere.json"],
        &["assemble", "--case", &case, "--run", &case],
        &["assemble", "--case", &case, "--type", "soc3"],
        &["assemble", "--case", &case, "--now", "yesterday"],
        &["assemble", "--case", &case, "--exported-by", ""],
    ];
    for arguments in wrong {
        let ended = run(arguments);
        assert_eq!((ended.code, ended.stdout.as_str()), (2, ""), "{arguments:?}");
        assert!(!ended.stderr.is_empty());
    }
}

#[test]
fn a_period_that_ends_before_it_starts_is_refused() {
    let case = example("export-case/valid/full.json");
    let ended = run(&[
        "assemble",
        "--type",
        "soc2",
        "--case",
        &case,
        "--period-start",
        "2026-04-01T00:00:00Z",
        "--period-end",
        "2026-01-01T00:00:00Z",
    ]);
    assert_eq!(ended.code, 1);
    assert!(ended.stderr.contains("at the case: expected a period that ends after it starts"));
}

#[test]
fn opentelemetry_spans_are_a_trace() {
    let folder = TempDir::new().unwrap();
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let incident = file(
        "incident.json",
        r#"{"id": "inc_1", "tenant_id": "t", "source_run_id": "run_1", "policy_id": "p",
            "created_at": "2026-12-31T00:00:00Z"}"#,
    );
    let policies =
        file("policies.json", r#"{"policy_snapshot_id": "polsnap_1", "tenant_id": "t"}"#);
    let prices = file("prices.json", r#"{"small-model": {"input": 15, "output": 60}}"#);
    let spans = concat!(env!("CARGO_MANIFEST_DIR"), "/../evidence/tests/otlp/openllmetry.jsonl");
    let case = ["assemble", "--incident", &incident, "--policies", &policies, "--otlp", spans];
    let ended = run(&[&case[..], &["--prices", &prices]].concat());
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    let bundle = &ended.json()[0];
    assert_eq!(bundle["steps"][1]["step_type"], "chat small-model");
    assert_eq!(bundle["total_tokens"], 308);
    for place in ["/total_tokens", "/total_cost_cents", "/steps/4/tokens", "/termination_reason"] {
        assert!(ended.stderr.contains(&format!("note: at {place}: ")), "{}", ended.stderr);
    }
    let refused = run(&[&case[..], &["--violating-span", "ffffffffffffffff"]].concat());
    assert_eq!(refused.code, 1);
    assert!(refused.stderr.contains("makes no trace\n  the span that broke the policy is not one"));
    assert_eq!(run(&[&case[..], &["--prices", &incident]].concat()).code, 2);
}

#[test]
fn the_help_shows_commands_that_a_shell_takes() {
    let help = run(&["assemble", "--help"]).stdout;
    assert!(help.contains("--policies policies.json \\\n      --otlp spans.jsonl"), "{help}");
    assert!(help.contains("--case case.json \\\n      --period-start"), "{help}");
}
