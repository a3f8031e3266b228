//! `seal`: puts the seal into a bundle.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{ArgMatches, Args, Command, FromArgMatches};
use exact_schema_commands::Extra;
use exact_schema_commands::terminal::{CANNOT_TELL, complain, print};
use export_bundles::{ExportBundle, Rejection, decode};
use export_bundles_evidence::{SealError, canonical, seal, sealed};

use crate::file;

/// The command `seal`.
pub const COMMAND: Extra = Extra { command: || Arguments::augment_args(Command::new("seal")), run };

/// Write a bundle with its seal in `content_hash`, and otherwise as it is.
///
/// The seal is the SHA-256 of the RFC 8785 form of the document without its own `content_hash`. Whatever
/// is changed later, the seal shows that something was.
#[derive(Debug, Args)]
#[command(after_long_help = AFTER_HELP)]
struct Arguments {
    /// Write what is hashed, and no seal
    #[arg(long, conflicts_with = "hash")]
    canonical: bool,

    /// Write the seal alone
    #[arg(long)]
    hash: bool,

    /// The document; `-` is standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

const AFTER_HELP: &str = "Exit codes:
  0  here it is
  1  the document cannot be sealed: it is no bundle that bears a seal, or a number in it is none that a
     double holds exactly
  2  the command line is wrong, or the file cannot be read

Examples:
  Seal a bundle:
    export-bundles seal draft.json > bundle.json

  Check a seal with no tool of ours:
    export-bundles seal --canonical bundle.json | sha256sum
";

fn run(matches: &ArgMatches) -> ExitCode {
    let arguments = Arguments::from_arg_matches(matches).unwrap_or_else(|error| error.exit());
    let text = match file::read(&arguments.file) {
        Ok(text) => text,
        Err(error) => {
            complain(&error.to_string());
            return ExitCode::from(CANNOT_TELL);
        }
    };
    match written(&arguments, &text) {
        Ok(written) => print(written, ExitCode::SUCCESS),
        Err(error) => {
            complain(&format!("{} cannot be sealed: {error}", arguments.file.display()));
            ExitCode::FAILURE
        }
    }
}

/// Why a document is not sealed.
#[derive(Debug, thiserror::Error)]
enum Unsealable {
    #[error(transparent)]
    NotABundle(#[from] Rejection),
    #[error("an executive debrief has no member for a seal")]
    Debrief,
    #[error(transparent)]
    WithoutSeal(#[from] SealError),
}

fn written(arguments: &Arguments, text: &[u8]) -> Result<Vec<u8>, Unsealable> {
    if arguments.canonical {
        return Ok(canonical(text)?);
    }
    if arguments.hash {
        return Ok(format!("{}\n", seal(text)?).into_bytes());
    }
    match decode::<ExportBundle>(text)? {
        ExportBundle::ExecutiveDebrief(_) => Err(Unsealable::Debrief),
        ExportBundle::Evidence(_) | ExportBundle::Soc2(_) => Ok(sealed(text)?.into_bytes()),
    }
}
