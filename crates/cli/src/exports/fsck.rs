//! `exports fsck`: checks everything in a store.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use exact_schema_commands::terminal::{complain_of, json_line, print};
use export_bundles::utc_now;
use export_bundles_store::{Checked, Damage};
use indicatif::{ProgressBar, ProgressFinish, ProgressStyle};
use serde_json::json;

use super::Failure;
use super::keys::KeyArguments;
use super::store::{StoreArguments, in_time};
use crate::trust;

/// Check everything in the store: every seal, every signature, every place in a log, every reference
///
/// It reads only, and may run beside the service.
#[derive(Debug, Args)]
#[command(after_long_help = AFTER_HELP)]
pub struct Arguments {
    #[command(flatten)]
    store: StoreArguments,

    #[command(flatten)]
    keys: KeyArguments,

    /// A file that says whose signatures count, beside that of --key: those of keys that came before
    #[arg(long, value_name = "FILE")]
    trust: Option<PathBuf>,

    /// How to say what was found
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// A line of JSON for all of it
    Json,
}

const AFTER_HELP: &str = "Exit codes:
  0  all is well
  1  something is damaged: it is named
  2  the command line is wrong, or the store does not answer
";

pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let keys = arguments.keys.read()?;
    let trust = arguments.trust.as_deref().map(trust::read).transpose()?.unwrap_or_default();
    let trust = trust.with_key(keys.signer().public().clone());
    let checked = in_time(async {
        let store = arguments.store.open().await?;
        let bar =
            ProgressBar::new(store.count_bundles().await?).with_finish(ProgressFinish::AndClear);
        if let Ok(style) =
            ProgressStyle::with_template("{bar:32} {pos} of {len} bundles  {eta} left")
        {
            bar.set_style(style);
        }
        let log_key = keys.log.key().public();
        Ok(store.check(&trust, log_key, utc_now(), || bar.inc(1)).await?)
    })?;
    let code = if checked.damage.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    Ok(match arguments.format {
        Format::Text => text(&checked, code),
        Format::Json => print(json_line(&report(&checked)).unwrap_or_default(), code),
    })
}

fn text(checked: &Checked, code: ExitCode) -> ExitCode {
    let Checked { tenants, bundles, tombstones, entries, damage } = checked;
    let counted = format!(
        "checked: {bundles} bundles, {tombstones} tombstones and {entries} entries of the logs of {tenants} tenants\n"
    );
    if !damage.is_empty() {
        let said = damage.iter().map(|Damage { tenant, place, message }| {
            format!("tenant {tenant}, {place}: {message}")
        });
        complain_of(&format!("{} places are damaged", damage.len()), said);
    }
    print(counted, code)
}

fn report(checked: &Checked) -> serde_json::Value {
    let damage = checked.damage.iter();
    let damage: Vec<_> = damage
        .map(|it| json!({ "tenant": it.tenant, "place": it.place, "message": it.message }))
        .collect();
    json!({
        "tenants": checked.tenants,
        "bundles": checked.bundles,
        "tombstones": checked.tombstones,
        "entries": checked.entries,
        "damage": damage,
    })
}
