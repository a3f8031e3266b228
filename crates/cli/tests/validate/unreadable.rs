//! Files that cannot be read.

use crate::process::{Folder, INVALID, VALID, run, validate_requests};

#[test]
fn the_others_are_validated_and_come_first() {
    let folder = Folder::new();
    folder.file("valid.json", VALID);
    folder.file("invalid.json", INVALID);
    let files = ["missing.json", "valid.json", "missing.ndjson", "invalid.json", "missing.zst"];
    let mut command = validate_requests();
    let ended = run(command.current_dir(folder.path()).args(files));
    assert_eq!(ended.code, 2);
    assert_eq!(
        ended.stdout,
        "\
error: invalid.json is not a valid ExportBundleRequest
  at /incident_id
    minLength: expected at least 1 character, found 0
      schema: scalars.schema.json#/$defs/Identifier/minLength

2 documents: 1 valid, 1 invalid; 3 files could not be read
"
    );
    assert_eq!(
        ended.stderr,
        "\
error: cannot read missing.json: No such file or directory (os error 2)
error: cannot read missing.ndjson: No such file or directory (os error 2)
error: cannot read missing.zst: No such file or directory (os error 2)
"
    );
}

#[test]
fn a_directory_is_no_file() {
    let folder = Folder::new();
    for name in ["plain", "a.ndjson", "a.json.gz"] {
        std::fs::create_dir(folder.path().join(name)).unwrap();
        let ended = run(validate_requests().current_dir(folder.path()).arg(name));
        assert_eq!(ended.code, 2);
        assert_eq!(ended.stdout, "0 documents: 0 valid, 0 invalid; 1 file could not be read\n");
        assert_eq!(
            ended.stderr,
            format!("error: cannot read {name}: it is a directory; name the files in it\n"),
        );
    }
}

#[test]
fn each_has_a_line_of_json() {
    let folder = Folder::new();
    folder.file("valid.json", VALID);
    let mut command = validate_requests();
    command.current_dir(folder.path()).args(["--format", "json", "missing.json", "valid.json"]);
    let ended = run(&mut command);
    let lines = ended.json();
    assert_eq!((ended.code, lines.len()), (2, 2));
    assert_eq!(lines[0]["document"], "missing.json");
    assert!(lines[0]["error"].as_str().unwrap().contains("No such file"), "{}", lines[0]);
    assert_eq!(lines[0].get("valid"), None);
    assert_eq!(lines[1]["valid"], true);
}

#[test]
fn a_document_that_is_too_large_is_named_and_the_others_are_judged() {
    let folder = Folder::new();
    let large = format!("{{\"incident_id\": \"{}\"}}", "x".repeat(5_000));
    folder.file("large.json", &large);
    folder.file("a.ndjson", format!("{VALID}\n{large}\n{INVALID}\n{large}"));
    folder.file("valid.json", VALID);
    let mut command = validate_requests();
    command.current_dir(folder.path()).args(["--format", "json", "--max-document", "4KiB"]);
    let ended = run(command.args(["large.json", "a.ndjson", "valid.json"]));
    assert_eq!(ended.code, 2);
    let lines = ended.json();
    let judged: Vec<_> =
        lines.iter().map(|line| (line["line"].as_u64(), line["valid"].as_bool())).collect();
    let expected = [
        (None, None),
        (Some(1), Some(true)),
        (Some(2), None),
        (Some(3), Some(false)),
        (Some(4), None),
        (None, Some(true)),
    ];
    assert_eq!(judged, expected);
    let complaint = "cannot read line 2 of a.ndjson: it is larger than 4.0 KiB; a higher --max-document \
                     lets it be judged";
    assert!(ended.stderr.contains(complaint), "{}", ended.stderr);
}
