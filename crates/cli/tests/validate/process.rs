//! Starting the command, and what comes of it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use exact_schema_testkit::command::program;
pub use exact_schema_testkit::command::{Ended, run, run_with};
use tempfile::TempDir;

/// A valid `ExportBundleRequest`.
pub const VALID: &str = r#"{"incident_id": "inc_1"}"#;
/// An invalid one.
pub const INVALID: &str = r#"{"incident_id": ""}"#;

/// `export-bundles validate`.
pub fn validate() -> Command {
    let mut command = program(env!("CARGO_BIN_EXE_export-bundles"));
    command.arg("validate");
    command
}

/// `export-bundles validate --type ExportBundleRequest`.
pub fn validate_requests() -> Command {
    let mut command = validate();
    command.args(["--type", "ExportBundleRequest"]);
    command
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
