//! `seal`.

use std::process::{Command, Stdio};

use crate::process::{bundle, example, run, run_with};

#[test]
fn a_sealed_bundle_is_written_as_it_was() {
    let sealed = bundle("evidence");
    let ended = run_with(&["seal", "-"], sealed.as_bytes());
    assert_eq!((ended.code, ended.stdout), (0, sealed));
}

#[test]
fn a_bundle_is_sealed_and_verified() {
    let ended = run(&["seal", &example("evidence-bundle/valid/minimal.json")]);
    assert_eq!(ended.code, 0);
    let verified = run_with(&["verify", "--format", "json", "-"], ended.stdout.as_bytes());
    assert_eq!(verified.json()[0]["seal"], "matches");
}

/// With the tool that everybody has.
#[test]
fn the_canonical_form_has_the_hash_that_is_the_seal() {
    let file = example("soc2-bundle/valid/unicode-texts.json");
    let canonical = run(&["seal", "--canonical", &file]).stdout;
    let hash = run(&["seal", "--hash", &file]).stdout;
    let mut command = Command::new("sha256sum");
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), canonical.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let digest = String::from_utf8(output.stdout).unwrap();
    assert_eq!(digest.split_whitespace().next(), Some(hash.trim_end()));
}

#[test]
fn what_cannot_be_sealed_says_why() {
    let debrief = bundle("executive_debrief");
    let inexact = bundle("evidence").replace("\"max\":4000", "\"max\":9007199254740993");
    let cases = [
        (debrief.as_str(), "an executive debrief has no member for a seal"),
        ("{}", "not an ExportBundle"),
        ("", "EOF"),
        (
            &inexact,
            "at /policy_context/active_policies/0/rule/max: expected a number that a double",
        ),
    ];
    for (text, expected) in cases {
        let ended = run_with(&["seal", "-"], text.as_bytes());
        assert_eq!((ended.code, ended.stdout.as_str()), (1, ""), "{text}");
        assert!(ended.stderr.contains(expected), "{}", ended.stderr);
        assert!(!ended.stderr.contains("9007199254740993"));
    }
    assert_eq!(run(&["seal", "/nowhere.json"]).code, 2);
}
