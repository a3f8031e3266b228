//! Schema files in folders.

use std::path::Path;
use std::{fs, io};

use serde_json::Value;

use crate::error::{Error, Problem};

/// The schema files in a folder and the folders in it, sorted, as paths from there with `/` between
/// the names: those named `*.schema.json` or, where there is none, `*.json`. Folders of schemas hold
/// examples, too.
///
/// # Errors
///
/// That a folder cannot be read, or that there is no such file.
pub fn schema_files(folder: &Path) -> Result<Vec<String>, Error> {
    let files = among(json_files(folder)?);
    if files.is_empty() {
        return Err(Problem::NoSchemas { path: folder.display().to_string() }.into());
    }
    Ok(files)
}

/// Those of the files that hold schemas, as [`schema_files`] has it.
#[must_use]
pub fn among(mut files: Vec<String>) -> Vec<String> {
    let is_named_schema = |file: &String| file.ends_with(".schema.json");
    if files.iter().any(is_named_schema) {
        files.retain(is_named_schema);
    }
    files
}

/// The files named `*.json` in a folder and the folders in it, as [`schema_files`] has them.
///
/// # Errors
///
/// That a folder cannot be read.
pub fn json_files(folder: &Path) -> Result<Vec<String>, Error> {
    let mut files = Vec::new();
    collect(folder, "", &mut files)?;
    Ok(files)
}

fn collect(folder: &Path, prefix: &str, files: &mut Vec<String>) -> Result<(), Error> {
    let unreadable = |source| Problem::Unreadable { path: folder.display().to_string(), source };
    let entries = fs::read_dir(folder).map_err(unreadable)?;
    let mut entries = entries.collect::<Result<Vec<_>, _>>().map_err(unreadable)?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = entry.path();
        if path.is_dir() {
            collect(&path, &format!("{prefix}{name}/"), files)?;
        } else if name.ends_with(".json") {
            files.push(format!("{prefix}{name}"));
        }
    }
    Ok(())
}

/// What `serde_json` says of a document that nests deeper than its stack is safe for.
const TOO_DEEP: &str = "recursion limit exceeded";

/// The JSON document in a file.
///
/// # Errors
///
/// That it cannot be read, or is no JSON.
pub fn read(path: &Path) -> Result<Value, Error> {
    let name = || path.display().to_string();
    let unreadable = |source| Problem::Unreadable { path: name(), source };
    // Something else, such as a pipe, may never come to an end.
    if !fs::metadata(path).map_err(unreadable)?.is_file() {
        let source = io::Error::new(io::ErrorKind::InvalidInput, "it is no file; move it away");
        return Err(unreadable(source).into());
    }
    parse(&name(), &fs::read(path).map_err(unreadable)?)
}

/// The JSON document in the bytes of a file, which is called `name` where they hold none.
///
/// # Errors
///
/// That they are no JSON.
pub fn parse(name: &str, text: &[u8]) -> Result<Value, Error> {
    let name = || name.to_owned();
    let parsed: Result<Value, serde_json::Error> = serde_json::from_slice(text);
    Ok(parsed.map_err(|source| match source.to_string().starts_with(TOO_DEEP) {
        true => Problem::TooDeep { path: name(), line: source.line() },
        false => Problem::NotJson { path: name(), source },
    })?)
}
