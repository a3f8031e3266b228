//! The command of a contract: `validate`, `serve`, `compat`, `publish` and `release`.
//!
//! A command computes reports, which are plain data, and a renderer turns each into text or JSON.
//! Computing never prints, and printing never decides.
//!
//! ```no_run
//! fn main() -> std::process::ExitCode {
//!     exact_schema_commands::main(&parcel_events::CONTRACT, parcel_events::SOURCE)
//! }
//! ```

mod arguments;
mod compat;
mod publish;
mod release;
mod render;
mod serve;
mod validate;

use std::io::Write;
use std::process::ExitCode;

use anstyle::{AnsiColor, Style};
use exact_schema_manifest::Manifest;
use exact_schema_runtime::Contract;

use crate::arguments::Command;

/// The exit code of a command that could not do all of its work, whatever it found.
const CANNOT_TELL: u8 = 2;

/// Does what the command line of the process asks for; `rust` is the text of the generated module, which
/// is published. Gives the exit code: 0 for yes, 1 for no, 2 where that cannot be told.
#[must_use]
pub fn main(contract: &'static Contract, rust: &'static str) -> ExitCode {
    let manifest = match Manifest::parse(contract.manifest()) {
        Ok(manifest) => manifest,
        Err(error) => {
            complain(&error.to_string());
            return ExitCode::from(CANNOT_TELL);
        }
    };
    match arguments::parse(contract, &manifest) {
        Command::Compat(arguments) => compat::run(&arguments),
        Command::Publish(arguments) => publish::run(contract, rust, &manifest, &arguments),
        Command::Release(arguments) => release::run(contract, &manifest, &arguments),
        Command::Serve(arguments) => serve::run(contract, &arguments),
        Command::Validate(arguments) => validate::command::run(contract, &manifest, arguments),
    }
}

/// Says on standard error what went wrong. Where nobody can read it, nothing is left to do.
fn complain(message: &str) {
    let error = Style::new().bold().fg_color(Some(AnsiColor::Red.into()));
    let message = render::escape::harmless(message);
    let _ = writeln!(anstream::stderr(), "{error}error{error:#}: {message}");
}

/// Writes a report to standard output, and gives back the verdict. A reader who closed the pipe has read
/// all they wanted.
fn print(text: &str, verdict: ExitCode) -> ExitCode {
    match std::io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            complain(&format!("cannot write to standard output: {error}"));
            ExitCode::from(CANNOT_TELL)
        }
        _ => verdict,
    }
}
