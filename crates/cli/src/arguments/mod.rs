//! What can be said on the command line.

mod compat;
mod publish;
mod release;
mod serve;
mod validate;

use clap::{Parser, Subcommand};

pub use compat::{CompatArguments, Direction, ReportFormat};
pub use publish::PublishArguments;
pub use release::ReleaseArguments;
pub use serve::ServeArguments;
pub use validate::{Format, ValidateArguments};

/// Work with evidence bundles, SOC 2 bundles and executive debriefs, and with their contract.
#[derive(Debug, Parser)]
#[command(name = "export-bundles", version)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
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
