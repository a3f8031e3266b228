//! What stands in a folder, compared with what should.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use exact_schema_files::leftovers;
use serde_json::Value;

use super::index::{Index, sha256};
use super::{Collection, write};
use crate::error::Error;
use crate::report::{FileReport, FileState};

/// The files of a collection that are, were or will be in a folder.
#[derive(Debug)]
pub struct Survey {
    pub(super) folder: PathBuf,
    pub(super) collection: Collection,
    /// What the index that was found says.
    digests: BTreeMap<String, String>,
    files: Vec<FileReport>,
    /// What should stand in the files that are not as they should be, in the order of writing.
    pub(super) wanted: Vec<(String, String)>,
}

impl Survey {
    pub(super) fn of(folder: &Path, collection: &Collection) -> Result<Self, Error> {
        let mut survey = Self {
            folder: folder.to_owned(),
            collection: collection.clone(),
            digests: BTreeMap::new(),
            files: Vec::new(),
            wanted: Vec::new(),
        };
        let index = folder.join(collection.index);
        if let Some(text) = read(&index)? {
            if !text.contains(&collection.mark) {
                return Err(Error::foreign(&index));
            }
            survey.digests = Index::parse(&text, &index)?.digests();
        }
        for file in &collection.files {
            survey.compare(&file.path, file.text.clone())?;
        }
        survey.look_for_extra()?;
        survey.look_for_leftovers()?;
        survey.files.sort_by(|left, right| left.path.cmp(&right.path));
        survey.compare(collection.index, Index::of(collection).text()?)?;
        Ok(survey)
    }

    fn compare(&mut self, path: &str, wanted: String) -> Result<(), Error> {
        let place = self.folder.join(path);
        let state = match read(&place)? {
            None => FileState::Missing,
            Some(text) if text == wanted => FileState::Fresh,
            Some(text) if self.is_own(path, &text) => FileState::Stale,
            Some(_) => return Err(Error::foreign(&place)),
        };
        if state != FileState::Fresh {
            self.wanted.push((path.to_owned(), wanted));
        }
        self.files.push(FileReport { path: path.to_owned(), state });
        Ok(())
    }

    /// Finds the files of the earlier index that are made no longer.
    fn look_for_extra(&mut self) -> Result<(), Error> {
        for path in self.digests.keys() {
            let is_known =
                path == self.collection.index || self.files.iter().any(|file| file.path == *path);
            if !is_known
                && read(&self.folder.join(path))?.is_some_and(|text| self.is_own(path, &text))
            {
                self.files.push(FileReport { path: path.clone(), state: FileState::Extra });
            }
        }
        Ok(())
    }

    /// Finds what a run left that was killed.
    fn look_for_leftovers(&mut self) -> Result<(), Error> {
        for folder in self.folders() {
            for path in leftovers(&folder)? {
                let path = path.strip_prefix(&self.folder).unwrap_or(&path);
                let path = path.to_string_lossy().replace('\\', "/");
                self.files.push(FileReport { path, state: FileState::Leftover });
            }
        }
        Ok(())
    }

    /// The folders in which files stand, or stood.
    pub(super) fn folders(&self) -> BTreeSet<PathBuf> {
        let made = self.collection.files.iter().map(|file| &file.path);
        let paths = made.chain(self.digests.keys()).map(|path| self.folder.join(path));
        let folders = paths.filter_map(|path| path.parent().map(Path::to_owned));
        folders.chain([self.folder.clone()]).collect()
    }

    fn is_own(&self, path: &str, text: &str) -> bool {
        text.contains(&self.collection.mark)
            || self.digests.get(path).is_some_and(|it| *it == sha256(text))
    }

    /// Every file, by path; the index last.
    #[must_use]
    pub fn files(&self) -> &[FileReport] {
        &self.files
    }

    /// The document that stands in a file of the collection; none where there is no file, or it is
    /// no JSON.
    pub(crate) fn document(&self, path: &str) -> Option<Value> {
        serde_json::from_str(&read(&self.folder.join(path)).ok()??).ok()
    }

    /// The files to be removed.
    pub(super) fn extra(&self) -> impl Iterator<Item = &str> {
        let extra = self.files.iter().filter(|file| file.state == FileState::Extra);
        extra.map(|file| file.path.as_str())
    }

    /// Whether nothing is to be done.
    #[must_use]
    pub fn is_fresh(&self) -> bool {
        self.files.iter().all(|file| file.state == FileState::Fresh)
    }

    /// Brings the folder up to date. Files that are as they should be are not touched, and a crash
    /// leaves each of the others whole.
    ///
    /// # Errors
    ///
    /// That a file cannot be written, replaced or removed. Nothing but a stale file remains of it.
    pub fn write(&self) -> Result<(), Error> {
        write::write(self)
    }
}

/// The text of a file, if there is one. What is no UTF-8 is no file of ours.
fn read(path: &Path) -> Result<Option<String>, Error> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::reading(path)(error)),
    }
}
