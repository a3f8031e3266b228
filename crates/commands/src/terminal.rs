//! What commands say, and to whom.

use std::io::{self, Write};
use std::process::ExitCode;

use anstyle::{AnsiColor, Style};
use serde::Serialize;

pub use crate::render::escape::harmless;

/// The exit code of a command that could not do all of its work, whatever it found.
pub const CANNOT_TELL: u8 = 2;

/// Says on standard error what went wrong. Where nobody can read it, nothing is left to do.
pub fn complain(message: &str) {
    let error = Style::new().bold().fg_color(Some(AnsiColor::Red.into()));
    let message = harmless(message);
    let _ = writeln!(anstream::stderr(), "{error}error{error:#}: {message}");
}

/// As [`complain`], with what it is made of on lines of their own.
pub fn complain_of(message: &str, details: impl IntoIterator<Item = String>) {
    complain(message);
    for detail in details {
        let _ = writeln!(anstream::stderr(), "  {}", harmless(&detail));
    }
}

/// Says on standard error what is worth knowing, and stops nobody.
pub fn remark(message: &str) {
    let note = Style::new().bold().fg_color(Some(AnsiColor::Cyan.into()));
    let message = harmless(message);
    let _ = writeln!(anstream::stderr(), "{note}note{note:#}: {message}");
}

/// Writes a report to standard output, and gives back the verdict. A reader who closed the pipe has read
/// all they wanted.
pub fn print(text: impl AsRef<[u8]>, verdict: ExitCode) -> ExitCode {
    let mut output = io::stdout().lock();
    match output.write_all(text.as_ref()).and_then(|()| output.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            complain(&format!("cannot write to standard output: {error}"));
            ExitCode::from(CANNOT_TELL)
        }
        _ => verdict,
    }
}

/// A line of JSON, in which what could drive a terminal is written as an escape.
///
/// # Errors
///
/// Where `value` is none that JSON has.
pub fn json_line(value: &impl Serialize) -> io::Result<Vec<u8>> {
    let mut line = Vec::new();
    crate::render::json::write_line(value, &mut line)?;
    Ok(line)
}
