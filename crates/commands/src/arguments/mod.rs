//! What can be said on the command line.

mod compat;
mod serve;
mod validate;
mod words;

use clap::{ArgMatches, CommandFactory, FromArgMatches, Parser, Subcommand};
use exact_schema_manifest::Manifest;
use exact_schema_runtime::Contract;

pub use compat::{CompatArguments, Direction, ReportFormat};
pub use serve::ServeArguments;
pub use validate::{Format, ValidateArguments};
use words::Words;

use crate::Extra;

/// What is said to the command of a contract.
#[derive(Debug, Parser)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    Validate(ValidateArguments),
    Serve(ServeArguments),
    Compat(CompatArguments),
}

/// What is asked for.
pub enum Asked {
    /// A command of every contract.
    Own(Command),
    /// A command of the product.
    Extra(Extra, ArgMatches),
}

/// Reads the command line of the process; ends it where there is a mistake, or help is asked for.
pub fn parse(contract: &'static Contract, manifest: &Manifest, extras: &[Extra]) -> Asked {
    let words = Words::of(contract);
    let about =
        format!("{} Works with its documents, and with the contract itself.", manifest.summary);
    let (code, of_contract) = (contract.package_version(), contract.version());
    let command = Arguments::command()
        .name(contract.name())
        .version(code)
        .long_version(format!("{code}\ncontract {of_contract}"))
        .about(about);
    let command = extras
        .iter()
        .fold(command, |command, extra| command.subcommand((extra.command)()))
        .mut_subcommands(|command| words.filled_in(command))
        .mut_subcommand("validate", |command| {
            command.mut_arg("document_type", |it| it.value_parser(validate::Titles(contract)))
        });
    let mut matches = command.get_matches();
    let named = |name: &str| extras.iter().find(|it| (it.command)().get_name() == name);
    if let Some(extra) = matches.subcommand_name().and_then(named)
        && let Some((_, matches)) = matches.remove_subcommand()
    {
        return Asked::Extra(*extra, matches);
    }
    let arguments = Arguments::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    Asked::Own(arguments.command)
}
