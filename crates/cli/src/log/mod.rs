//! `log`: keeps a log of seals, so that a bundle that is missing is found.

mod append;
mod folder;
mod prove;
mod seals;
mod verify;

use std::process::ExitCode;

pub use prove::receipt_of;

use clap::{ArgMatches, Args, Command, FromArgMatches, Subcommand};
use exact_schema_commands::Extra;
use exact_schema_commands::terminal::{CANNOT_TELL, complain, complain_of, print};

/// The command `log`.
pub const COMMAND: Extra = Extra { command: || Arguments::augment_args(Command::new("log")), run };

/// Keep a log of seals: an append-only Merkle tree whose checkpoints commit to how many bundles there are.
///
/// A seal shows that a bundle was changed; a log shows that one is missing, even the last. The folder is one of static
/// files (C2SP tlog-tiles) that any web server can publish.
#[derive(Debug, Args)]
#[command(after_long_help = AFTER_HELP)]
struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    Append(append::Arguments),
    Verify(verify::Arguments),
    Prove(prove::Arguments),
}

const AFTER_HELP: &str = "Exit codes:
  0  it is done, or all is as the log says
  1  something is missing, changed or not in the log; or a document cannot be logged
  2  the command line is wrong, or a file cannot be read or written

Examples:
  Log what was exported today:
    export-bundles keygen log-key > log-trust.json
    export-bundles log append --key log-key.key --origin example.com/exports LOG bundles.ndjson

  Is anything missing in the archive, or was the log itself rewritten since?
    export-bundles log verify --trust trust.json --since checkpoint-of-last-year LOG archive/*.ndjson.zst

  A receipt that a bundle is in the log, and what becomes of it:
    export-bundles log prove --key log-key.pub LOG bundle.json
    export-bundles verify --trust trust.json bundle.json
";

/// What came of a command.
pub struct Outcome {
    /// What is said on standard output.
    pub said: String,
    /// What is wrong, if anything is: in a few words, and in detail.
    pub complaints: Option<(&'static str, Vec<String>)>,
}

impl Outcome {
    /// All is well.
    pub fn good(said: String) -> Self {
        Self { said, complaints: None }
    }

    /// Something is wrong, where there are complaints.
    pub fn of(said: String, what: &'static str, complaints: Vec<String>) -> Self {
        Self { said, complaints: (!complaints.is_empty()).then_some((what, complaints)) }
    }
}

/// Why nothing can be told.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    #[error(transparent)]
    Unreadable(#[from] crate::file::Unreadable),
    #[error(transparent)]
    Unwritable(#[from] exact_schema_files::Error),
    #[error(transparent)]
    Trust(#[from] crate::trust::NoTrust),
    #[error(transparent)]
    Key(#[from] crate::sign::Unsigned),
    #[error("a log is signed with an Ed25519 key, as `keygen` makes it: {0}")]
    WrongKey(export_bundles_attest::KeyError),
    #[error("{0}")]
    Log(String),
    /// Said already, where it happened.
    #[error("")]
    Told,
}

fn run(matches: &ArgMatches) -> ExitCode {
    let Arguments { action } =
        Arguments::from_arg_matches(matches).unwrap_or_else(|error| error.exit());
    let outcome = match action {
        Action::Append(arguments) => append::run(arguments),
        Action::Verify(arguments) => verify::run(arguments),
        Action::Prove(arguments) => prove::run(&arguments),
    };
    match outcome {
        Ok(Outcome { said, complaints: None }) => print(said, ExitCode::SUCCESS),
        Ok(Outcome { said, complaints: Some((what, details)) }) => {
            complain_of(what, details);
            print(said, ExitCode::FAILURE)
        }
        Err(Failure::Told) => ExitCode::from(CANNOT_TELL),
        Err(error) => {
            complain(&error.to_string());
            ExitCode::from(CANNOT_TELL)
        }
    }
}
