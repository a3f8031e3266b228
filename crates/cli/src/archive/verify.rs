//! `archive verify`: is it complete, and is everything in it what it was?

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::process::ExitCode;
use std::thread::available_parallelism;

use clap::Args;
use exact_schema_commands::terminal::{complain_of, json_line, print};
use export_bundles::{Timestamp, utc_now};
use export_bundles_archive::{Fault, Folder, Period, Verification, Verified, verify};
use indicatif::{ProgressBar, ProgressFinish, ProgressStyle};
use serde_json::{Value, json};

use super::Failure;
use super::add::{Format, Rules};
use crate::{file, trust};

/// Tell whether an archive is complete, and everything in it what it was
///
/// Every bundle is judged again (schema, rules, seal, who signed it) and held against its typed columns; every part
/// against the record, the log and the manifest that tell of it; the log against what it commits to. What is wrong is
/// named: which file, which bundle.
#[derive(Debug, Args)]
#[command(after_long_help = AFTER_HELP)]
pub struct Arguments {
    #[command(flatten)]
    verify: VerifyArguments,

    /// How to say what was found
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// What is verified, and what it is held against.
#[derive(Debug, Args)]
pub struct VerifyArguments {
    /// The folder of the archive, or an address in an object store: s3://BUCKET/PREFIX, gs://…, az://…
    #[arg(value_name = "ARCHIVE")]
    archive: String,

    /// A year, a quarter or a month, such as 2026, 2026-Q3 or 2026-07 [default: all there is]
    #[arg(long, value_name = "PERIOD")]
    pub period: Option<Period>,

    /// A file that says whom to trust: the key of the log, those who sign bundles, time-stamping authorities
    ///
    /// With it, checkpoints, manifests and the head of the archive have to be signed by the key of the log.
    #[arg(long, value_name = "TRUST")]
    trust: Option<PathBuf>,

    /// A checkpoint of the log that was kept (log/checkpoint): the log has to begin with what it commits to
    #[arg(long, value_name = "CHECKPOINT")]
    since: Vec<PathBuf>,

    /// Which rules to hold bundles against: those that they were added by
    #[arg(long, value_enum, default_value_t = Rules::Default)]
    rules: Rules,

    /// When it is, for keys that are valid for some time only [default: now]
    #[arg(long, value_name = "TIME")]
    now: Option<Timestamp>,

    /// How many parts to look at at the same time [default: as many as there are processors]
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
}

impl VerifyArguments {
    /// The folder of the archive.
    ///
    /// # Errors
    ///
    /// Where it is an address that is none.
    pub fn folder(&self) -> Result<Folder, Failure> {
        Ok(Folder::named(&self.archive)?)
    }
}

const AFTER_HELP: &str = r#"JSON: one line
  {"months": ["2026-07"], "bundles": 2, "root": "…", "aside": 1, "signed": 0, "verdict": "sound",
   "population": [{"month", "tenant", "type", "bundles", "steps"}],
   "partitions": [{"month", "tenant", "bundles", "root"}],
   "warnings": {"unsealed": 1}, "log": {"origin", "size", "root"},
   "faults": {"bundle-changed": 1}, "named": [{"fault", "path", "seal", "message"}]}
  root     what commits to all bundles of the period: `sample` draws by it
  aside    documents that were set aside when they were added, in the whole archive
  named    the first hundred faults of each kind; `faults` counts all of them

Exit codes:
  0  it is complete, and all is what it was
  1  it is not: what is wrong is named
  2  the command line is wrong, there is no archive, or a file cannot be read
"#;

pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let verified = verified(&arguments.verify)?;
    let code = if verified.is_sound() { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    Ok(match arguments.format {
        Format::Json => print(json_line(&report(&verified)).unwrap_or_default(), code),
        Format::Text => {
            complain_about(&verified);
            print(text(&verified), code)
        }
    })
}

/// What is found of the archive that the arguments name.
pub fn verified(arguments: &VerifyArguments) -> Result<Verified, Failure> {
    let trust = arguments.trust.as_deref().map(trust::read).transpose()?;
    let mut since = Vec::new();
    for path in &arguments.since {
        let note = String::from_utf8_lossy(&file::read(path)?).into_owned();
        since.push((path.display().to_string(), note));
    }
    let folder = arguments.folder()?;
    let bar = bar(&folder)?;
    let progress = |bytes| bar.inc(bytes);
    let jobs = arguments.jobs.or_else(|| available_parallelism().ok());
    let asked = Verification {
        period: arguments.period,
        rules: arguments.rules.into(),
        trust: trust.as_ref(),
        since,
        now: arguments.now.unwrap_or_else(utc_now),
        jobs: jobs.unwrap_or(NonZeroUsize::MIN),
        progress: &progress,
    };
    let verified = verify(&folder, &asked)?;
    bar.finish_and_clear();
    Ok(verified)
}

/// How far it is, for those who wait at a terminal.
fn bar(folder: &Folder) -> Result<ProgressBar, Failure> {
    let mut size = 0;
    for path in folder.list("bundles")? {
        size += folder.size(&path);
    }
    let bar = ProgressBar::new(size).with_finish(ProgressFinish::AndClear);
    let template = "{bar:32} {percent:>3} %  {binary_bytes_per_sec}  {eta} left";
    Ok(match ProgressStyle::with_template(template) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    })
}

/// What was found, as JSON.
pub fn report(verified: &Verified) -> Value {
    let population = verified.population.iter().map(|(month, it)| {
        json!({
            "month": month,
            "tenant": it.tenant,
            "type": it.bundle_type,
            "bundles": it.count.bundles,
            "steps": it.count.steps,
        })
    });
    json!({
        "months": verified.months,
        "bundles": verified.bundles,
        "root": verified.root,
        "aside": verified.aside,
        "signed": verified.signed,
        "verdict": if verified.is_sound() { "sound" } else { "unsound" },
        "population": population.collect::<Vec<_>>(),
        "partitions": verified.partitions,
        "warnings": verified.warnings,
        "log": verified.log.as_ref().map(|it| json!(export_bundles_archive::LogState::from(it))),
        "faults": verified.faults.counts(),
        "named": verified.faults.named(),
    })
}

fn complain_about(verified: &Verified) {
    if verified.is_sound() {
        return;
    }
    let total: u64 = verified.faults.counts().values().sum();
    let named = verified.faults.named();
    let more = total - named.len() as u64;
    let said = named.iter().map(said).chain((more > 0).then(|| format!("and {more} more")));
    complain_of(&format!("the archive is not what it is to be: {total} faults"), said);
}

fn said(fault: &Fault) -> String {
    let Fault { fault, path, seal, message } = fault;
    let kind = json!(fault);
    let kind = kind.as_str().unwrap_or_default();
    match seal {
        Some(seal) => format!("{kind}: {path}, the bundle with the seal {seal}: {message}"),
        None => format!("{kind}: {path}: {message}"),
    }
}

fn text(verified: &Verified) -> String {
    let mut said = format!("{} bundles", verified.bundles);
    if let (Some(first), Some(last)) = (verified.months.first(), verified.months.last()) {
        said += &match first == last {
            true => format!(" of {first}"),
            false => format!(" of {first} to {last}"),
        };
    }
    said += &format!(", root {}\n", verified.root);
    for (month, it) in &verified.population {
        let (bundles, steps) = (it.count.bundles, it.count.steps);
        said += &format!(
            "  {month}  {}  {}: {bundles} bundles, {steps} steps\n",
            it.tenant, it.bundle_type
        );
    }
    for (rule, count) in &verified.warnings {
        said += &format!("worth a look: {count} times {rule}\n");
    }
    if verified.signed > 0 {
        said += &format!("{} have a receipt\n", verified.signed);
    }
    if verified.aside > 0 {
        said += &format!("{} documents of the archive are set aside\n", verified.aside);
    }
    if let Some(log) = &verified.log {
        said += &format!("{} bundles in the log {}\n", log.size, log.origin);
    }
    said
}
