//! What stands in the folder of published files, compared with what should.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use serde_json::Value;

use crate::MARK;
use crate::error::Error;
use crate::index::{INDEX, Index};
use crate::publication::Publication;
use crate::report::{FileReport, FileState};

/// The files that are, were or will be published.
pub(crate) struct Survey {
    /// Every one of them, by path; the index last.
    pub(crate) files: Vec<FileReport>,
    /// What should stand in the files that are not as they should be, in the order of writing.
    pub(crate) wanted: Vec<(String, String)>,
    /// The published documents that were found.
    pub(crate) earlier: BTreeMap<String, Value>,
}

impl Survey {
    /// Looks at a folder, which need not exist.
    ///
    /// # Errors
    ///
    /// That a file cannot be read, that `publish` did not make what stands where one belongs, or
    /// that the index is damaged.
    pub(crate) fn of(folder: &Path, publication: &Publication) -> Result<Self, Error> {
        let mut survey = Self { files: Vec::new(), wanted: Vec::new(), earlier: BTreeMap::new() };
        for artefact in publication.artefacts() {
            survey.compare(folder, artefact.path(), artefact.text().to_owned())?;
        }
        let index = folder.join(INDEX);
        if let Some(text) = read(&index)? {
            if !text.contains(MARK) {
                return Err(Error::foreign(&index));
            }
            for path in Index::parse(&text, &index)?.paths() {
                survey.look_for_extra(folder, path)?;
            }
        }
        survey.files.sort_by(|left, right| left.path.cmp(&right.path));
        survey.compare(folder, INDEX, publication.index().text()?)?;
        Ok(survey)
    }

    fn compare(&mut self, folder: &Path, path: &str, wanted: String) -> Result<(), Error> {
        let place = folder.join(path);
        let found = read(&place)?;
        let state = match &found {
            None => FileState::Missing,
            Some(text) if *text == wanted => FileState::Fresh,
            Some(text) if text.contains(MARK) => FileState::Stale,
            Some(_) => return Err(Error::foreign(&place)),
        };
        if let Some(Ok(document)) = found.as_deref().map(serde_json::from_str) {
            self.earlier.insert(path.to_owned(), document);
        }
        if state != FileState::Fresh {
            self.wanted.push((path.to_owned(), wanted));
        }
        self.files.push(FileReport { path: path.to_owned(), state });
        Ok(())
    }

    /// A file that an earlier index lists, that carries the mark, and that is made no longer.
    fn look_for_extra(&mut self, folder: &Path, path: &str) -> Result<(), Error> {
        let is_known = path == INDEX || self.files.iter().any(|file| file.path == path);
        if !is_known && read(&folder.join(path))?.is_some_and(|text| text.contains(MARK)) {
            self.files.push(FileReport { path: path.to_owned(), state: FileState::Extra });
        }
        Ok(())
    }

    /// The files to be removed.
    pub(crate) fn extra(&self) -> impl Iterator<Item = &str> {
        let extra = self.files.iter().filter(|file| file.state == FileState::Extra);
        extra.map(|file| file.path.as_str())
    }

    /// Whether nothing is to be done.
    pub(crate) fn is_fresh(&self) -> bool {
        self.files.iter().all(|file| file.state == FileState::Fresh)
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
