//! Starting the command, and what comes of it.

use std::path::PathBuf;

use exact_schema_testkit::command;
pub use exact_schema_testkit::command::Ended;

/// Runs `export-bundles` to its end, with nothing on standard input.
pub fn run(arguments: &[&str]) -> Ended {
    run_with(arguments, b"")
}

/// Runs `export-bundles` to its end, with `input` on standard input.
pub fn run_with(arguments: &[&str], input: &[u8]) -> Ended {
    command::run_with(command::program(env!("CARGO_BIN_EXE_export-bundles")).args(arguments), input)
}

/// A file of the contract's examples.
pub fn example(name: &str) -> String {
    let examples = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../schemas/v1/examples");
    examples.join(name).to_str().unwrap().to_owned()
}

/// A sealed bundle of that type, on one line.
pub fn bundle(kind: &str) -> String {
    let ended =
        run(&["assemble", "--type", kind, "--case", &example("export-case/valid/full.json")]);
    assert_eq!((ended.code, ended.stderr.as_str()), (0, ""));
    ended.stdout
}
