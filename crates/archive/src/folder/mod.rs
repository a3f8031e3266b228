//! Where an archive stands: a folder, or a prefix in an object store. Files are whole there, or not there.

#[cfg(feature = "cloud")]
mod cloud;
mod local;
mod opened;

use std::fmt;
use std::path::Path;

use exact_schema_files::FolderLock;

pub use opened::Opened;

/// What errors of object stores and of file systems have in common.
type Cause = Box<dyn std::error::Error + Send + Sync>;

/// A folder, whose files are called by their paths in it, with `/` between the names.
#[derive(Clone, Debug)]
pub struct Folder(Place);

#[derive(Clone, Debug)]
enum Place {
    Local(local::Local),
    #[cfg(feature = "cloud")]
    Cloud(cloud::Cloud),
}

/// A file of an archive cannot be read or written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FolderError {
    /// It cannot be read.
    #[error("cannot read {place}: {cause}")]
    Unreadable {
        /// Which file.
        place: String,
        /// Why.
        cause: Cause,
    },
    /// It cannot be written, or removed.
    #[error("cannot write {place}: {cause}")]
    Unwritten {
        /// Which file.
        place: String,
        /// Why.
        cause: Cause,
    },
    /// It cannot be written whole.
    #[error(transparent)]
    Unprepared(#[from] exact_schema_files::Error),
    /// Somebody else has written it meanwhile.
    #[error(
        "somebody else adds to the archive: {place} is there already; run the command again when they have ended"
    )]
    Taken {
        /// Which file.
        place: String,
    },
    /// It is an address of an object store, and this program was built without them.
    #[error("{0} is in an object store, and this program was built without the feature `cloud`")]
    NoCloud(String),
    /// It is no address of an object store.
    #[error("{address} is no object store: {cause}")]
    NoStore {
        /// The address.
        address: String,
        /// Why.
        cause: Cause,
    },
}

/// Does the same to a folder here and to one in an object store.
macro_rules! either {
    ($folder:expr, $place:ident => $done:expr) => {
        match &$folder.0 {
            Place::Local($place) => $done,
            #[cfg(feature = "cloud")]
            Place::Cloud($place) => $done,
        }
    };
}

impl Folder {
    /// The folder of this machine at that path, which need not be there.
    #[must_use]
    pub fn at(root: &Path) -> Self {
        Self(Place::Local(local::Local { root: root.to_owned() }))
    }

    /// What an argument names: a folder of this machine, or an address such as `s3://bucket/prefix`, `gs://…` or `az://…`.
    /// Who asks, and where, is told by the variables that the tools of those stores read, such as `AWS_ACCESS_KEY_ID`.
    ///
    /// # Errors
    ///
    /// [`FolderError`] where the address is none, or there is no `cloud` here.
    pub fn named(argument: &str) -> Result<Self, FolderError> {
        match argument.split_once("://") {
            None => Ok(Self::at(Path::new(argument))),
            #[cfg(feature = "cloud")]
            Some(_) => Ok(Self(Place::Cloud(cloud::Cloud::at(argument)?))),
            #[cfg(not(feature = "cloud"))]
            Some(_) => Err(FolderError::NoCloud(argument.to_owned())),
        }
    }

    /// Takes the right to write where only one can have it, for as long as it is kept. In an object store nobody can be
    /// kept from writing: there [`create`](Self::create) tells of whoever comes second.
    ///
    /// # Errors
    ///
    /// Where another process writes there.
    pub fn lock(&self) -> Result<Option<FolderLock>, FolderError> {
        match &self.0 {
            Place::Local(place) => place.lock().map(Some),
            #[cfg(feature = "cloud")]
            Place::Cloud(_) => Ok(None),
        }
    }

    /// The content of a file; nothing where there is none.
    ///
    /// # Errors
    ///
    /// Where it is there and cannot be read.
    pub fn read(&self, path: &str) -> Result<Option<Vec<u8>>, FolderError> {
        either!(self, place => place.read(path))
    }

    /// A file that is to be read in parts; nothing where there is none.
    ///
    /// # Errors
    ///
    /// Where it is there and cannot be opened.
    pub fn open(&self, path: &str) -> Result<Option<Opened>, FolderError> {
        either!(self, place => place.open(path))
    }

    /// How many bytes a file has; none where it is not there.
    #[must_use]
    pub fn size(&self, path: &str) -> u64 {
        either!(self, place => place.size(path))
    }

    /// Writes a file: whole, or not at all.
    ///
    /// # Errors
    ///
    /// Where it cannot be written.
    pub fn write(&self, path: &str, content: &[u8]) -> Result<(), FolderError> {
        either!(self, place => place.write(path, content))
    }

    /// Writes a file that must not be there yet.
    ///
    /// # Errors
    ///
    /// Where it cannot be written; [`FolderError::Taken`] where somebody else wrote it.
    pub fn create(&self, path: &str, content: &[u8]) -> Result<(), FolderError> {
        either!(self, place => place.create(path, content))
    }

    /// Writes a file that follows from others, so that it need not outlast a loss of power.
    ///
    /// # Errors
    ///
    /// Where it cannot be written.
    pub fn put(&self, path: &str, content: &[u8]) -> Result<(), FolderError> {
        either!(self, place => place.put(path, content))
    }

    /// Removes a file, or a folder with all that is in it, if it is there.
    ///
    /// # Errors
    ///
    /// Where it cannot be removed.
    pub fn remove(&self, path: &str) -> Result<(), FolderError> {
        either!(self, place => place.remove(path))
    }

    /// The paths of all files below a folder, in order; of none where it is not there.
    ///
    /// # Errors
    ///
    /// Where a folder cannot be read.
    pub fn list(&self, path: &str) -> Result<Vec<String>, FolderError> {
        either!(self, place => place.list(path))
    }
}

impl fmt::Display for Folder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        either!(self, place => place.fmt(f))
    }
}

/// Whether a file is what a process left that was killed while it wrote.
pub(crate) fn is_unfinished(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.starts_with('.') && name.ends_with(".unfinished")
}
