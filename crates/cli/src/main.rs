//! The command `export-bundles`.
//!
//! A command computes reports, which are plain data, and a renderer turns each into text or JSON.
//! Computing never prints, and printing never decides.

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
use clap::Parser;

use crate::arguments::{Arguments, Command};

#[cfg(feature = "jemalloc")]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

/// The exit code of a command that could not do all of its work, whatever it found.
const CANNOT_TELL: u8 = 2;

fn main() -> ExitCode {
    match Arguments::parse().command {
        Command::Compat(arguments) => compat::run(&arguments),
        Command::Publish(arguments) => publish::run(&arguments),
        Command::Release(arguments) => release::run(&arguments),
        Command::Serve(arguments) => serve::run(&arguments),
        Command::Validate(arguments) => validate::command::run(arguments),
    }
}

/// Says on standard error what went wrong. Where nobody can read it, nothing is left to do.
fn complain(message: &str) {
    let error = Style::new().bold().fg_color(Some(AnsiColor::Red.into()));
    let message = render::escape::harmless(message);
    let _ = writeln!(anstream::stderr(), "{error}error{error:#}: {message}");
}

/// Writes a report to standard output, and gives back the verdict. Whoever closed the pipe has read
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
