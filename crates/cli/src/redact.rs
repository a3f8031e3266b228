//! `redact`: shows a bundle in part.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{ArgMatches, Args, Command, FromArgMatches};
use exact_schema_commands::Extra;
use exact_schema_commands::terminal::{CANNOT_TELL, complain, print};
use exact_schema_files::Prepared;
use export_bundles_attest::redact::{NotAPresentation, Presentation, Unredactable};

use crate::file::{self, Unreadable};
use crate::sign::{self, Unsigned};

/// The command `redact`.
pub const COMMAND: Extra =
    Extra { command: || Arguments::augment_args(Command::new("redact")), run };

/// Show a bundle in part: an SD-JWT (RFC 9901) that stays verifiable, whatever it withholds.
///
/// What may be withheld is what the schema calls sensitive (`x-sensitivity`): members that name a person or quote one,
/// and the steps, one by one. The seal, the ids, the counts and the policy are always there.
#[derive(Debug, Args)]
#[command(after_long_help = AFTER_HELP)]
struct Arguments {
    /// A PEM file with the key that answers for the bundle, as `keygen` makes it; not for what is an SD-JWT already
    #[arg(long, value_name = "FILE")]
    key: Option<PathBuf>,

    /// Members to withhold, such as /run_goal
    #[arg(long, value_name = "POINTER", value_delimiter = ',')]
    withhold: Vec<String>,

    /// Steps to withhold, from 0, such as 3,40-45
    #[arg(long, value_name = "STEPS", value_delimiter = ',', value_parser = steps)]
    steps: Vec<Steps>,

    /// Where to write the SD-JWT [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// The bundle, or an SD-JWT that is to show less; `-` is standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

const AFTER_HELP: &str = "Exit codes:
  0  here it is
  1  the document cannot be shown in part, or what was named may not be withheld or is not there
  2  the command line is wrong, or a file cannot be read or written

Examples:
  Everything but who asked, for what, and six steps:
    export-bundles redact --key signing.key --withhold /run_goal,/exported_by --steps 40-45 bundle.json > bundle.sd-jwt
    export-bundles verify --trust trust.json bundle.sd-jwt

  Show less of it, without the key:
    export-bundles redact --withhold /export_reason bundle.sd-jwt > less.sd-jwt
";

/// Steps, from the first to the last.
#[derive(Clone, Debug)]
struct Steps {
    first: usize,
    last: usize,
}

/// Why steps are none.
#[derive(Debug, thiserror::Error)]
#[error("expected a step such as 3, or steps such as 40-45")]
struct NoSteps;

fn steps(text: &str) -> Result<Steps, NoSteps> {
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    let number = |text: &str| text.parse().map_err(|_| NoSteps);
    let steps = Steps { first: number(first)?, last: number(last)? };
    if steps.first <= steps.last { Ok(steps) } else { Err(NoSteps) }
}

/// Why a bundle is not shown in part.
#[derive(Debug, thiserror::Error)]
enum NotShown {
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    #[error(transparent)]
    NoKey(#[from] Unsigned),
    #[error(transparent)]
    Unwritable(#[from] exact_schema_files::Error),
    #[error("--key says who answers for the bundle")]
    WithoutKey,
    #[error("--key is for a bundle; an SD-JWT keeps its signature")]
    NeedlessKey,
    #[error(transparent)]
    Unredactable(#[from] Unredactable),
    #[error(transparent)]
    NotAPresentation(#[from] NotAPresentation),
}

fn run(matches: &ArgMatches) -> ExitCode {
    let arguments = Arguments::from_arg_matches(matches).unwrap_or_else(|error| error.exit());
    match shown(&arguments) {
        Ok(text) => print(text, ExitCode::SUCCESS),
        Err(error @ (NotShown::Unredactable(_) | NotShown::NotAPresentation(_))) => {
            complain(&format!("{}: {error}", arguments.file.display()));
            ExitCode::FAILURE
        }
        Err(error) => {
            complain(&error.to_string());
            ExitCode::from(CANNOT_TELL)
        }
    }
}

/// Withholds what the arguments name, and writes the rest where they say. Gives what is for standard output.
fn shown(arguments: &Arguments) -> Result<String, NotShown> {
    let document = file::read(&arguments.file)?;
    let mut shown = match (Presentation::is_likely(&document), &arguments.key) {
        (true, None) => Presentation::parse(&document)?,
        (true, Some(_)) => return Err(NotShown::NeedlessKey),
        (false, None) => return Err(NotShown::WithoutKey),
        (false, Some(key)) => Presentation::issue(&document, &sign::key(key)?)?,
    };
    let steps = arguments.steps.iter().flat_map(|it| it.first..=it.last);
    let steps = steps.map(|step| format!("/steps/{step}"));
    shown.withhold(arguments.withhold.iter().cloned().chain(steps))?;
    let text = shown.to_text() + "\n";
    let Some(output) = &arguments.output else { return Ok(text) };
    let mut prepared = Prepared::default();
    prepared.write(output, text.as_bytes())?;
    prepared.put_in_place()?;
    Ok(String::new())
}
