//! The archive in a folder, as it stands.

use std::collections::{BTreeMap, BTreeSet};

use export_bundles::ContentHash;
use export_bundles_attest::log::check_name;
use serde::{Deserialize, Serialize};

use crate::commit::{self, Commit, json};
use crate::error::ArchiveError;
use crate::folder::{Folder, is_unfinished};
use crate::judged::sha256;
use crate::manifest::{Manifest, of_month};
use crate::part::{Seals, Tables};
use crate::partition::Partition;
use crate::period::Month;
use crate::root::{Merged, Rooted, Tree};

/// What says that a folder is an archive.
pub const MARK: &str = "archive.json";

/// The form of archives that is written here.
const FORMAT: &str = "export-bundles archive, version 1";

/// What is said of an archive once.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Mark {
    /// Its form.
    pub format: String,
    /// What its log of seals is called.
    pub origin: String,
}

impl Mark {
    /// What is said of the archive in a folder.
    ///
    /// # Errors
    ///
    /// Where there is none, or one of a form that nobody here knows.
    pub fn read(folder: &Folder) -> Result<Self, ArchiveError> {
        let Some(text) = folder.read(MARK)? else {
            return Err(ArchiveError::NoArchive { folder: folder.to_string() });
        };
        let mark: Self =
            serde_json::from_slice(&text).map_err(|error| ArchiveError::damaged(MARK, error))?;
        match mark.format == FORMAT {
            true => Ok(mark),
            false => Err(ArchiveError::damaged(MARK, format!("expected the format {FORMAT:?}"))),
        }
    }
}

/// An archive, and the records of its parts.
#[derive(Debug)]
pub struct Archive {
    /// Where it is.
    pub folder: Folder,
    /// What is said of it once.
    pub mark: Mark,
    /// Its tables.
    pub tables: Tables,
    /// The records of its parts.
    pub commits: Vec<Commit>,
    /// What the record of the next part knows the last one by.
    pub(crate) last: Option<ContentHash>,
}

impl Archive {
    /// The archive of that folder.
    ///
    /// # Errors
    ///
    /// Where there is none, or its records are not a chain.
    pub fn open(folder: Folder) -> Result<Self, ArchiveError> {
        let mark = Mark::read(&folder)?;
        let mut archive =
            Self { folder, mark, tables: Tables::get()?, commits: Vec::new(), last: None };
        let mut records = archive.folder.list(commit::FOLDER)?;
        // What a process left that was killed while it wrote a record.
        records.retain(|path| !is_unfinished(path));
        for (number, path) in (0..).zip(records) {
            let text = archive.folder.read(&path)?.unwrap_or_default();
            let commit: Commit = serde_json::from_slice(&text)
                .map_err(|error| ArchiveError::damaged(&path, error))?;
            if path != Commit::path(number)
                || commit.number != number
                || commit.previous != archive.last
            {
                return Err(ArchiveError::damaged(path, "expected the record that follows"));
            }
            archive.last = Some(sha256(&text));
            archive.commits.push(commit);
        }
        Ok(archive)
    }

    /// The archive of that folder, which is made where there is none.
    ///
    /// # Errors
    ///
    /// As [`open`](Self::open); where it cannot be made, or its log is called otherwise.
    pub fn open_or_create(folder: Folder, origin: Option<&str>) -> Result<Self, ArchiveError> {
        if folder.read(MARK)?.is_none() {
            let origin = origin.unwrap_or("archive");
            check_name(origin).map_err(|_| ArchiveError::NoOrigin(origin.to_owned()))?;
            let mark = Mark { format: FORMAT.to_owned(), origin: origin.to_owned() };
            folder.write(MARK, json(&mark).as_bytes())?;
        }
        let archive = Self::open(folder)?;
        match origin {
            Some(other) if other != archive.mark.origin => {
                Err(ArchiveError::OtherOrigin { own: archive.mark.origin })
            }
            _ => Ok(archive),
        }
    }

    /// The months that have bundles, in order.
    #[must_use]
    pub fn months(&self) -> BTreeSet<Month> {
        self.commits.iter().filter_map(Commit::partition).map(|it| it.month).collect()
    }

    /// How long the log was when each manifest was written.
    pub(crate) fn log_sizes(&self) -> Result<Vec<u64>, ArchiveError> {
        let mut sizes = Vec::new();
        for month in self.months() {
            let text = self.folder.read(&Manifest::path(month))?.unwrap_or_default();
            sizes.extend(serde_json::from_slice::<Manifest>(&text).map(|it| it.log.size));
        }
        Ok(sizes)
    }

    /// How many seals the log has to have.
    #[must_use]
    pub fn logged(&self) -> u64 {
        self.commits.iter().map(|it| it.log().end).max().unwrap_or_default()
    }

    /// The seals of a part.
    pub(crate) fn seals(&self, path: &str) -> Result<Seals, ArchiveError> {
        let file = self.folder.open(path)?;
        let file = file.ok_or_else(|| ArchiveError::damaged(path, "it is missing"))?;
        Seals::of(file).map_err(ArchiveError::part(path))
    }

    /// The hashes of the documents of a part that are set aside.
    pub(crate) fn hashes(&self, path: &str) -> Result<Seals, ArchiveError> {
        let file = self.folder.open(path)?;
        let file = file.ok_or_else(|| ArchiveError::damaged(path, "it is missing"))?;
        Seals::of_texts(file).map_err(ArchiveError::part(path))
    }

    /// What commits to the bundles of each partition of a month.
    pub(crate) fn roots(&self, month: Month) -> Result<Vec<Rooted>, ArchiveError> {
        let mut paths: BTreeMap<&Partition, Vec<&str>> = BTreeMap::new();
        for commit in of_month(&self.commits, month) {
            if let (Some(partition), Some(bundles)) = (commit.partition(), commit.files().next()) {
                paths.entry(partition).or_default().push(&bundles.path);
            }
        }
        let rooted = |(partition, paths): (&Partition, Vec<&str>)| {
            let parts = paths.iter().map(|it| self.seals(it)).collect::<Result<_, _>>()?;
            let of_first = ArchiveError::part(paths[0]);
            let mut tree = Tree::default();
            let add = || {
                for seal in Merged::of(parts)? {
                    tree.add(&seal?);
                }
                Ok(())
            };
            add().map_err(of_first)?;
            Ok(Rooted::of(partition.clone(), &tree))
        };
        paths.into_iter().map(rooted).collect()
    }
}
