//! What a process left that was killed.

use std::collections::BTreeSet;

use super::{ASIDE, Adding};
use crate::commit::{self, Commit};
use crate::error::ArchiveError;
use crate::folder::is_unfinished;
use crate::partition::Table;

impl Adding<'_> {
    /// A part is written before its record, so that the files of one may be there that nobody knows.
    pub(super) fn forget_what_has_no_record(&self) -> Result<(), ArchiveError> {
        let folder = &self.archive.folder;
        let known: BTreeSet<&str> =
            self.archive.commits.iter().flat_map(Commit::files).map(|it| &it.path[..]).collect();
        let next = self.next.number;
        for path in folder.list(commit::FOLDER)?.iter().filter(|path| is_unfinished(path)) {
            folder.remove(path)?;
        }
        for table in [Table::Bundles.name(), Table::Steps.name(), ASIDE] {
            for path in folder.list(table)? {
                let name = path.rsplit('/').next().unwrap_or_default();
                // Others may have written many, of which none is known.
                let number = name.split('.').next().and_then(|it| it.parse::<u64>().ok());
                let is_to_come = !known.contains(&path[..]) && number.is_some_and(|it| it >= next);
                if is_unfinished(&path) || is_to_come {
                    folder.remove(&path)?;
                }
            }
        }
        Ok(())
    }
}
