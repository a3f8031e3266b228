//! What a publication found, as data.

use crate::drift::Drift;
use crate::proof::Proof;

/// The outcome of [`publish`](crate::publish).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The version of the contract.
    pub version: String,
    /// What is typed before `publish`, to repair it.
    pub publisher: String,
    /// The last release, if there is one.
    pub released: Option<String>,
    /// Every type, by title.
    pub types: Vec<TypeReport>,
    /// Every file that is published, was published, or stands in its place; by path.
    pub files: Vec<FileReport>,
    /// What became of the folder.
    pub outcome: Outcome,
}

impl Report {
    /// Whether everything is proved, and the folder holds what it should.
    #[must_use]
    pub fn is_success(&self) -> bool {
        matches!(self.outcome, Outcome::Fresh | Outcome::Written)
    }

    /// Whether every claim about every type is proved.
    #[must_use]
    pub fn is_proved(&self) -> bool {
        self.types.iter().all(|it| it.proofs.iter().all(|proof| proof.verdict.is_proved()))
    }
}

/// What became of the folder of published files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It held everything already; nothing was touched.
    Fresh,
    /// What differed was written.
    Written,
    /// It differs, and nothing was to be written.
    Stale,
    /// A claim is not proved, so nothing was written.
    Unproved,
}

/// What is known about a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeReport {
    /// Its title.
    pub title: &'static str,
    /// How large it is.
    pub size: Size,
    /// The claims about it.
    pub proofs: Vec<Proof>,
    /// Its files, by path.
    pub files: Vec<String>,
    /// What changed in them since the last publication.
    pub since_publication: Drift,
    /// What changed in what it accepts since the last release; `None` where nothing is released.
    pub since_release: Option<Drift>,
}

/// How large a type is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// An object with so many fields.
    Fields(usize),
    /// A union of so many types.
    Branches(usize),
}

/// What is known about a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileReport {
    /// Where it belongs, below the folder.
    pub path: String,
    /// How it was found.
    pub state: FileState,
}

/// How a file was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileState {
    /// It held what it should.
    Fresh,
    /// It held something else.
    Stale,
    /// It was not there.
    Missing,
    /// It was published before and is no longer.
    Extra,
    /// A run that was killed left it behind.
    Leftover,
}
