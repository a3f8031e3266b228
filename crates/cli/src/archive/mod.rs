//! `archive`: bundles of years in files that any tool reads.

mod add;
mod inputs;
mod report;
mod sample;
mod verify;

use std::process::ExitCode;

use clap::{ArgMatches, Args, Command, FromArgMatches, Subcommand};
use exact_schema_commands::Extra;
use exact_schema_commands::terminal::{CANNOT_TELL, complain};
use export_bundles_archive::{ArchiveError, FolderError};

use crate::file::Unreadable;
use crate::sign::Unsigned;
use crate::trust::NoTrust;

/// The command `archive`.
pub const COMMAND: Extra =
    Extra { command: || Arguments::augment_args(Command::new("archive")), run };

/// Keep bundles for years: packed, proved complete, sampled
///
/// An archive is a folder of Parquet files, by tenant and month, with the text of every bundle, byte for byte, beside
/// typed columns; a log of their seals, as `log` makes it; and a manifest for each month that says how many there are and
/// commits to which. Any tool reads it: DuckDB, Spark, pandas.
#[derive(Debug, Args)]
#[command(after_long_help = AFTER_HELP)]
struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    Add(add::Arguments),
    Verify(verify::Arguments),
    Sample(sample::Arguments),
    Report(report::Arguments),
}

const AFTER_HELP: &str = "\
Examples:
  Archive what was exported, signed by the key of a log:
    export-bundles keygen log-key > keys.json
    jq '.logs = [{origin: \"example.com/archive\", public_key: .keys[0].public_key}]' keys.json > trust.json
    export-bundles archive add --key log-key.key --origin example.com/archive bundles.ndjson.zst --to ARCHIVE

  Is the third quarter complete, and is every bundle of it what it was?
    export-bundles archive verify ARCHIVE --period 2026-Q3 --trust trust.json

  Show me 25 of them, drawn in a way that anybody can repeat:
    export-bundles archive sample ARCHIVE --period 2026-Q3 --size 25 --seed 7

  Costs by agent, in DuckDB:
    SELECT agent_id, sum(total_cost_cents) FROM 'ARCHIVE/bundles/**/*.parquet' GROUP BY ALL ORDER BY 2 DESC;
";

/// Why something is not done.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    #[error(transparent)]
    Folder(#[from] FolderError),
    #[error(transparent)]
    Unsigned(#[from] Unsigned),
    #[error(transparent)]
    NoTrust(#[from] NoTrust),
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    #[error("cannot read the folder {folder}: {cause}")]
    NoFolder { folder: String, cause: std::io::Error },
    #[error("--max-document is at most 1GiB here: no larger document fits into an archive")]
    TooLarge,
    #[error("there is nothing to add: no file of {0} is called .json, .ndjson or .jsonl")]
    NothingToAdd(String),
    #[error("the report cannot be set: {0}")]
    Unset(#[from] export_bundles_typeset::TypesetError),
    #[error(transparent)]
    Unprepared(#[from] exact_schema_files::Error),
    #[error("cannot write {path}: {cause}")]
    Unwritten { path: String, cause: std::io::Error },
}

fn run(matches: &ArgMatches) -> ExitCode {
    let arguments = Arguments::from_arg_matches(matches).unwrap_or_else(|error| error.exit());
    let done = match arguments.action {
        Action::Add(arguments) => add::run(arguments),
        Action::Verify(arguments) => verify::run(&arguments),
        Action::Sample(arguments) => sample::run(&arguments),
        Action::Report(arguments) => report::run(&arguments),
    };
    done.unwrap_or_else(|failure| {
        complain(&failure.to_string());
        ExitCode::from(CANNOT_TELL)
    })
}
