//! Running programs of other languages.

use std::process::Command;

use crate::error::Error;

/// How many of a failed program's last lines are repeated.
const LINES: usize = 12;

/// Runs `command` to its end and gives what it printed.
///
/// # Errors
///
/// That it cannot be started, or fails: then the last lines of what it said.
pub(crate) fn run(what: &str, command: &mut Command) -> Result<String, Error> {
    let failed = |complaint: String| Error::Program { what: what.to_owned(), complaint };
    let output = command.output().map_err(|error| failed(error.to_string()))?;
    let [said, complaint] =
        [&output.stdout, &output.stderr].map(|it| String::from_utf8_lossy(it).into_owned());
    if output.status.success() {
        return Ok(said);
    }
    // Some programs complain where others answer.
    let words = if complaint.trim().is_empty() { said } else { complaint };
    let lines: Vec<&str> = words.trim_end().lines().collect();
    let last = &lines[lines.len().saturating_sub(LINES)..];
    Err(failed(match last {
        [] => output.status.to_string(),
        lines => lines.join("\n"),
    }))
}
