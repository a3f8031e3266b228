//! Schemas of any origin: `foreign/<name>.txt` is the exit status and the exact standard error of
//! `schema-to-rust <name>.schema.json`, with the arguments in `<name>.args` before it. Adding a case is adding two files;
//! `UPDATE=1` writes what was found.

#![allow(clippy::unwrap_used)]

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::process::Command;

#[test]
fn schemas_of_any_origin_are_taken_or_refused_with_a_reason() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/foreign");
    let mut names: Vec<String> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter_map(|name| name.strip_suffix(".schema.json").map(str::to_owned))
        .collect();
    names.sort();
    assert!(!names.is_empty());
    let mut wrong = Vec::new();
    for name in names {
        let arguments = fs::read_to_string(folder.join(format!("{name}.args"))).unwrap_or_default();
        let run = Command::new(env!("CARGO_BIN_EXE_schema-to-rust"))
            .args(arguments.split_whitespace())
            .arg(format!("{name}.schema.json"))
            .current_dir(&folder)
            .output()
            .unwrap();
        let status = run.status.code().unwrap();
        assert_eq!(status == 0, !run.stdout.is_empty(), "{name}");
        let found = format!("exit {status}\n{}", String::from_utf8_lossy(&run.stderr));
        let expectation = folder.join(format!("{name}.txt"));
        if env::var_os("UPDATE").as_deref() == Some(OsStr::new("1")) {
            fs::write(&expectation, &found).unwrap();
        }
        let expected = fs::read_to_string(&expectation).unwrap_or_default();
        if found != expected {
            wrong.push(format!("{name}: expected\n{expected}\nfound\n{found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
