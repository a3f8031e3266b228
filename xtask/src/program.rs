//! Programs of others.

use std::process::Command;

use crate::error::Error;

/// Runs a program to its end, and gives what it printed.
///
/// # Errors
///
/// That it cannot be started, or fails: with all that it complained of.
pub(crate) fn run(command: &mut Command) -> Result<String, Error> {
    let what = named(command);
    let failed = |complaint: String| Error::Program { what: what.clone(), complaint };
    let output = command.output().map_err(|error| failed(error.to_string()))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    Err(failed(String::from_utf8_lossy(&output.stderr).trim().to_owned()))
}

/// The program and its first argument.
fn named(command: &Command) -> String {
    let program = std::path::Path::new(command.get_program()).file_stem().unwrap_or_default();
    let first = command.get_args().next().unwrap_or_default();
    format!("`{} {}`", program.to_string_lossy(), first.to_string_lossy())
}
