//! `verify`: everything that can be told about bundles that somebody sent.

mod json;
mod judge;
mod presenter;
mod report;
mod sarif;
mod text;

use std::process::ExitCode;

use clap::{ArgMatches, Args, Command, FromArgMatches, ValueEnum};
use exact_schema_commands::terminal::{CANNOT_TELL, complain};
use exact_schema_commands::{Extra, documents};
use export_bundles_evidence::RuleSet;

use judge::Judge;
use presenter::Presenter;

use crate::receipts::{ReceiptArguments, Receipts};

/// The command `verify`.
pub const COMMAND: Extra =
    Extra { command: || Arguments::augment_args(Command::new("verify")), run };

/// Tell whether bundles are sound: what their schema asks for, what the rules ask for, unchanged since they were
/// sealed, and signed by somebody whom you trust.
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
    receipts: ReceiptArguments,

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
    /// SARIF 2.1.0, for tools that review scans: what is wrong, and nothing of what is right
    Sarif,
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
  signatures with --trust: {"key_id", "trusted", "proved_at", "file", "faults": [{"rule", "pointer", "message"}]},
             which point into the receipt
  withheld   of an SD-JWT (`redact`): {"members", "among", "items"}; its seal is "withheld"
  log        with --trust, where there is a proof: {"origin", "index", "size", "faults": [{"rule", "message"}]}
  valid      whether the document is what its schema asks for; what is not is not held against rules
  seal       matches, broken or absent
  truncated  true where more is wrong than the 100 violations that are listed
  error      in place of all but document and line: why a document, or the rest of a file, was not judged

Exit codes:
  0  every document is sound
  1  a document is not
  2  the command line is wrong, a file cannot be read or a document is too large (the others are
     verified all the same), or the reader of the verdicts left before the last one

Trust file:
  {"keys": [{"public_key": "-----BEGIN PUBLIC KEY-----…", "valid_from": "2026-01-01T00:00:00Z",
             "valid_until": …, "revoked_since": …, "key_id": …, "comment": …}],
   "time_stamping_authorities": [{"certificates": "-----BEGIN CERTIFICATE-----…"}],
   "logs": [{"origin": "example.com/exports", "public_key": "-----BEGIN PUBLIC KEY-----…"}]}
  A key counts where it was valid when it signed. That is proved by a token of an authority that is trusted;
  without one, or for whoever names no authority, it has to be valid now, and never revoked. `keygen` writes such a
  file.

Examples:
  Verify what an auditor was sent:
    export-bundles verify --trust trust.json evidence.json soc2.json

  Keep the numbers of the lines of an archive whose seals are broken:
    export-bundles verify --format json archive.ndjson.zst | jq 'select(.seal == "broken") | .line'

  What does a finding mean?
    export-bundles rules --explain totals-match
"#;

fn run(matches: &ArgMatches) -> ExitCode {
    let arguments = Arguments::from_arg_matches(matches).unwrap_or_else(|error| error.exit());
    let documents = &arguments.documents;
    let is_for_many = documents.files.len() > 1 || documents.lines;
    let receipts = match Receipts::read(&arguments.receipts, is_for_many) {
        Ok(receipts) => receipts,
        Err(error) => {
            complain(&error.to_string());
            return ExitCode::from(CANNOT_TELL);
        }
    };
    let Arguments { format, rules, strict, documents, .. } = arguments;
    let rules = match rules {
        Rules::Default => RuleSet::Default,
        Rules::All => RuleSet::All,
    };
    documents::run(documents, Judge { rules, strict, receipts }, Presenter::new(format))
}
