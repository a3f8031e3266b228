//! The command of a contract: `validate`, `serve` and `compat`, and what a product adds to them.
//!
//! A command computes reports, which are plain data, and a renderer turns each into text or JSON.
//! Computing never prints, and printing never decides.
//!
//! ```no_run
//! fn main() -> std::process::ExitCode {
//!     exact_schema_commands::main(&parcel_events::CONTRACT)
//! }
//! ```

mod arguments;
mod compat;
pub mod documents;
mod render;
mod serve;
pub mod service;
pub mod terminal;
mod validate;

use std::process::ExitCode;

use clap::ArgMatches;
use exact_schema_manifest::Manifest;
use exact_schema_runtime::Contract;

use crate::arguments::{Asked, Command};
use crate::terminal::{CANNOT_TELL, complain, print};

/// A command of a product, beside those of every contract.
///
/// ```no_run
/// use std::process::ExitCode;
///
/// use clap::Command;
/// use exact_schema_commands::{Extra, main_with};
///
/// const TRACK: Extra = Extra {
///     command: || Command::new("track").about("Tell where a parcel is"),
///     run: |_| ExitCode::SUCCESS,
/// };
///
/// fn main() -> ExitCode {
///     main_with(&parcel_events::CONTRACT, &[TRACK])
/// }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Extra {
    /// What can be said to it. Its name is the name of the command.
    pub command: fn() -> clap::Command,
    /// Does what is asked for, and gives the exit code.
    pub run: fn(&ArgMatches) -> ExitCode,
}

/// Does what the command line of the process asks for. Gives the exit code: 0 for yes, 1 for no, 2 where
/// that cannot be told.
#[must_use]
pub fn main(contract: &'static Contract) -> ExitCode {
    main_with(contract, &[])
}

/// As [`main`], with commands of the product's own.
#[must_use]
pub fn main_with(contract: &'static Contract, extras: &[Extra]) -> ExitCode {
    let manifest = match Manifest::parse(contract.manifest()) {
        Ok(manifest) => manifest,
        Err(error) => {
            complain(&error.to_string());
            return ExitCode::from(CANNOT_TELL);
        }
    };
    match arguments::parse(contract, &manifest, extras) {
        Asked::Extra(extra, matches) => (extra.run)(&matches),
        Asked::Own(Command::Compat(arguments)) => compat::run(&manifest, &arguments),
        Asked::Own(Command::Serve(arguments)) => serve::run(contract, &arguments),
        Asked::Own(Command::Validate(arguments)) => {
            validate::command::run(contract, &manifest, arguments)
        }
    }
}
