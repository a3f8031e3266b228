//! The folder of a log.

use std::fs;
use std::path::{Path, PathBuf};

use export_bundles_attest::PublicKey;
use export_bundles_attest::log::{Checkpoint, Log};

use super::Failure;

/// The name of the newest checkpoint in the folder of a log.
pub const CHECKPOINT: &str = "checkpoint";

/// A log, as it stands in its folder.
pub struct Opened {
    pub log: Log,
    /// What the log commits to, and the note that says so.
    pub checkpoint: Checkpoint,
    pub note: String,
}

/// The note of the newest checkpoint, if there is a log.
pub fn note(folder: &Path) -> Result<Option<String>, Failure> {
    let path = folder.join(CHECKPOINT);
    match fs::read_to_string(&path) {
        Ok(note) => Ok(Some(note)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Failure::Log(format!("cannot read {}: {error}", path.display()))),
    }
}

/// The log of a folder, whose checkpoint one of these keys has signed.
pub fn open<'k>(
    folder: &Path,
    key: impl FnOnce(&str) -> Option<&'k PublicKey>,
) -> Result<Opened, Failure> {
    let damaged = |why: String| Failure::Log(format!("{}: {why}", folder.display()));
    let note =
        note(folder)?.ok_or_else(|| damaged("there is no log: it has no checkpoint".to_owned()))?;
    let origin = note.lines().next().unwrap_or_default();
    let key =
        key(origin).ok_or_else(|| damaged(format!("nobody trusts a log called {origin:?}")))?;
    let checkpoint = Checkpoint::verify(&note, key).map_err(|error| damaged(error.to_string()))?;
    let log =
        Log::read(&checkpoint, reader(folder)).map_err(|damage| damaged(damage.to_string()))?;
    Ok(Opened { log, checkpoint, note })
}

/// Gives the content of a file by its path in the folder.
pub fn reader(folder: &Path) -> impl Fn(&str) -> Option<Vec<u8>> {
    move |path| fs::read(place(folder, path)).ok()
}

/// Where a file of a log stands.
pub fn place(folder: &Path, path: &str) -> PathBuf {
    path.split('/').fold(folder.to_owned(), |place, name| place.join(name))
}
