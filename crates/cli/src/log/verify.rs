//! `log verify`: whether a log is whole, and whether an archive is what it says.

use std::collections::HashMap;
use std::path::PathBuf;

use clap::Args;
use exact_schema_commands::documents::DocumentArguments;
use export_bundles_attest::log::{Checkpoint, Log};

use super::folder::{self, Opened};
use super::seals::{self, Sealed};
use super::{Failure, Outcome};
use crate::{file, trust};

/// So many differences are named one by one.
const NAMED: usize = 100;

/// Tell whether a log is whole, continues an earlier checkpoint, and is what an archive holds
///
/// With files, every bundle of the log has to be in them, and every bundle in them in the log.
#[derive(Debug, Args)]
pub struct Arguments {
    /// A file that says whom to trust: {"logs": [{"origin": NAME, "public_key": PEM}]}
    #[arg(long, value_name = "TRUST")]
    trust: PathBuf,

    /// A checkpoint that was kept: the log has to begin with what it commits to
    #[arg(long, value_name = "CHECKPOINT")]
    since: Vec<PathBuf>,

    /// The folder of the log
    #[arg(value_name = "LOG")]
    folder: PathBuf,

    #[command(flatten)]
    archive: Archive,
}

/// The bundles that are to be in the log, if any are named.
#[derive(Debug, Args)]
struct Archive {
    /// Take every line of the files for a bundle, whatever their names
    #[arg(long)]
    lines: bool,

    /// The archive: bundles, or files with a bundle a line, as `validate` reads them
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
}

pub fn run(arguments: Arguments) -> Result<Outcome, Failure> {
    let Arguments { trust, since, folder, archive } = arguments;
    let trust = trust::read(&trust)?;
    let Opened { log, checkpoint, .. } = folder::open(&folder, |origin| trust.log(origin))?;
    let mut complaints = Vec::new();
    if let Err(damage) = log.check_tiles(folder::reader(&folder)) {
        complaints.push(damage.to_string());
    }
    for path in since {
        let note = String::from_utf8_lossy(&file::read(&path)?).into_owned();
        let why = match trust.log(&checkpoint.origin).map(|key| Checkpoint::verify(&note, key)) {
            Some(Ok(earlier)) if earlier.origin != checkpoint.origin => {
                "it is one of another log".to_owned()
            }
            Some(Ok(earlier)) if log.continues(&earlier) => continue,
            Some(Ok(earlier)) => {
                format!(
                    "the log does not begin with the {} bundles that it commits to",
                    earlier.size
                )
            }
            Some(Err(error)) => error.to_string(),
            None => "nobody trusts its log".to_owned(),
        };
        complaints.push(format!("{}: {why}", path.display()));
    }
    let mut said = format!("{}: {} bundles in the log\n", checkpoint.origin, log.len());
    if !archive.files.is_empty() {
        let Archive { lines, files } = archive;
        let bundles = seals::of(DocumentArguments::of(files, lines)).ok_or(Failure::Told)?;
        said += &format!("{} bundles in the archive\n", bundles.len());
        complaints.extend(differences(&log, &bundles));
    }
    Ok(Outcome::of(said, "the log is not what it is to be", complaints))
}

/// Where a log and an archive do not agree.
fn differences(log: &Log, archive: &[Sealed]) -> Vec<String> {
    let logged = log.seals().enumerate().map(|(at, seal)| (seal.to_owned(), at));
    let mut missing: HashMap<String, usize> = logged.collect();
    let mut differences = Vec::new();
    let mut seen: HashMap<String, &Sealed> = HashMap::new();
    for bundle in archive {
        let seal = match &bundle.seal {
            Ok(seal) => seal.to_string(),
            Err(why) => {
                differences.push(format!("{}: {why}", bundle.place()));
                continue;
            }
        };
        if missing.remove(&seal).is_some() {
            seen.insert(seal, bundle);
        } else if let Some(first) = seen.get(&seal) {
            differences.push(format!(
                "{}: it is there twice, first in {}",
                bundle.place(),
                first.place()
            ));
        } else {
            differences.push(format!("{}: it is not in the log", bundle.place()));
        }
    }
    let mut missing: Vec<(usize, String)> =
        missing.into_iter().map(|(seal, at)| (at, seal)).collect();
    missing.sort_unstable();
    differences.extend(missing.iter().map(|(at, seal)| {
        format!("the bundle at {at} of the log is not in the archive: its seal is {seal}")
    }));
    let more = differences.len().saturating_sub(NAMED);
    differences.truncate(NAMED);
    differences.extend((more > 0).then(|| format!("and {more} more")));
    differences
}
