//! Every document of an archive, as it was added.

use crate::archive::Archive;
use crate::commit::{Commit, Content};
use crate::error::ArchiveError;
use crate::part::{Part, own};

/// A document of an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Its text, byte for byte.
    pub text: Vec<u8>,
    /// Who signed it: a Sigstore bundle, if there is one.
    pub receipt: Option<String>,
    /// Where it came from, if it is set aside.
    pub source: String,
}

impl Archive {
    /// Every document, also those that are set aside, one part after the other.
    ///
    /// # Errors
    ///
    /// Each item says where a part cannot be read.
    pub fn documents(&self) -> impl Iterator<Item = Result<Document, ArchiveError>> {
        self.commits.iter().flat_map(|commit| match self.of_part(commit) {
            Ok(documents) => documents.into_iter().map(Ok).collect(),
            Err(error) => vec![Err(error)],
        })
    }

    fn of_part(&self, commit: &Commit) -> Result<Vec<Document>, ArchiveError> {
        let (file, schema) = match &commit.content {
            Content::Bundles { bundles, .. } => (bundles, &self.tables.bundles),
            Content::Aside { documents } => (documents, &self.tables.aside),
        };
        let content = self.folder.read(&file.path)?;
        let content = content.ok_or_else(|| ArchiveError::damaged(&file.path, "it is missing"))?;
        let part = Part::read(content, schema).map_err(ArchiveError::part(&file.path))?;
        let document = |row| Document {
            text: match part.text(own::DOCUMENT, row) {
                Some(text) => text.as_bytes().to_owned(),
                None => part.bytes(own::DOCUMENT, row).unwrap_or_default().to_owned(),
            },
            receipt: part.text(own::RECEIPT, row).map(str::to_owned),
            source: part.text(own::SOURCE, row).unwrap_or_default().to_owned(),
        };
        Ok((0..part.rows()).map(document).collect())
    }
}
