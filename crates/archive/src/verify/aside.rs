//! Documents that are set aside: none is gone, each is what it was.

use export_bundles::ContentHash;

use crate::archive::Archive;
use crate::commit::Content;
use crate::error::ArchiveError;
use crate::judged::sha256;
use crate::part::own;

use super::Verification;
use super::fault::{FaultKind, Faults};
use super::part::{content, table};

/// Checks all of them, and counts them.
pub fn check(
    archive: &Archive,
    asked: &Verification<'_>,
    faults: &mut Faults,
) -> Result<u64, ArchiveError> {
    let mut count = 0;
    for commit in &archive.commits {
        let Content::Aside { documents } = &commit.content else { continue };
        count += documents.rows;
        let path = &documents.path;
        let Some(read) = content(archive, documents, asked, faults)? else { continue };
        let Some(part) = table(read, &archive.tables.aside, path, faults) else { continue };
        if part.rows() as u64 != documents.rows {
            let message = format!("it has {} rows and had {}", part.rows(), documents.rows);
            faults.add(FaultKind::AsideChanged, path, message);
        }
        for row in 0..part.rows() {
            let said = part.text(own::SHA256, row).and_then(|it| it.parse::<ContentHash>().ok());
            let is = part.bytes(own::DOCUMENT, row).map(sha256);
            if said.is_none() || said != is {
                let message = format!("row {row} is not the document that was set aside");
                faults.add(FaultKind::AsideChanged, path, message);
            }
        }
    }
    Ok(count)
}
