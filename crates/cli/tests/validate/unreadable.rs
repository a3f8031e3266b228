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
