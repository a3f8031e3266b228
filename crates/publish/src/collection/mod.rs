//! Files that one command makes, and keeps up to date in a folder.
//!
//! An index in the folder lists them, each with its digest. A file is the command's own if it
//! carries the command's mark, or is still as the index has it; any other is somebody's, and never
//! touched.

mod index;
mod survey;
mod write;

use std::path::Path;

use exact_schema_runtime::Contract;

use crate::error::Error;
pub use survey::Survey;

/// A set of files to be made.
#[derive(Clone, Debug)]
pub struct Collection {
    index: &'static str,
    mark: String,
    contract: &'static Contract,
    /// The version of the contract.
    version: String,
    files: Vec<CollectedFile>,
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CollectedFile {
    /// Where it belongs, below the folder, with `/` between the names.
    pub path: String,
    /// What it holds.
    pub text: String,
    /// The title of the type that it is about, if about one.
    pub title: Option<&'static str>,
    /// What it is: `accept`, `emit`, `openapi`, `conformance`, `typescript` …
    pub contract: String,
}

impl Collection {
    /// An empty set for a version of a contract, whose index has this name and whose files carry this mark.
    #[must_use]
    pub fn new(
        index: &'static str,
        mark: String,
        contract: &'static Contract,
        version: String,
    ) -> Self {
        Self { index, mark, contract, version, files: Vec::new() }
    }

    /// Adds a file; it is written after those that were added before it.
    pub fn add(&mut self, file: CollectedFile) {
        self.files.push(file);
    }

    /// Compares the files with those of a folder, which need not exist.
    ///
    /// # Errors
    ///
    /// That a file cannot be read, that what stands where one belongs is not this command's, or that
    /// the index is damaged.
    pub fn survey(&self, folder: &Path) -> Result<Survey, Error> {
        Survey::of(folder, self)
    }
}
