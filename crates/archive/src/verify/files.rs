//! Files that nobody knows.

use std::collections::BTreeSet;

use crate::add::ASIDE;
use crate::archive::Archive;
use crate::commit::Commit;
use crate::error::ArchiveError;
use crate::manifest;
use crate::partition::Table;

use super::expected_manifests;
use super::fault::{FaultKind, Faults};

/// Everything in the folders of tables and manifests has to be recorded.
pub fn check(archive: &Archive, faults: &mut Faults) -> Result<(), ArchiveError> {
    let recorded: BTreeSet<&str> =
        archive.commits.iter().flat_map(Commit::files).map(|it| &it.path[..]).collect();
    for folder in [Table::Bundles.name(), Table::Steps.name(), ASIDE] {
        for path in archive.folder.list(folder)? {
            if !recorded.contains(&path[..]) {
                faults.add(FaultKind::FileUnknown, &path, "no record tells of it");
            }
        }
    }
    let manifests = expected_manifests(archive);
    for path in archive.folder.list(manifest::FOLDER)? {
        let of = path.rsplit_once('.').map_or("", |(name, _)| name);
        if !manifests.contains(&format!("{of}.json")) {
            faults.add(FaultKind::FileUnknown, &path, "there are no bundles of that month");
        }
    }
    Ok(())
}
