//! The command `export-bundles`.
//!
//! A command computes reports, which are plain data (`validate::report`), and a renderer turns each
//! into text or JSON (`render`). Computing never prints, and printing never decides.

mod arguments;
mod render;
mod validate;

use std::io::Write;
use std::process::ExitCode;

use anstyle::{AnsiColor, Style};
use clap::Parser;

use crate::arguments::{Arguments, Command};

/// The exit code of a command that could not do all of its work, whatever it found.
const CANNOT_TELL: u8 = 2;

fn main() -> ExitCode {
    match Arguments::parse().command {
        Command::Validate(arguments) => validate::command::run(arguments),
    }
}

/// Says on standard error what went wrong. Where nobody can read it, nothing is left to do.
fn complain(message: &str) {
    let error = Style::new().bold().fg_color(Some(AnsiColor::Red.into()));
    let message = render::escape::harmless(message);
    let _ = writeln!(anstream::stderr(), "{error}error{error:#}: {message}");
}
