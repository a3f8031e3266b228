//! `seal`: puts the seal into a bundle.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{ArgMatches, Args, Command, FromArgMatches};
use exact_schema_commands::Extra;
use exact_schema_commands::terminal::{CANNOT_TELL, complain, print};
use export_bundles::{ExportBundle, decode};
use export_bundles_evidence::{canonical, seal, sealed};

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
        Err(message) => {
            complain(&message);
            return ExitCode::from(CANNOT_TELL);
        }
    };
    match written(&arguments, &text) {
        Ok(written) => print(written, ExitCode::SUCCESS),
        Err(message) => {
            complain(&format!("{} cannot be sealed: {message}", arguments.file.display()));
            ExitCode::FAILURE
        }
    }
}

fn written(arguments: &Arguments, text: &[u8]) -> Result<Vec<u8>, String> {
    if arguments.canonical {
        return canonical(text).map_err(|error| error.to_string());
    }
    if arguments.hash {
        return seal(text)
            .map(|seal| format!("{seal}\n").into_bytes())
            .map_err(|error| error.to_string());
    }
    match decode::<ExportBundle>(text) {
        Err(rejection) => Err(rejection.to_string()),
        Ok(ExportBundle::ExecutiveDebrief(_)) => {
            Err("an executive debrief has no member for a seal".to_owned())
        }
        Ok(_) => sealed(text).map(String::into_bytes).map_err(|error| error.to_string()),
    }
}
