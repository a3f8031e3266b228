//! What can be said to `assemble`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use export_bundles::exact::InvalidValue;
use export_bundles::{Identifier, Timestamp};
use uuid::Uuid;

/// Make a bundle of what happened: an incident, its run, its trace, and the policies that held.
///
/// Writes the bundle, sealed, to standard output or a file, and what it does not know to standard error. It never says
/// what the case does not show.
#[derive(Debug, Args)]
#[command(after_long_help = AFTER_HELP)]
pub struct Arguments {
    /// Which bundle to make
    #[arg(long = "type", value_enum, value_name = "TYPE", default_value_t = BundleType::Evidence)]
    pub bundle_type: BundleType,

    #[command(flatten)]
    pub case: CaseArguments,

    /// Who asks for the bundle; `system` where it is nobody
    #[arg(long, value_name = "USER", value_parser = identifier)]
    pub exported_by: Option<Identifier>,

    /// Why it is asked for, in free words
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,

    /// Leave the steps out of an evidence or a SOC 2 bundle; their totals stay
    #[arg(long)]
    pub no_raw_steps: bool,

    /// Where the audited period of a SOC 2 bundle starts, such as 2026-01-01T00:00:00Z
    #[arg(long, value_name = "TIME", value_parser = timestamp)]
    pub period_start: Option<Timestamp>,

    /// Where it ends
    #[arg(long, value_name = "TIME", value_parser = timestamp)]
    pub period_end: Option<Timestamp>,

    /// The name or role of whom a debrief is for
    #[arg(long, value_name = "TEXT")]
    pub prepared_for: Option<String>,

    /// Where to write the bundle [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// Sign it with this key, a PEM file as `keygen` makes it: OUTPUT.sigstore.json says who answers for the
    /// bundle, and what it does not know
    #[arg(long, value_name = "FILE", requires = "output")]
    pub key: Option<PathBuf>,

    /// A time-stamping authority (RFC 3161) to ask for a token over the signature
    #[arg(long, value_name = "URL", requires = "key")]
    pub tsa: Option<String>,

    /// When the bundle is made [default: now]
    #[arg(long, value_name = "TIME", value_parser = timestamp)]
    pub now: Option<Timestamp>,

    /// The UUID that its id is made of [default: a new one]
    #[arg(long, value_name = "UUID")]
    pub id: Option<Uuid>,
}

/// Where the case comes from.
#[derive(Debug, Args)]
pub struct CaseArguments {
    /// A file with all of it: an ExportCase; `-` is standard input
    #[arg(long, value_name = "FILE", required_unless_present = "incident", conflicts_with_all = ["incident", "run", "trace", "policies"])]
    pub case: Option<PathBuf>,

    /// A file with the incident
    #[arg(long, value_name = "FILE")]
    pub incident: Option<PathBuf>,

    /// A file with the run
    #[arg(long, value_name = "FILE")]
    pub run: Option<PathBuf>,

    /// A file with the trace
    #[arg(long, value_name = "FILE")]
    pub trace: Option<PathBuf>,

    /// A file with OpenTelemetry spans, in place of a trace: OTLP in JSON, a document or one a line
    ///
    /// The spans of agents, models and tools become steps. What they do not show is not known, and named.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["trace", "case"])]
    pub otlp: Option<PathBuf>,

    /// Which trace is meant, where the spans are of several
    #[arg(long, value_name = "ID", requires = "otlp")]
    pub trace_id: Option<String>,

    /// Which span broke the policy [default: the innermost that was under way when it was detected]
    #[arg(long, value_name = "ID", requires = "otlp")]
    pub violating_span: Option<String>,

    /// A file with what tokens cost, where the spans do not say it: in US cents for a million tokens,
    /// {"MODEL": {"input": 250, "output": 1000}}
    #[arg(long, value_name = "FILE", requires = "otlp")]
    pub prices: Option<PathBuf>,

    /// A file with the policy snapshot
    #[arg(long, value_name = "FILE")]
    pub policies: Option<PathBuf>,
}

/// Which bundle is made.
#[derive(Clone, Copy, Debug, ValueEnum)]
#[value(rename_all = "snake_case")]
pub enum BundleType {
    /// Everything needed to reconstruct and verify the run
    Evidence,
    /// The same, mapped to trust services criteria, for an auditor
    Soc2,
    /// A summary for leadership
    ExecutiveDebrief,
}

fn identifier(text: &str) -> Result<Identifier, InvalidValue> {
    Identifier::try_from(text)
}

fn timestamp(text: &str) -> Result<Timestamp, InvalidValue> {
    text.parse()
}

const AFTER_HELP: &str = "Exit codes:
  0  here is the bundle
  1  there is none: every reason is named, with its place in the case
  2  the command line is wrong, or a file cannot be read

Examples:
  A bundle for the auditor of the first quarter:
    export-bundles assemble --type soc2 --case case.json \\
      --period-start 2026-01-01T00:00:00Z --period-end 2026-03-31T23:59:59Z > soc2.json

  From the answers of three services:
    export-bundles assemble --incident incident.json --run run.json --trace trace.json > evidence.json

  From what OpenTelemetry recorded:
    export-bundles assemble --incident incident.json --policies policies.json \\
      --otlp spans.jsonl --prices prices.json > evidence.json

  Sealed and signed in one command:
    export-bundles assemble --case case.json --output evidence.json --key signing.key

  Is it sound?
    export-bundles assemble --case case.json | export-bundles verify -
";
