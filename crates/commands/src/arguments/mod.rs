//! What can be said on the command line.

mod compat;
mod publish;
mod release;
mod serve;
mod validate;
mod words;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use exact_schema_manifest::Manifest;
use exact_schema_runtime::Contract;

pub use compat::{CompatArguments, Direction, ReportFormat};
pub use publish::PublishArguments;
pub use release::ReleaseArguments;
pub use serve::ServeArguments;
pub use validate::{Format, ValidateArguments};
use words::Words;

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
    Publish(PublishArguments),
    Release(ReleaseArguments),
}

/// Reads the command line of the process; ends it where there is a mistake, or help is asked for.
pub fn parse(contract: &'static Contract, manifest: &Manifest) -> Command {
    let words = Words::of(contract);
    let about =
        format!("{} Works with its documents, and with the contract itself.", manifest.summary);
    let command = Arguments::command()
        .name(contract.name())
        .version(contract.version())
        .about(about)
        .mut_subcommands(|command| words.filled_in(command))
        .mut_subcommand("validate", |command| {
            command.mut_arg("document_type", |it| it.value_parser(validate::Titles(contract)))
        });
    let matches = command.get_matches();
    Arguments::from_arg_matches(&matches).map_or_else(|error| error.exit(), |it| it.command)
}
