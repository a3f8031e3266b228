//! `exports`: the export service, and what its store needs.

mod backup;
mod configuration;
mod expire;
mod fsck;
mod hold;
mod keys;
mod serve;
mod store;
#[cfg(feature = "otel")]
mod telemetry;

use std::process::ExitCode;

use clap::{ArgMatches, Args, Command, FromArgMatches, Subcommand};
use exact_schema_commands::Extra;
use exact_schema_commands::terminal::{CANNOT_TELL, complain};
use export_bundles_store::StoreError;

pub use configuration::with_environment;
pub use store::{StoreArguments, in_time};

/// The command `exports`.
pub const COMMAND: Extra = Extra { command, run };

/// Keep what happened, and export it: incidents in, sealed and signed bundles out, over HTTP
///
/// One process and one file: bundles, their signatures, and a log of their seals are kept for years, and never change.
/// Whoever asks has a token (`export-bundles token new`), and sees what is of their tenant.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, after_long_help = AFTER_HELP)]
struct Arguments {
    #[command(subcommand)]
    task: Option<Task>,

    #[command(flatten)]
    serve: serve::ServeArguments,
}

#[derive(Debug, Subcommand)]
enum Task {
    Fsck(fsck::Arguments),
    Backup(backup::Arguments),
    Hold(hold::Arguments),
    Expire(expire::Arguments),
}

/// Why something is not done.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Service(#[from] export_bundles_exports::Error),
    #[error(transparent)]
    Http(#[from] exact_schema_http::Error),
    #[error(transparent)]
    Key(#[from] keys::NoKeys),
    #[error(transparent)]
    Trust(#[from] crate::trust::NoTrust),
    #[error(transparent)]
    Unreadable(#[from] crate::file::Unreadable),
    #[error("{}: {cause}", path.display())]
    Prices { path: std::path::PathBuf, cause: export_bundles_evidence::otlp::PricesError },
    #[error(transparent)]
    Backup(#[from] export_bundles_store::NoBackup),
    #[cfg(feature = "otel")]
    #[error("--otlp-endpoint: {0}")]
    Telemetry(#[from] opentelemetry_otlp::ExporterBuildError),
    #[error("cannot start: {0}")]
    Runtime(std::io::Error),
}

fn command() -> Command {
    let command = Arguments::augment_args(Command::new("exports"));
    configuration::with_environment(command)
}

fn run(matches: &ArgMatches) -> ExitCode {
    let matches = match configuration::with_file(command(), matches) {
        Ok(matches) => matches,
        Err(error) => {
            complain(&error.to_string());
            return ExitCode::from(CANNOT_TELL);
        }
    };
    let arguments = Arguments::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    let done = match arguments.task {
        None => serve::run(&arguments.serve),
        Some(Task::Fsck(arguments)) => fsck::run(&arguments),
        Some(Task::Backup(arguments)) => backup::run(&arguments),
        Some(Task::Hold(arguments)) => hold::run(&arguments),
        Some(Task::Expire(arguments)) => expire::run(&arguments),
    };
    done.unwrap_or_else(|error| {
        complain(&error.to_string());
        ExitCode::from(CANNOT_TELL)
    })
}

const AFTER_HELP: &str = "Configuration:
  Every flag may also be a variable of the environment or a line of a file. --max-body 16MiB is the variable
  EXPORT_BUNDLES_MAX_BODY=16MiB, and the line `max-body = \"16MiB\"` of the TOML file that --config names. A flag
  counts before a variable, and that before the file. What is done beside the service (fsck, backup, hold, expire) takes
  flags and variables alone.

Requests:
  PUT  /v1/incidents/{id}, /v1/runs/{id}, /v1/policy-snapshots/{id}, /v1/traces/{id}
                               what the platform knows: 201, 200 where the same is there, 409 where something else is
  POST /v1/traces              spans, as OpenTelemetry sends them (OTLP/HTTP). A run is found by the attribute
                               `export_bundles.run_id`, or has the id of its trace
  POST /v1/exports             a bundle of an incident; the same again for the same Idempotency-Key
  GET  /v1/bundles/{id}        the bundle: JSON, HTML or PDF, by Accept
  GET  /v1/bundles             what was exported; as application/x-ndjson all bundles of a period
  GET  /v1/receipts/{id}       who signed it
  POST /v1/reviews/{id}        what came of the review of a SOC 2 bundle: a new bundle that follows it
  GET  /v1/log/checkpoint, /v1/log/proof/{id}, /v1/log/tombstone/{id}, /v1/log/tile/...
                               the log of seals
  GET  /                       all of it, for people
  GET  /openapi.json           all of it, for programs
  GET  /healthz, /readyz, /metrics

Exit codes:
  0  asked to end, and every request under way was answered
  1  asked to end, and some connections outlasted the time of grace
  2  the command line is wrong, or the service cannot start

Examples:
  Try it, with three incidents in the store and no token:
    export-bundles exports --demo
    curl -i --json '{\"incident_id\": \"inc_demo_tokens\"}' http://127.0.0.1:8080/v1/exports

  For a platform, with TLS and a log of what is asked:
    export-bundles token new --tenant tenant-eu-west-4 --scope write
    export-bundles exports --listen 0.0.0.0:8443 --tls-cert cert.pem --tls-key key.pem --log

  On PostgreSQL:
    export-bundles exports --store postgres://exports@db.internal/exports
";
