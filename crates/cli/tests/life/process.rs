//! Starting the command, and what comes of it.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::Value;

/// What a process left behind.
pub struct Ended {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Ended {
    /// The lines of standard output, each of which must be JSON.
    pub fn json(&self) -> Vec<Value> {
        self.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

/// Runs `export-bundles` to its end, with nothing on standard input.
pub fn run(arguments: &[&str]) -> Ended {
    run_with(arguments, b"")
}

/// Runs `export-bundles` to its end, with `input` on standard input.
pub fn run_with(arguments: &[&str], input: &[u8]) -> Ended {
    let mut command = Command::new(env!("CARGO_BIN_EXE_export-bundles"));
    for variable in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
        command.env_remove(variable);
    }
    command.args(arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // Who needs no input may have ended already.
    let _ = child.stdin.take().unwrap().write_all(input);
    let output = child.wait_with_output().unwrap();
    Ended {
        code: output.status.code().unwrap(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
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
