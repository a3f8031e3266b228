//! `token`: says who may ask the export service.

use std::process::ExitCode;

use chrono::TimeDelta;
use clap::{ArgMatches, Args, Command, FromArgMatches, Subcommand, ValueEnum};
use exact_schema_commands::Extra;
use exact_schema_commands::terminal::{CANNOT_TELL, complain, print};
use export_bundles::exact::InvalidValue;
use export_bundles::{Identifier, Timestamp, utc_now};
use export_bundles_store::{NewToken, Scope, TokenEntry};

use crate::exports::{Failure, StoreArguments, in_time, with_environment};

/// The command `token`.
pub const COMMAND: Extra = Extra { command, run };

/// Say who may ask the export service, and for what
///
/// A token belongs to a tenant. It is shown once; the store has only what tells that it is the right one.
#[derive(Debug, Args)]
#[command(after_long_help = AFTER_HELP)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Make a token, and write it to standard output
    New(NewArguments),
    /// List the tokens: id, tenant, scope, since and until when, and what for
    List {
        #[command(flatten)]
        store: StoreArguments,

        /// Those of a tenant alone
        #[arg(long)]
        tenant: Option<String>,
    },
    /// Make a token good for nothing, at once
    Revoke {
        #[command(flatten)]
        store: StoreArguments,

        /// Its id, as `token list` says; it is the part of the token between the underscores
        id: String,
    },
}

#[derive(Debug, Args)]
struct NewArguments {
    #[command(flatten)]
    store: StoreArguments,

    /// Whose data it is good for
    #[arg(long, value_parser = identifier)]
    tenant: Identifier,

    /// What it is good for
    #[arg(long, value_enum)]
    scope: Kind,

    /// Of an audit token, from when on bundles are shown, by when they were made
    #[arg(long, value_name = "TIME", value_parser = timestamp)]
    from: Option<Timestamp>,

    /// Before when
    #[arg(long, value_name = "TIME", value_parser = timestamp)]
    to: Option<Timestamp>,

    /// For how long it is good, such as 90d [default: until it is revoked]
    #[arg(long, value_name = "TIME", value_parser = humantime::parse_duration)]
    expires: Option<std::time::Duration>,

    /// What it is for, in words
    #[arg(long, value_name = "TEXT")]
    comment: Option<String>,
}

/// What a token is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// To read everything of the tenant
    Read,
    /// To say what the platform knows, to ask for bundles, and to read
    Write,
    /// To read the bundles of a period, and nothing else
    Audit,
}

const AFTER_HELP: &str = "Exit codes:
  0  done
  1  there is no such token that is good for something
  2  the command line is wrong, or the store does not answer

Examples:
  For the platform, and for a collector of OpenTelemetry:
    export-bundles token new --tenant tenant-eu-west-4 --scope write --comment platform

  For the auditor of the first quarter:
    export-bundles token new --tenant tenant-eu-west-4 --scope audit \\
      --from 2026-01-01T00:00:00Z --to 2026-04-01T00:00:00Z --expires 60d

  Replace one: make another, let whoever has it use that, and revoke the old one
    export-bundles token revoke 3f2b8c9d4e5f4a6b8c7d9e0f1a2b3c4d
";

fn command() -> Command {
    with_environment(Arguments::augment_args(Command::new("token")))
}

fn run(matches: &ArgMatches) -> ExitCode {
    let arguments = Arguments::from_arg_matches(matches).unwrap_or_else(|error| error.exit());
    let done = match arguments.task {
        Task::New(arguments) => new(&arguments),
        Task::List { store, tenant } => list(&store, tenant.as_deref()),
        Task::Revoke { store, id } => revoke(&store, &id),
    };
    done.unwrap_or_else(|error| {
        complain(&error.to_string());
        ExitCode::from(CANNOT_TELL)
    })
}

fn new(arguments: &NewArguments) -> Result<ExitCode, Failure> {
    let has_period = arguments.from.is_some() || arguments.to.is_some();
    if has_period && arguments.scope != Kind::Audit {
        complain("--from and --to are for an audit token");
        return Ok(ExitCode::from(CANNOT_TELL));
    }
    let now = utc_now();
    let end = arguments.expires.map(|it| {
        let end =
            TimeDelta::from_std(it).ok().and_then(|it| now.as_datetime().checked_add_signed(it));
        end.and_then(|it| Timestamp::try_from(it).ok())
    });
    let expires_at = match end {
        None => None,
        Some(Some(end)) => Some(end),
        Some(None) => {
            complain("--expires: expected a time that ends before the year 10000");
            return Ok(ExitCode::from(CANNOT_TELL));
        }
    };
    let wanted = NewToken {
        tenant: arguments.tenant.to_string(),
        scope: match arguments.scope {
            Kind::Read => Scope::Read,
            Kind::Write => Scope::Write,
            Kind::Audit => Scope::Audit,
        },
        period_start: arguments.from,
        period_end: arguments.to,
        expires_at,
        comment: arguments.comment.clone(),
    };
    let token = in_time(async {
        Ok(arguments.store.open_or_make().await?.new_token(&wanted, now).await?)
    })?;
    Ok(print(format!("{token}\n"), ExitCode::SUCCESS))
}

fn list(store: &StoreArguments, tenant: Option<&str>) -> Result<ExitCode, Failure> {
    let entries = in_time(async { Ok(store.open().await?.tokens(tenant).await?) })?;
    let now = utc_now();
    let lines: String = entries.iter().map(|it| line(it, now)).collect();
    Ok(print(lines, ExitCode::SUCCESS))
}

fn line(entry: &TokenEntry, now: Timestamp) -> String {
    let moment = |it: Option<Timestamp>| it.map_or_else(|| "-".to_owned(), |it| it.to_string());
    let state = match entry.revoked_at {
        Some(_) => "revoked",
        None if entry.is_good(now) => "good",
        None => "expired",
    };
    format!(
        "{}\t{}\t{}\t{state}\t{}\t{}\t{}\n",
        entry.id,
        entry.access.tenant,
        entry.access.scope.name(),
        entry.created_at,
        moment(entry.expires_at),
        // What would be a line of its own is not one.
        entry.comment.as_deref().unwrap_or("-").replace(char::is_control, " ")
    )
}

fn revoke(store: &StoreArguments, id: &str) -> Result<ExitCode, Failure> {
    if in_time(async { Ok(store.open().await?.revoke(id, utc_now()).await?) })? {
        return Ok(ExitCode::SUCCESS);
    }
    complain("there is no such token that is good for something");
    Ok(ExitCode::FAILURE)
}

fn identifier(text: &str) -> Result<Identifier, InvalidValue> {
    Identifier::try_from(text)
}

fn timestamp(text: &str) -> Result<Timestamp, InvalidValue> {
    text.parse()
}
