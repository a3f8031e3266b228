//! `--format text`, which people read.

use crate::process::{Folder, INVALID, VALID, run, run_with, validate, validate_requests};

const COUNTED: &str =
    r#"{"step_index": -1, "timestamp": "2026-05-11T06:12:40Z", "step_type": "plan"}"#;

#[test]
fn says_what_is_wrong_and_where() {
    let ended = run_with(validate().args(["--type", "TraceStepEvidence", "-"]), COUNTED.as_bytes());
    assert_eq!(
        ended.stdout,
        "\
error: <standard input> is not a valid TraceStepEvidence
  at the root
    required: expected the member `status`, which is missing
      schema: trace-step-evidence.schema.json#/required
  at /step_index
    minimum: expected at least 0, found a lesser number
      schema: scalars.schema.json#/$defs/Count/minimum

1 document: 0 valid, 1 invalid
"
    );
    assert_eq!((ended.code, ended.stderr.as_str()), (1, ""));
}

#[test]
fn reveal_shows_what_is_there() {
    let arguments = ["--type", "TraceStepEvidence", "--reveal", "-"];
    let ended = run_with(validate().args(arguments), COUNTED.as_bytes());
    assert_eq!(
        ended.stdout,
        "\
error: <standard input> is not a valid TraceStepEvidence
  at the root
    required: expected the member `status`, which is missing
      found: {\"step_index\":-1,\"timestamp\":\"2026-05-11T06:12:40Z\",\"step_type\":\"plan\"}
      schema: trace-step-evidence.schema.json#/required
  at /step_index
    minimum: expected at least 0, found a lesser number
      found: -1
      schema: scalars.schema.json#/$defs/Count/minimum

1 document: 0 valid, 1 invalid
"
    );
}

#[test]
fn a_fault_of_the_text_is_shown_in_its_line() {
    let folder = Folder::new();
    folder.file("a.json", "{\n  \"incident_id\": tru,\n}\n");
    folder.file("b.ndjson", format!("{VALID}\n{{\"incident_id\": \"a\", \"incident_id\": \"b\"}}"));
    let mut command = validate_requests();
    let ended = run(command.current_dir(folder.path()).args(["--reveal", "a.json", "b.ndjson"]));
    assert_eq!(
        ended.stdout,
        "\
error: a.json is not a valid ExportBundleRequest
  at 2:21
    syntax: expected ident
      found: \"incident_id\": tru,
                               ^

error: b.ndjson:2 is not a valid ExportBundleRequest
  at 2:34, in /incident_id
    duplicateMember: expected every member of the object once, found one twice
      found: {\"incident_id\": \"a\", \"incident_id\": \"b\"}
                                              ^

3 documents: 1 valid, 2 invalid
"
    );
}

#[test]
fn helps_where_the_type_is_not_known() {
    let help = "  help: it does not say in `bundle_type` which ExportBundle it is; if it is none, \
                name its type with --type\n";
    for document in [VALID, r#"{"bundle_type": "audit"}"#, "[]", "null"] {
        let ended = run_with(validate().arg("-"), document.as_bytes());
        assert_eq!(ended.code, 1);
        assert!(ended.stdout.contains("is not a valid ExportBundle\n"), "{}", ended.stdout);
        assert!(ended.stdout.contains(help), "{}", ended.stdout);
    }
    // It would not help those who named the type, nor where the type is no question.
    for (arguments, document) in [
        (&["--type", "ExportBundle", "-"][..], VALID),
        (&["-"], r#"{"bundle_type": "soc2"}"#),
        (&["-"], "{"),
    ] {
        let ended = run_with(validate().args(arguments), document.as_bytes());
        assert_eq!(ended.code, 1);
        assert!(!ended.stdout.contains("help"), "{}", ended.stdout);
    }
}

#[test]
fn colours_are_for_terminals_and_for_who_asks() {
    let coloured = |variables: &[(&str, &str)]| {
        let mut command = validate_requests();
        let ended = run_with(command.arg("-").envs(variables.to_vec()), INVALID.as_bytes());
        ended.stdout.contains('\u{1b}')
    };
    assert!(!coloured(&[]), "standard output is a pipe");
    assert!(coloured(&[("CLICOLOR_FORCE", "1")]));
    assert!(!coloured(&[("NO_COLOR", "1")]));
}

#[test]
fn the_summary_counts() {
    let folder = Folder::new();
    let files = [
        folder.file("a.json", VALID),
        folder.file("b.json", INVALID),
        folder.file("c.jsonl", format!("{VALID}\n{VALID}\n{INVALID}")),
        folder.file("d.ndjson", ""),
    ];
    let ended = run(validate_requests().args(&files));
    assert_eq!((ended.code, ended.summary()), (1, "5 documents: 3 valid, 2 invalid"));
    let ended = run(validate_requests().args(&files[..1]));
    assert_eq!((ended.code, ended.stdout.as_str()), (0, "1 document: 1 valid, 0 invalid\n"));
}
