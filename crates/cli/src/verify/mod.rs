//! `verify`: everything that can be told about bundles that somebody sent.

mod json;
mod judge;
mod presenter;
mod report;
mod text;

use std::process::ExitCode;

use clap::{ArgMatches, Args, Command, FromArgMatches, ValueEnum};
use exact_schema_commands::{Extra, documents};
use export_bundles_evidence::RuleSet;

use judge::Judge;
use presenter::Presenter;

/// The command `verify`.
pub const COMMAND: Extra =
    Extra { command: || Arguments::augment_args(Command::new("verify")), run };

/// Tell whether bundles are sound: what their schema asks for, what the rules ask for, and unchanged since
/// they were sealed.
///
/// Works offline. Values of a document are never shown, as they may be a customer's.
#[derive(Debug, Args)]
#[command(after_long_help = AFTER_HELP)]
struct Arguments {
    /// How to write the verdicts
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    /// Which rules to hold bundles against
    #[arg(long, value_enum, default_value_t = Rules::Default)]
    rules: Rules,

    /// Call a bundle unsound for a warning, too
    #[arg(long)]
    strict: bool,

    #[command(flatten)]
    documents: documents::DocumentArguments,
}

/// How verdicts are written.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// What holds of each bundle and what does not; of archives, only what does not
    Text,
    /// One line of JSON for each document
    Json,
}

/// Which rules are applied.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Rules {
    /// Those that every verifier applies
    Default,
    /// Those, and what some auditors ask for beyond them
    All,
}

const AFTER_HELP: &str = r#"JSON:
  {"document": "a.ndjson", "line": 7, "type": "EvidenceBundle", "valid": true, "violations": [],
   "findings": [{"rule": "totals-match", "severity": "error", "pointer": "/total_tokens",
                 "message": "expected the sum of the tokens of the steps"}],
   "seal": "broken", "signatures": [], "verdict": "unsound"}
  line       only in files with a document a line
  valid      whether the document is what its schema asks for; what is not is not held against rules
  seal       matches, broken or absent
  truncated  true where more is wrong than the 100 violations that are listed
  error      in place of all but document and line: why a document, or the rest of a file, was not judged

Exit codes:
  0  every document is sound
  1  a document is not
  2  the command line is wrong, a file cannot be read or a document is too large (the others are
     verified all the same), or the reader of the verdicts left before the last one

Examples:
  Verify what an auditor was sent:
    export-bundles verify evidence.json soc2.json

  Keep the numbers of the lines of an archive whose seals are broken:
    export-bundles verify --format json archive.ndjson.zst | jq 'select(.seal == "broken") | .line'

  What does a finding mean?
    export-bundles rules --explain totals-match
"#;

fn run(matches: &ArgMatches) -> ExitCode {
    let Arguments { format, rules, strict, documents } =
        Arguments::from_arg_matches(matches).unwrap_or_else(|error| error.exit());
    let rules = match rules {
        Rules::Default => RuleSet::Default,
        Rules::All => RuleSet::All,
    };
    documents::run(documents, Judge { rules, strict }, Presenter::new(format))
}
