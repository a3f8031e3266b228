//! `exports backup`: copies a store while it is used.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::Failure;
use super::store::{StoreArguments, in_time};

/// Copy the store into a file while the service runs, as of one moment
///
/// The copy is a store itself. A store in PostgreSQL is copied by its own tools.
#[derive(Debug, Args)]
#[command(after_long_help = AFTER_HELP)]
pub struct Arguments {
    #[command(flatten)]
    store: StoreArguments,

    /// The file to write, where nothing is yet
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

const AFTER_HELP: &str = "Exit codes:
  0  the copy is whole
  2  the command line is wrong, or there is no copy

Examples:
  Copy, and check the copy:
    export-bundles exports backup backup.db
    export-bundles exports fsck --store sqlite:backup.db

  Restore: end the service, put the copy in the place of the store, remove what SQLite kept beside it, and start
    rm -f exports.db-wal exports.db-shm
    cp backup.db exports.db
    export-bundles exports
";

pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    in_time(async {
        let store = arguments.store.open().await?;
        store.backup(&arguments.file).await?;
        Ok(ExitCode::SUCCESS)
    })
}
