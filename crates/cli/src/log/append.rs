//! `log append`: adds the seals of bundles to a log.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use exact_schema_commands::documents::DocumentArguments;
use exact_schema_files::{FolderLock, Prepared, remove_leftovers};
use export_bundles_attest::SigningKey;
use export_bundles_attest::log::{Checkpoint, Log, verifier_key};

use super::folder::{self, CHECKPOINT, Opened};
use super::{Failure, Outcome, seals};
use crate::sign;

/// Add the seals of bundles, in their order, and sign the new checkpoint
///
/// All of them or none. A bundle that is in the log already is passed over. The log is made where there is none.
#[derive(Debug, Args)]
pub struct Arguments {
    /// A PEM file with the Ed25519 key of the log, as `keygen` makes it
    #[arg(long, value_name = "FILE")]
    key: PathBuf,

    /// What a new log is called: by convention where it is published, without `https://`
    #[arg(long, value_name = "NAME")]
    origin: Option<String>,

    /// The folder of the log
    #[arg(value_name = "LOG")]
    folder: PathBuf,

    #[command(flatten)]
    documents: DocumentArguments,
}

pub fn run(arguments: Arguments) -> Result<Outcome, Failure> {
    let Arguments { key, origin, folder, documents } = arguments;
    let key = sign::key(&key)?;
    let seals = seals::of(documents).ok_or(Failure::Told)?;
    let refused =
        seals.iter().filter_map(|it| Some(format!("{}: {}", it.place(), it.seal.as_ref().err()?)));
    let refused: Vec<String> = refused.collect();
    if !refused.is_empty() {
        return Ok(Outcome::of(String::new(), "nothing is appended, as not all can be", refused));
    }
    let lock = FolderLock::take(&folder)?;
    remove_leftovers(&folder)?;
    let Opened { mut log, checkpoint, .. } = opened(&folder, origin, &key)?;
    let mut known: HashSet<String> = log.seals().map(str::to_owned).collect();
    let total = seals.len();
    for seal in seals.iter().filter_map(|it| it.seal.as_ref().ok()) {
        if known.insert(seal.to_string()) {
            log.append(seal);
        }
    }
    let appended = log.len() - checkpoint.size;
    write(&folder, &log, &checkpoint, &key)?;
    drop(lock);
    let passed_over = match total as u64 - appended {
        0 => String::new(),
        1 => "; 1 was there already".to_owned(),
        more => format!("; {more} were there already"),
    };
    let said = format!("{appended} appended, {} in the log{passed_over}\n", log.len());
    Ok(Outcome::good(said))
}

/// The log of the folder, or a new one.
fn opened(folder: &Path, origin: Option<String>, key: &SigningKey) -> Result<Opened, Failure> {
    if folder::note(folder)?.is_some() {
        let opened = folder::open(folder, |_| Some(key.public()))?;
        return match origin {
            Some(other) if other != opened.checkpoint.origin => {
                let own = &opened.checkpoint.origin;
                Err(Failure::Log(format!("the log is called {own:?}, and keeps its name")))
            }
            _ => Ok(opened),
        };
    }
    let origin = origin.ok_or_else(|| {
        Failure::Log("there is no log yet: --origin says what it is called".to_owned())
    })?;
    verifier_key(&origin, key.public()).map_err(|error| Failure::Log(error.to_string()))?;
    let log = Log::default();
    Ok(Opened { checkpoint: log.checkpoint(&origin), log, note: String::new() })
}

/// Writes what is new, the checkpoint last: what it does not commit to is not there for anybody.
fn write(folder: &Path, log: &Log, before: &Checkpoint, key: &SigningKey) -> Result<(), Failure> {
    let note = log.checkpoint(&before.origin).sign(key).map_err(Failure::WrongKey)?;
    let files = log.files_since(before.size);
    let mut prepared = Prepared::default();
    for file in &files {
        prepared.write(&folder::place(folder, &file.path), &file.content)?;
    }
    prepared.write(&folder.join(CHECKPOINT), note.as_bytes())?;
    prepared.put_in_place()?;
    for parts in files.iter().filter_map(|it| it.parts.as_deref()) {
        // Nobody needs the parts of what is whole; where they cannot go, they harm nobody.
        let _ = fs::remove_dir_all(folder::place(folder, parts));
    }
    Ok(())
}
