//! Starting the command, and what comes of it.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// A valid `ExportBundleRequest`.
pub const VALID: &str = r#"{"incident_id": "inc_1"}"#;
/// An invalid one.
pub const INVALID: &str = r#"{"incident_id": ""}"#;

/// `export-bundles validate`, of which the terminal's wishes for colour do not come through.
pub fn validate() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_export-bundles"));
    for variable in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
        command.env_remove(variable);
    }
    command.arg("validate").stdin(Stdio::null());
    command
}

/// `export-bundles validate --type ExportBundleRequest`.
pub fn validate_requests() -> Command {
    let mut command = validate();
    command.args(["--type", "ExportBundleRequest"]);
    command
}

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

    /// The last line of standard output.
    pub fn summary(&self) -> &str {
        self.stdout.lines().last().unwrap_or_default()
    }
}

/// Runs `command` to its end.
pub fn run(command: &mut Command) -> Ended {
    ended(command.output().unwrap())
}

/// Runs `command` to its end with `input` on standard input.
pub fn run_with(command: &mut Command, input: &[u8]) -> Ended {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    ended(child.wait_with_output().unwrap())
}

fn ended(output: std::process::Output) -> Ended {
    Ended {
        code: output.status.code().unwrap(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// A folder of its own for a test.
pub struct Folder(TempDir);

impl Folder {
    pub fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Writes a file, and says where it is.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path().join(name);
        fs::write(&path, content).unwrap();
        path
    }
}
