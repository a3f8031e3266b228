//! Where schema files are read from: a folder, or a revision of a Git repository.

use std::path::Path;
use std::process::{Command, Output};
use std::{fs, io};

use exact_schema_schema::folder::json_files;

use super::{LoadError, error::Problem};

/// What holds schema files.
#[derive(Clone, Copy, Debug)]
pub(super) enum Tree<'a> {
    /// The file system.
    Disk,
    /// What was committed in a revision; paths are those from a folder of the repository.
    Revision { folder: &'a Path, name: &'a str },
}

/// What stands at a path.
pub(super) enum Entry {
    /// A folder, with the JSON files in it and the folders in it.
    Folder(Vec<String>),
    File,
    Nothing,
}

impl Tree<'_> {
    pub(super) fn entry(self, path: &Path) -> Result<Entry, LoadError> {
        let Self::Revision { folder, name } = self else {
            return Ok(match path.is_dir() {
                true => Entry::Folder(json_files(path)?),
                false => Entry::File,
            });
        };
        let object = object(name, path);
        let kind = git(folder, &["cat-file", "-t", &object])?;
        if !kind.status.success() {
            // That there is nothing at the path is no fault; that there is no such revision is one.
            asked(folder, &["rev-parse", "--verify", &format!("{name}^{{commit}}")])?;
            return Ok(Entry::Nothing);
        }
        match kind.stdout.trim_ascii() {
            b"tree" => Ok(Entry::Folder(self.json_files(path)?)),
            _ => Ok(Entry::File),
        }
    }

    /// The JSON files in a folder and the folders in it, sorted, as paths from there.
    pub(super) fn json_files(self, path: &Path) -> Result<Vec<String>, LoadError> {
        let Self::Revision { folder, name } = self else { return Ok(json_files(path)?) };
        let tree = object(name, path);
        let listed = asked(folder, &["ls-tree", "-r", "-z", "--name-only", &tree])?;
        let names = listed.split(|byte| *byte == 0).map(String::from_utf8_lossy);
        let mut files: Vec<String> =
            names.filter(|name| name.ends_with(".json")).map(Into::into).collect();
        files.sort();
        Ok(files)
    }

    pub(super) fn read(self, path: &Path) -> Result<Vec<u8>, LoadError> {
        match self {
            Self::Disk => read(path).map_err(|source| {
                let path = path.display().to_string();
                Problem::Unreadable { path, source }.into()
            }),
            Self::Revision { folder, name } => {
                asked(folder, &["cat-file", "blob", &object(name, path)])
            }
        }
    }

    /// The revision, if it is one.
    pub(super) fn revision(self) -> Option<String> {
        match self {
            Self::Disk => None,
            Self::Revision { name, .. } => Some(name.to_owned()),
        }
    }

    /// How messages call the file at the path.
    pub(super) fn shown(self, path: &Path) -> String {
        let path = path.display();
        match self {
            Self::Disk => path.to_string(),
            Self::Revision { name, .. } => format!("{name}:{path}"),
        }
    }
}

/// The bytes of a file. Something else, such as a pipe, may never come to an end.
fn read(path: &Path) -> io::Result<Vec<u8>> {
    if !fs::metadata(path)?.is_file() {
        let why = "it is no file; move it away";
        return Err(io::Error::new(io::ErrorKind::InvalidInput, why));
    }
    fs::read(path)
}

/// How Git names what stands at a path, from the folder that it is asked in, in a revision.
fn object(revision: &str, path: &Path) -> String {
    let path = path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
    match path.trim_end_matches('/') {
        "" | "." => format!("{revision}:./"),
        path => format!("{revision}:./{}", path.trim_start_matches("./")),
    }
}

/// What Git answers.
fn asked(folder: &Path, arguments: &[&str]) -> Result<Vec<u8>, LoadError> {
    let output = git(folder, arguments)?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let complaint = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    Err(Problem::Git { command: arguments.join(" "), complaint }.into())
}

fn git(folder: &Path, arguments: &[&str]) -> Result<Output, LoadError> {
    let output = Command::new("git").current_dir(folder).args(arguments).output();
    output.map_err(|error| {
        let complaint = error.to_string();
        Problem::Git { command: arguments.join(" "), complaint }.into()
    })
}
