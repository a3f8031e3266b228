//! What the key of the log answers for.

use export_bundles_attest::log::verified_note;

use crate::archive::Archive;
use crate::error::ArchiveError;

use super::Verification;
use super::fault::{FaultKind, Faults};

/// A text has to be signed by the key of the log, where somebody says whom to trust; and its time stamp, where there is
/// one, has to be one of an authority that is trusted.
pub fn check(
    archive: &Archive,
    note_path: &str,
    stamp_path: Option<&str>,
    text: &str,
    asked: &Verification<'_>,
    faults: &mut Faults,
) -> Result<(), ArchiveError> {
    let Some(trust) = asked.trust else { return Ok(()) };
    let origin = &archive.mark.origin;
    let Some(key) = trust.log(origin) else {
        faults.add(
            FaultKind::Unsigned,
            note_path,
            format!("nobody trusts a log called {origin:?}"),
        );
        return Ok(());
    };
    let Some(note) = archive.folder.read(note_path)? else {
        faults.add(FaultKind::Unsigned, note_path, "it is missing");
        return Ok(());
    };
    let note = String::from_utf8_lossy(&note);
    match verified_note(&note, origin, key) {
        None => {
            let message = "expected the signature of the key of the log";
            faults.add(FaultKind::Unsigned, note_path, message);
        }
        Some(signed) if signed != text => {
            let message = "expected a note about what stands here: it is about something else";
            faults.add(FaultKind::Unsigned, note_path, message);
        }
        Some(_) => {}
    }
    let stamp = match stamp_path {
        Some(path) => archive.folder.read(path)?.map(|it| (path, it)),
        None => None,
    };
    if let Some((path, stamp)) = stamp
        && let Some(Err(kind)) = trust.stamped(&stamp, note.as_bytes())
    {
        faults.add(FaultKind::StampUntrusted, path, kind.message());
    }
    Ok(())
}
