//! `exports expire`: removes what is past its time.

use std::process::ExitCode;
use std::time::Duration;

use chrono::{DateTime, Utc};
use clap::Args;
use exact_schema_commands::terminal::{complain, print};
use export_bundles::{Timestamp, utc_now};
use export_bundles_store::Expired;

use super::Failure;
use super::keys::KeyArguments;
use super::store::{StoreArguments, in_time};

/// Remove what is past its time and not held: bundles, incidents, runs, traces and spans
///
/// In the place of each bundle a signed tombstone stands, which the log has, too; the seal of the bundle stays in the log, so
/// that the log still verifies. Policy snapshots say nothing of a run, and stay. It may run beside the service.
#[derive(Debug, Args)]
#[command(after_long_help = AFTER_HELP)]
pub struct Arguments {
    #[command(flatten)]
    store: StoreArguments,

    #[command(flatten)]
    keys: KeyArguments,

    /// How long everything is kept
    #[arg(long, value_name = "TIME", default_value = "7y", value_parser = humantime::parse_duration)]
    retain: Duration,

    /// Say what would be removed, and remove nothing
    #[arg(long)]
    dry_run: bool,
}

const AFTER_HELP: &str = "Exit codes:
  0  what was past its time is gone
  2  the command line is wrong, or the store does not answer; what was removed until then is gone

Examples:
  What would go?
    export-bundles exports expire --retain 7y --dry-run

  Every night:
    export-bundles exports expire --retain 7y
";

pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let now = utc_now();
    let Some(before) = earlier(now, arguments.retain) else {
        complain("--retain: expected a time that ends before the year 1");
        return Ok(ExitCode::from(exact_schema_commands::terminal::CANNOT_TELL));
    };
    let expired = in_time(async {
        let store = arguments.store.open().await?;
        if arguments.dry_run {
            return Ok(store.expiring(before).await?);
        }
        let keys = arguments.keys.read()?;
        store.expect_key(&keys.log).await?;
        let reason = format!("kept for {}", humantime::format_duration(arguments.retain));
        Ok(store.expire(&keys.log, before, now, &reason).await?)
    })?;
    let Expired { bundles, held, parts, spans } = expired;
    let verb = if arguments.dry_run { "would be removed" } else { "removed" };
    let said = format!(
        "{verb}, from before {before}: {bundles} bundles, {parts} incidents, runs and traces, {spans} spans; {held} \
         bundles are held\n"
    );
    Ok(print(said, ExitCode::SUCCESS))
}

fn earlier(now: Timestamp, by: Duration) -> Option<Timestamp> {
    let by = chrono::TimeDelta::from_std(by).ok()?;
    let moment: DateTime<Utc> = now.as_datetime().checked_sub_signed(by)?;
    Timestamp::try_from(moment).ok()
}
