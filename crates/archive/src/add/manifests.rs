//! What follows from the records of an archive: a manifest for each month, and what it all comes to.

use std::collections::BTreeMap;

use export_bundles_attest::log::signed_note;

use super::{Adding, Signing};
use crate::archive::Archive;
use crate::commit::{Commit, json};
use crate::error::ArchiveError;
use crate::judged::sha256;
use crate::manifest::{Head, LogState, Manifest, of_month};
use crate::period::Month;

impl Adding<'_> {
    pub(super) fn write_head(&self) -> Result<(), ArchiveError> {
        let Archive { folder, mark, commits, last, .. } = &self.archive;
        let mut periods = BTreeMap::new();
        for month in self.archive.months() {
            let text = folder.read(&Manifest::path(month))?.unwrap_or_default();
            periods.insert(month.to_string(), sha256(&text));
        }
        let aside = commits.iter().filter(|it| it.partition().is_none());
        let head = Head {
            commits: commits.len() as u64,
            last: *last,
            log: LogState::from(&self.log.checkpoint()),
            aside: aside.flat_map(Commit::files).map(|it| it.rows).sum(),
            periods,
        };
        let text = json(&head);
        if let Some(key) = &self.signing.key {
            let signed = Head::signed_text(&mark.origin, text.as_bytes());
            let note = signed_note(&signed, &mark.origin, key)?;
            folder.write(Head::NOTE, note.as_bytes())?;
        }
        Ok(folder.write(Head::PATH, text.as_bytes())?)
    }

    /// Writes the manifest of a month, unless it is there and tells of all its parts.
    pub(super) fn write_manifest(&self, month: Month) -> Result<(), ArchiveError> {
        let Signing { key, stamp } = &self.signing;
        let folder = &self.archive.folder;
        let path = Manifest::path(month);
        let files: Vec<_> =
            of_month(&self.archive.commits, month).flat_map(Commit::files).cloned().collect();
        let there = folder.read(&path)?;
        let there = there.and_then(|it| serde_json::from_slice::<Manifest>(&it).ok());
        let is_signed = key.is_none() || folder.read(&Manifest::note_path(month))?.is_some();
        let is_stamped = stamp.is_none() || folder.read(&Manifest::stamp_path(month))?.is_some();
        if there.is_some_and(|it| it.files == files) && is_signed && is_stamped {
            return Ok(());
        }
        let partitions = self.archive.roots(month)?;
        let log = LogState::from(&self.log.checkpoint());
        let manifest = Manifest::of(month, &self.archive.commits, partitions, log);
        let text = manifest.text();
        // What was signed and stamped before is of another manifest.
        folder.remove(&Manifest::note_path(month))?;
        folder.remove(&Manifest::stamp_path(month))?;
        folder.write(&path, text.as_bytes())?;
        let Some(key) = key else { return Ok(()) };
        let origin = &self.archive.mark.origin;
        let signed = Manifest::signed_text(origin, month, text.as_bytes());
        let note = signed_note(&signed, origin, key)?;
        if let Some(stamp) = stamp {
            let stamp = stamp(note.as_bytes()).map_err(ArchiveError::NoStamp)?;
            folder.write(&Manifest::stamp_path(month), &stamp)?;
        }
        Ok(folder.write(&Manifest::note_path(month), note.as_bytes())?)
    }
}
