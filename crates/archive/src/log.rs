//! The log of seals of an archive, as `export-bundles log` makes and reads it, without reading it to go on.

use export_bundles::ContentHash;
use export_bundles_attest::SigningKey;
use export_bundles_attest::log::{Checkpoint, Tail};

use crate::error::ArchiveError;
use crate::folder::Folder;

/// Where the log stands.
pub const FOLDER: &str = "log";

/// Where its newest checkpoint stands.
pub const CHECKPOINT: &str = "log/checkpoint";

/// The log, and the folder that it is in.
#[derive(Debug)]
pub struct SealLog {
    tail: Tail,
    origin: String,
    /// The folders of tiles that have become full.
    full: Vec<String>,
}

impl SealLog {
    /// The log of an archive; an empty one where its files do not tell how it ends, as after a loss of power.
    ///
    /// # Errors
    ///
    /// Where a file cannot be read.
    pub fn open(folder: &Folder, origin: &str) -> Result<Self, ArchiveError> {
        let note = folder.read(CHECKPOINT)?.unwrap_or_default();
        let claimed = Checkpoint::claimed(&String::from_utf8_lossy(&note)).ok();
        let claimed = claimed.filter(|it| it.origin == origin);
        let read = |path: &str| folder.read(&format!("{FOLDER}/{path}")).ok().flatten();
        let tail = claimed.and_then(|claimed| {
            Tail::read(claimed.size, read).filter(|it| it.checkpoint(origin) == claimed)
        });
        Ok(Self { tail: tail.unwrap_or_default(), origin: origin.to_owned(), full: Vec::new() })
    }

    /// How many seals there are.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.tail.size()
    }

    /// Adds a seal at the end.
    ///
    /// # Errors
    ///
    /// Where a file cannot be written.
    pub fn append(&mut self, folder: &Folder, seal: &ContentHash) -> Result<(), ArchiveError> {
        for file in self.tail.append(seal) {
            folder.put(&format!("{FOLDER}/{}", file.path), &file.content)?;
            self.full.extend(file.parts);
        }
        Ok(())
    }

    /// What the log commits to now.
    #[must_use]
    pub fn checkpoint(&self) -> Checkpoint {
        self.tail.checkpoint(&self.origin)
    }

    /// Writes what is not written yet, the checkpoint last.
    ///
    /// # Errors
    ///
    /// Where a file cannot be written, or the key cannot sign.
    pub fn finish(
        &mut self,
        folder: &Folder,
        key: Option<&SigningKey>,
    ) -> Result<(), ArchiveError> {
        for file in self.tail.files() {
            folder.put(&format!("{FOLDER}/{}", file.path), &file.content)?;
        }
        let checkpoint = self.checkpoint();
        let note = match key {
            Some(key) => checkpoint.sign(key)?,
            None => checkpoint.text(),
        };
        folder.write(CHECKPOINT, note.as_bytes())?;
        for parts in self.full.drain(..) {
            // Nobody needs the parts of what is whole; where they cannot go, they harm nobody.
            let _ = folder.remove(&format!("{FOLDER}/{parts}"));
        }
        Ok(())
    }
}
