//! What can be said to `export-bundles validate`.

use std::ffi::OsStr;
use std::path::PathBuf;

use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};
use clap::{Args, ValueEnum};
use export_bundles::DocumentType;

/// Tell whether documents are what their schema asks for, and if not, list everything that is wrong.
///
/// A document is a bundle, and its type comes from its member `bundle_type`, unless --type says
/// otherwise. Values of a document are never shown, as they may be a customer's, unless --reveal
/// asks for them.
#[derive(Debug, Args)]
#[command(after_long_help = AFTER_HELP)]
pub struct ValidateArguments {
    /// The type of every document, by the title of its schema; without it, that of a bundle
    #[arg(long = "type", value_name = "TYPE", value_parser = Titles)]
    pub document_type: Option<DocumentType>,

    /// How to write the verdicts
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,

    /// How many documents to validate at the same time [default: as many as there are processors]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub jobs: Option<u16>,

    /// Show the values at fault, shortened
    #[arg(long)]
    pub reveal: bool,

    /// The files to validate; `-` is one document on standard input
    ///
    /// A file holds one document. One whose name ends in .ndjson or .jsonl holds a document a line,
    /// is read as a stream and may be of any size. Either may be compressed: .gz, .zst.
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
}

/// How verdicts are written.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Format {
    /// What is wrong with each invalid document, and a summary
    Text,
    /// One line of JSON for each document
    Json,
}

const AFTER_HELP: &str = r#"JSON:
  {"document": "a.ndjson", "line": 7, "type": "SOC2Bundle", "valid": false, "violations": [
    {"pointer": "/run_id", "keyword": "minLength", "message": "expected at least ..."}]}
  line       only in files with a document a line
  position   in a violation where the text is no JSON: its line, column and byte offset, counted
             within the document
  found      in a violation, with --reveal: the value, shortened
  truncated  true where more is wrong than the 100 violations that are listed

Exit codes:
  0  every document is valid
  1  a document is invalid
  2  the command line is wrong, or a file cannot be read; the other files are validated all the same

Examples:
  Validate bundles of any type:
    export-bundles validate evidence.json soc2.json

  Validate a document that is no bundle:
    export-bundles validate --type ExportBundleRequest request.json

  Validate what another program writes, and see the values that are wrong:
    curl --silent https://example.com/bundle | export-bundles validate --reveal -

  Validate an archive of millions, and keep the numbers of the lines that are invalid:
    export-bundles validate --format json exports.ndjson.zst | jq 'select(.valid | not) | .line'
"#;

/// Reads the title of a type.
#[derive(Clone)]
struct Titles;

impl TypedValueParser for Titles {
    type Value = DocumentType;

    fn parse_ref(
        &self,
        command: &clap::Command,
        argument: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<DocumentType, clap::Error> {
        StringValueParser::new()
            .try_map(|title| title.parse::<DocumentType>())
            .parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(DocumentType::all().iter().map(|it| PossibleValue::new(it.title()))))
    }
}
