//! What can be said to `compat`.

use std::ffi::OsStr;
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Arg, Args, Command, ValueEnum};
use exact_schema_compat::{Draft, KINDS};

/// Tell whether a change of JSON Schemas breaks somebody, and with which document.
///
/// Works on JSON Schema from draft 4 to 2020-12. Each answer is a proof, a document that one version accepts and
/// the other rejects, or "undetermined" with the reason.
#[derive(Debug, Args)]
#[command(after_long_help = AFTER_HELP)]
pub struct CompatArguments {
    /// The old schema: a file, or a folder of them
    ///
    /// The files of two folders are paired by `$id`, else by name.
    #[arg(required_unless_present_any = ["explain", "since"])]
    pub old: Option<PathBuf>,

    /// The new schema: a file, or a folder of them
    #[arg(required_unless_present_any = ["explain", "since", "git"], conflicts_with_all = ["since", "git"])]
    pub new: Option<PathBuf>,

    /// Compare what stands at the path OLD in two revisions, such as `main..HEAD`; of one alone, with
    /// the files as they are
    #[arg(long, value_name = "REVISIONS", conflicts_with = "since")]
    pub git: Option<String>,

    /// Compare this release with what is published now, or with what stands at the path OLD
    #[arg(long, value_name = "VERSION")]
    pub since: Option<String>,

    /// Who must be able to go on
    #[arg(long, value_enum, default_value_t = Direction::Full)]
    pub mode: Direction,

    /// Take `format` as a note, as JSON Schema 2020-12 does by default, and not as a constraint
    #[arg(long)]
    pub annotate_formats: bool,

    /// A folder of documents that the schemas may refer to by their `$id`
    ///
    /// A reference to what is neither here nor among the schemas is a type of which nothing is known but
    /// that it is the same on both sides. The meta-schemas of the drafts are known.
    #[arg(long, value_name = "FOLDER")]
    pub catalogue: Option<PathBuf>,

    /// The draft of schemas without `$schema`: 4, 6, 7, 2019-09 or 2020-12
    ///
    /// Unless it is said, it is recognised by keywords that one draft alone has, and 2020-12 where there is none; a
    /// note says so.
    #[arg(long, value_name = "DRAFT")]
    pub draft: Option<Draft>,

    /// Accept breaks of this kind, beside those that `contract.toml` accepts; may be said several times
    #[arg(long, value_name = "KIND", value_parser = Kinds)]
    pub accept: Vec<String>,

    /// Say what a kind of break is, and what to do instead; of every kind, where none is named
    #[arg(long, value_name = "KIND", value_parser = Kinds, num_args = 0..=1, default_missing_value = "")]
    pub explain: Option<String>,

    /// Compare every definition as a type of its own, too
    ///
    /// That is done unasked where the root of a schema accepts everything, or says nothing but its
    /// `type`: what is then true of the root proves nothing.
    #[arg(long, conflicts_with = "root")]
    pub definitions: bool,

    /// Compare what stands at this place of both schemas, such as `#/$defs/Address`
    #[arg(long, value_name = "REFERENCE")]
    pub root: Option<String>,

    /// How to write the report
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    pub format: ReportFormat,
}

/// Which documents must stay acceptable.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Direction {
    /// NEW accepts every document that OLD accepts: readers can be upgraded, archives stay readable
    Backward,
    /// OLD accepts every document that NEW accepts: writers can be upgraded
    Forward,
    /// Both
    Full,
}

/// How a report is written.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum ReportFormat {
    /// For people
    Text,
    /// One line of JSON
    Json,
    /// Annotations of a pull request on GitHub: workflow commands
    Github,
    /// SARIF 2.1.0, for tools that review code
    Sarif,
    /// Markdown, for a comment on a pull request
    Markdown,
    /// JUnit XML, for servers that build
    Junit,
}

/// The ids of the kinds of breaks; none, for all of them.
#[derive(Clone, Debug)]
struct Kinds;

impl TypedValueParser for Kinds {
    type Value = String;

    fn parse_ref(
        &self,
        command: &Command,
        argument: Option<&Arg>,
        value: &OsStr,
    ) -> Result<String, clap::Error> {
        if value.is_empty() && argument.is_some_and(|it| it.get_id() == "explain") {
            return Ok(String::new());
        }
        let ids = KINDS.iter().map(|kind| kind.id());
        PossibleValuesParser::new(ids).parse_ref(command, argument, value)
    }
}

const AFTER_HELP: &str = r#"JSON:
  {"types": [{"type": "order", "required_bump": "minor",
     "backward": {"verdict": "compatible", "changes": []},
     "forward": {"verdict": "breaking", "witness": {...}, "violations": [...], "changes": [...]}}],
   "verdict": "breaking", "required_bump": "minor"}
  breaks      all breaks of a direction, where there are several
  unexamined  how many more differences were not looked at, as a comparison takes so many steps and no
              more; each may break as well
  kinds       what breaks, by name; {command} compat --explain tells of each
  accepted    whether breaks of these kinds are accepted
  compared    the documents whose definitions were compared, how many, and whether their root was

Version bump:
  none   nothing changed
  patch  the same documents are accepted
  minor  every old document is still accepted
  major  some old document is no longer accepted, or that is not proved

Exit codes:
  0  compatible: proved in every direction that was asked for, but for breaks of kinds that are accepted
  1  breaking: at least one break, each with a document that shows it
  2  the command line is wrong, or a schema cannot be read
  3  undetermined: neither a proof nor a break was found

Examples:
  Before merging a change of one schema:
    {command} compat old/order.schema.json new/order.schema.json

  Does the release of a protocol, a file of definitions, break somebody? And this definition?
    {command} compat old/protocol.json new/protocol.json
    {command} compat --root '#/$defs/Request' old/protocol.json new/protocol.json

  What does a branch break? Shown in its pull request:
    {command} compat --git main..HEAD --format github schemas

  What changed since a release?
    {command} compat --since 1.0.0

  Is anything broken but what the project bears with?
    {command} compat --accept optional-property-added-to-open-object old new

  May readers of the archive be upgraded?
    {command} compat --mode backward schemas/released/1.0.0 generated/schemas/v1
"#;
