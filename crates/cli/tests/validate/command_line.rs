//! What is said on the command line, and what it says of itself.

use export_bundles::CONTRACT;

use crate::process::{Folder, VALID, run, validate, validate_requests};

#[test]
fn an_unknown_type_gets_a_suggestion() {
    for (wrong, meant) in [
        ("SOC2Bundel", "SOC2Bundle"),
        ("soc2bundle", "SOC2Bundle"),
        ("EvidenceBunlde", "EvidenceBundle"),
    ] {
        let ended = run(validate().args(["--type", wrong, "a.json"]));
        assert_eq!((ended.code, ended.stdout.as_str()), (2, ""));
        let expected = format!("no type is called \"{wrong}\"; did you mean {meant}?");
        assert!(ended.stderr.contains(&expected), "{}", ended.stderr);
    }
}

#[test]
fn a_type_like_no_other_gets_the_list() {
    let ended = run(validate().args(["--type", "xyz", "a.json"]));
    assert_eq!(ended.code, 2);
    for document_type in CONTRACT.types() {
        assert!(ended.stderr.contains(document_type.title()), "{}", ended.stderr);
    }
}

#[test]
fn wrong_usage_is_told_from_wrong_documents() {
    for arguments in [
        &[][..],
        &["--format", "xml", "a.json"],
        &["--jobs", "0", "a.json"],
        &["--jobs", "many", "a.json"],
        &["--frobnicate", "a.json"],
    ] {
        let ended = run(validate().args(arguments));
        assert_eq!((ended.code, ended.stdout.as_str()), (2, ""), "{arguments:?}");
        assert!(ended.stderr.starts_with("error: "), "{}", ended.stderr);
    }
}

#[test]
fn help_teaches() {
    let ended = run(validate().arg("--help"));
    assert_eq!((ended.code, ended.stderr.as_str()), (0, ""));
    let types = CONTRACT.types().iter().map(|it| it.title());
    for word in types.chain(["Exit codes:", "Examples:", "--reveal", ".ndjson", "bundle_type"]) {
        assert!(ended.stdout.contains(word), "{word}");
    }
}

/// Code and contract go up each by itself.
#[test]
fn the_versions_are_those_of_the_code_and_of_the_contract() {
    let said = |option: &str| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_export-bundles"));
        let ended = run(command.arg(option));
        assert_eq!(ended.code, 0);
        ended.stdout
    };
    let code = concat!("export-bundles ", env!("CARGO_PKG_VERSION"), "\n");
    assert_eq!(said("-V"), code);
    assert_eq!(said("--version"), format!("{code}contract {}\n", CONTRACT.version()));
}

#[test]
fn a_file_may_be_called_like_an_option() {
    let folder = Folder::new();
    for name in ["--help", "-", "-x.json"] {
        folder.file(name, VALID);
    }
    let mut command = validate_requests();
    let ended = run(command.current_dir(folder.path()).args(["--", "--help", "./-", "-x.json"]));
    assert_eq!((ended.code, ended.summary()), (0, "3 documents: 3 valid, 0 invalid"));
}
