//! What can be said to `validate`.

use std::ffi::OsStr;

use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};
use clap::{Args, ValueEnum};
use exact_schema_runtime::Contract;

use crate::documents;

/// Tell whether documents are what their schema asks for, and if not, list everything that is wrong.
///
/// A document is of the type {default}, and its member `{tag}` tells of which kind, unless --type says
/// otherwise. Values of a document are never shown, as they may be a customer's, unless --reveal
/// asks for them.
#[derive(Debug, Args)]
#[command(after_long_help = AFTER_HELP)]
pub struct ValidateArguments {
    /// The type of every document, by the title of its schema; without it, the default of the contract
    #[arg(long = "type", value_name = "TYPE")]
    pub document_type: Option<String>,

    /// How to write the verdicts
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,

    /// Show the values at fault, shortened
    #[arg(long)]
    pub reveal: bool,

    #[command(flatten)]
    pub documents: documents::DocumentArguments,
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
  {"document": "a.ndjson", "line": 7, "type": "{default}", "valid": false, "violations": [
    {"pointer": "/id", "keyword": "minLength", "message": "expected at least ..."}]}
  line       only in files with a document a line
  position   in a violation where the text is no JSON: its line, column and byte offset, counted
             within the document
  found      in a violation, with --reveal: the value, shortened
  truncated  true where more is wrong than the 100 violations that are listed
  error      in place of type, valid and violations: why a document, or the rest of a file, was not
             judged

Exit codes:
  0  every document is valid
  1  a document is invalid
  2  the command line is wrong, a file cannot be read or a document is too large (the others are
     validated all the same), or the reader of the verdicts left before the last one

Examples:
  Validate documents whose type the member `{tag}` tells:
    {command} validate one.json two.json

  Validate a document of another type:
    {command} validate --type {type of its own} other.json

  Validate what another program writes, and see the values that are wrong:
    curl --silent https://example.com/document | {command} validate --reveal -

  Validate an archive of millions, and keep the numbers of the lines that are invalid:
    {command} validate --format json documents.ndjson.zst | jq 'select(.valid | not) | .line'
"#;

/// Reads the title of a type.
#[derive(Clone)]
pub struct Titles(pub &'static Contract);

impl TypedValueParser for Titles {
    type Value = String;

    fn parse_ref(
        &self,
        command: &clap::Command,
        argument: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<String, clap::Error> {
        let contract = self.0;
        StringValueParser::new()
            .try_map(move |title| contract.type_named(&title).map(|kind| kind.title().to_owned()))
            .parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(self.0.types().iter().map(|it| PossibleValue::new(it.title()))))
    }
}
